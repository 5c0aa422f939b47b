package dev.nabla2.lab.audit.critics;

import dev.nabla2.engine.Backends;
import dev.nabla2.engine.RandomStream;
import dev.nabla2.engine.Shape;
import dev.nabla2.engine.backend.Backend;
import dev.nabla2.engine.backend.Precision;
import dev.nabla2.gan.Dynamics;
import dev.nabla2.gan.Gan;
import dev.nabla2.gan.Pace;
import dev.nabla2.gan.Position;
import dev.nabla2.gan.Programs;
import dev.nabla2.gan.SlopePenalty;
import dev.nabla2.gan.data.DataSet;
import dev.nabla2.lab.audit.PenaltyAudit;
import dev.nabla2.lab.audit.Subject;
import dev.nabla2.lab.critic.CriticGame;
import dev.nabla2.lab.critic.Pairs;
import dev.nabla2.lab.picture.Picture;
import dev.nabla2.nn.Parameters;
import dev.nabla2.nn.Sequential;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntConsumer;

/** Trains one critic and audits it on the way. */
final class CellAudit {
    /** Hears of what was found. */
    @FunctionalInterface
    interface Listener {
        /**
         * Called at each state that is audited.
         *
         * @param step how many training steps it has had
         * @param report the answers
         */
        void onState(int step, PenaltyAudit.Report report);
    }

    /** The kinks of critics in the plane are shown from -3 to 3, as their values are. */
    private static final double REACH = 3;

    private static final int SAMPLES_ON_MAP = 1 << 18;

    private final AuditSettings settings;
    private final RandomStream random;
    private final CriticGame game;
    private final PenaltyAudit audit;
    private Optional<Picture> map = Optional.empty();

    CellAudit(AuditSettings settings, DataSet data, Cell cell) {
        this.settings = settings;
        this.random = RandomStream.of(cell.seed());
        Backend backend = Backends.cpu(settings.threads(), Precision.DOUBLE);
        Pairs pairs = Pairs.noisy(data);
        SlopePenalty penalty = settings.penalty(cell);
        this.game = new CriticGame(
                backend,
                Sequential.mlp(
                        cell.activation(), settings.widths(data.sampleShape().size())),
                pairs,
                settings.batch(),
                AuditSettings.objective(cell.penalty()),
                penalty);
        this.audit = new PenaltyAudit(
                new Subject(
                        backend,
                        game.critic(),
                        penalty,
                        (draws, count) -> draws.drawNumbered(
                                samples(data, count), (stream, number) -> pairs.real(stream, number, count)),
                        (draws, count) -> draws.drawNumbered(
                                samples(data, count), (stream, number) -> pairs.fake(stream, number, count))),
                settings.size(),
                settings.epsilon(),
                AuditSettings.STEPS,
                settings.minibatches(),
                settings.batch());
    }

    private static Shape samples(DataSet data, int count) {
        return Shape.of(count, data.sampleShape().size());
    }

    /** Refuses a critic that cannot be audited. */
    void check() {
        audit.check(game.critic().initialise(game.backend(), random));
    }

    /** Where the kinks lie at the last state, of a critic in the plane that has any. */
    Optional<Picture> map() {
        return map;
    }

    private Optional<Picture> map(Parameters theta, PenaltyAudit.Report report) {
        boolean planar = game.pairs().sampleShape().size() == 2;
        return planar && audit.subject().hasRectifiers() && report.directions().containsKey(PenaltyAudit.TRUE)
                ? Optional.of(KinkMap.of(
                        audit.subject(),
                        theta,
                        report,
                        Math.min(SAMPLES_ON_MAP, settings.samples()),
                        settings.epsilon(),
                        REACH,
                        random.fold("map")))
                : Optional.empty();
    }

    /**
     * Trains to the last state.
     *
     * @param before hears of each step before it is taken, and may end everything by an exception
     * @param listener hears of what was found
     */
    void run(IntConsumer before, Listener listener) {
        Position position = new Position(
                game,
                Parameters.none().and(Gan.CRITIC, game.critic().initialise(game.backend(), random.fold("weights"))),
                Map.of(Gan.CRITIC, Pace.of(settings.adam())));
        Dynamics dynamics = Dynamics.simultaneous();
        List<Integer> states = settings.states();
        int last = states.get(states.size() - 1);
        try (Programs programs = Programs.compiled()) {
            for (int step = 0; ; step++) {
                before.accept(step);
                if (states.contains(step)) {
                    Parameters theta = position.parameters().below(Gan.CRITIC);
                    PenaltyAudit.Report report =
                            audit.at(theta, random.fold("audit").fold(step));
                    listener.onState(step, report);
                    if (step == last) {
                        map = map(theta, report);
                    }
                }
                if (step == last) {
                    return;
                }
                Dynamics.Step at = new Dynamics.Step(random.fold("training").fold(step), 0, 1, step);
                dynamics.step(game, position, programs, at, (player, loss, measured) -> {});
            }
        }
    }
}
