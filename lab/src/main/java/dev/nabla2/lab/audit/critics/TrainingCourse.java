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
import dev.nabla2.lab.audit.Subject;
import dev.nabla2.lab.critic.CriticGame;
import dev.nabla2.lab.critic.Pairs;
import dev.nabla2.nn.Parameters;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/** A critic that is trained against a generator that stands still: real samples with noise of deviation 1. */
final class TrainingCourse implements Course {
    private final AuditSettings settings;
    private final RandomStream random;
    private final CriticGame game;
    private final Subject subject;

    TrainingCourse(AuditSettings settings, DataSet loaded, Cell cell) {
        this.settings = settings;
        this.random = RandomStream.of(cell.seed());
        DataSet shaped = settings.critics().shaped(loaded);
        DataSet data = settings.noise() > 0 ? new NoisyData(shaped, settings.noise()) : shaped;
        Backend backend = Backends.cpu(settings.threads(), Precision.DOUBLE);
        Pairs pairs = Pairs.noisy(data);
        SlopePenalty penalty = settings.penalty(cell);
        this.game = new CriticGame(
                backend,
                settings.critics().critic(cell.activation(), shaped),
                pairs,
                settings.batch(),
                AuditSettings.objective(cell.penalty()),
                penalty);
        Shape sample = data.sampleShape();
        this.subject = new Subject(
                backend,
                game.critic(),
                game.critic().memory(backend),
                penalty,
                (draws, count) -> draws.drawNumbered(
                        samples(sample, count), (stream, number) -> pairs.real(stream, number, count)),
                (draws, count) -> draws.drawNumbered(
                        samples(sample, count), (stream, number) -> pairs.fake(stream, number, count)));
    }

    /** The shape of so many samples. */
    static Shape samples(Shape sample, int count) {
        return Shape.of(IntStream.concat(IntStream.of(count), Arrays.stream(sample.extents()))
                .toArray());
    }

    @Override
    public Subject subject() {
        return subject;
    }

    @Override
    public Parameters example() {
        return game.critic().initialise(game.backend(), random);
    }

    @Override
    public void run(IntConsumer before, Listener listener) {
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
                    listener.onState(step, position.parameters().below(Gan.CRITIC));
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
