package dev.nabla2.lab.audit.critics;

import dev.nabla2.engine.Backends;
import dev.nabla2.engine.Draws;
import dev.nabla2.engine.RandomStream;
import dev.nabla2.engine.SecondDerivative;
import dev.nabla2.engine.Tape;
import dev.nabla2.engine.backend.Backend;
import dev.nabla2.engine.backend.Precision;
import dev.nabla2.gan.Game;
import dev.nabla2.gan.Gan;
import dev.nabla2.gan.Moment;
import dev.nabla2.gan.Schedule;
import dev.nabla2.gan.data.RingOfGaussians;
import dev.nabla2.lab.critic.CriticGame;
import dev.nabla2.lab.critic.CriticTraining;
import dev.nabla2.lab.critic.Pairs;
import dev.nabla2.lab.reproduce.Bench;
import dev.nabla2.lab.reproduce.Conditions;
import dev.nabla2.lab.reproduce.Measured;
import dev.nabla2.lab.reproduce.Part;
import dev.nabla2.lab.run.PenaltyChoice;
import dev.nabla2.nn.Activation;
import dev.nabla2.nn.Layer;
import dev.nabla2.nn.Parameters;

/**
 * A critic of rectifiers trained by the automatic gradient and by that of mollified ones, from the same weights and samples, and judged as
 * what it is: with rectifiers.
 *
 * @param settings the critic's
 * @param penalty its penalty
 * @param seed where its weights and all samples come from
 */
record CriticCure(AuditSettings settings, PenaltyChoice penalty, long seed) {
    /** What of its loss, objective and penalty, is left. */
    static final String LOSS = "loss";

    /** What of that is the penalty. */
    static final String PENALTY = "penalty";

    /** How many times as long a mended step takes as an automatic one. */
    static final String RATIO = "time";

    /** Half the width of the bands. */
    static final double EPSILON = 0.02;

    private static final int JUDGED = 4096;
    private static final int TIMED_STEPS = 40;

    Part part(Conditions conditions) {
        return Part.of(
                name(),
                "hidden " + settings.critics().hidden() + ", lambda " + settings.lambda() + ", Adam "
                        + settings.learningRate() + ", batch " + settings.batch() + ", steps " + steps() + ", epsilon "
                        + EPSILON + ", equal steps and time",
                bench -> measured(conditions, bench));
    }

    String name() {
        return "critic-" + penalty.label() + "-seed" + seed;
    }

    private int steps() {
        return settings.states().get(settings.states().size() - 1);
    }

    private Measured measured(Conditions conditions, Bench bench) {
        RandomStream random = RandomStream.of(seed).fold("mended");
        // On one thread, whose time is taken.
        Backend backend = Backends.cpu(1, Precision.DOUBLE);
        Layer plain = settings.critics().critic(Activation.RELU, RingOfGaussians.ofEight());
        CriticGame automatic = game(backend, plain, settings.batch());
        CriticGame mended = game(backend, plain.with(SecondDerivative.mollified(EPSILON)), settings.batch());
        int timed = Math.min(TIMED_STEPS, steps());
        double ratio = ProcessorTime.ratio(
                () -> train(mended, timed, random, (step, now) -> bench.progress(0)),
                () -> train(automatic, timed, random, (step, now) -> bench.progress(0)),
                conditions.of(4, 1));
        int longer = (int) Math.round(steps() * ratio);
        int all = steps() + longer;
        CriticGame judging = game(backend, plain, JUDGED);
        int batches = conditions.of(32, 2);
        Measured[] found = {Measured.nothing().with(RATIO, ratio)};
        train(mended, steps(), random, (step, now) -> {
            bench.progress(step, all);
            if (step == steps()) {
                found[0] = found[0].with(judged(judging, Way.MENDED, now, random, batches));
            }
        });
        // The automatic one's rate is constant, so that its longer run begins with its shorter one.
        train(automatic, longer, random, (step, now) -> {
            bench.progress(steps() + step, all);
            if (step == steps()) {
                found[0] = found[0].with(judged(judging, Way.AUTOMATIC, now, random, batches));
            }
            if (step == longer) {
                found[0] = found[0].with(judged(judging, Way.LONGER, now, random, batches));
            }
        });
        return found[0];
    }

    /** Hears of each step. */
    private interface Listener {
        void onStep(int step, Parameters critic);
    }

    private void train(CriticGame game, int steps, RandomStream random, Listener listener) {
        new CriticTraining(game, settings.adam(), Schedule.constant(), steps)
                .train(random, (step, now) -> listener.onStep(step, now.parameters()));
    }

    private static Measured judged(CriticGame game, Way way, Parameters critic, RandomStream random, int batches) {
        double loss = 0;
        double penalised = 0;
        for (int b = 0; b < batches; b++) {
            try (Tape tape = new Tape()) {
                Draws draws =
                        Draws.of(tape, game.backend(), random.fold("judged").fold(b), b);
                Parameters theta = Parameters.none().and(Gan.CRITIC, tape.constant(critic));
                Game.Loss found = game.loss(Moment.start(tape, draws), Gan.CRITIC, theta);
                double whole = found.value().item();
                loss += whole / batches;
                penalised += (whole - found.measured().get(Gan.OBJECTIVE).item()) / batches;
            }
        }
        return Measured.nothing().with(way.of(LOSS), loss).with(way.of(PENALTY), penalised);
    }

    private CriticGame game(Backend backend, Layer critic, int batch) {
        return new CriticGame(
                backend,
                critic,
                Pairs.noisy(RingOfGaussians.ofEight()),
                batch,
                AuditSettings.objective(penalty),
                settings.penalty(new Cell(Activation.RELU, penalty, seed)));
    }
}
