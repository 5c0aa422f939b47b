package dev.nabla2.lab.audit.critics;

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
import dev.nabla2.lab.critic.TrainedCritic;
import dev.nabla2.lab.reproduce.Bench;
import dev.nabla2.lab.reproduce.Conditions;
import dev.nabla2.lab.reproduce.Measured;
import dev.nabla2.lab.reproduce.Part;
import dev.nabla2.lab.run.PenaltyChoice;
import dev.nabla2.nn.Activation;
import dev.nabla2.nn.Layer;
import dev.nabla2.nn.Parameters;
import dev.nabla2.nn.Sequential;

/**
 * A critic of rectifiers trained by the automatic gradient, or by that of mollified ones, and judged as what it is: with rectifiers.
 *
 * @param penalty its penalty
 * @param mended whether its rectifiers are mollified while it is trained
 * @param seed where its weights and all samples come from
 */
record MendedTraining(PenaltyChoice penalty, boolean mended, long seed) {
    /** What of its loss, objective and penalty, is left. */
    static final String LOSS = "loss";

    /** What of that is the penalty. */
    static final String PENALTY = "penalty";

    /** How long its training took. */
    static final String SECONDS = "seconds";

    /** Half the width of the bands. */
    static final double EPSILON = 0.02;

    private static final int JUDGED = 4096;

    Part part(AuditSettings settings, Conditions conditions) {
        return Part.of(
                        name(),
                        "hidden " + settings.hidden() + ", lambda " + settings.lambda() + ", Adam "
                                + settings.learningRate() + ", batch " + settings.batch() + ", steps " + steps(settings)
                                + ", epsilon " + EPSILON,
                        bench -> measured(settings, conditions, bench))
                .timed();
    }

    String name() {
        return "training-" + penalty.label() + (mended ? "-mended" : "-automatic") + "-seed" + seed;
    }

    private static int steps(AuditSettings settings) {
        return settings.states().get(settings.states().size() - 1);
    }

    private Measured measured(AuditSettings settings, Conditions conditions, Bench bench) {
        RandomStream random = RandomStream.of(seed).fold("mended");
        int[] widths = settings.widths(2);
        Layer plain = Sequential.mlp(Activation.RELU, widths);
        Layer trained = mended ? plain.with(SecondDerivative.mollified(EPSILON)) : plain;
        int steps = steps(settings);
        Backend backend = bench.backend(Precision.DOUBLE);
        long begun = System.nanoTime();
        TrainedCritic critic = new CriticTraining(
                        game(settings, backend, trained, settings.batch()), settings.adam(), Schedule.constant(), steps)
                .train(random, (step, now) -> bench.progress(step, steps));
        double seconds = (System.nanoTime() - begun) * 1e-9;
        CriticGame judged = game(settings, backend, plain, JUDGED);
        double loss = 0;
        double penalised = 0;
        int batches = conditions.of(32, 2);
        for (int b = 0; b < batches; b++) {
            try (Tape tape = new Tape()) {
                Draws draws =
                        Draws.of(tape, judged.backend(), random.fold("judged").fold(b), b);
                Parameters theta = Parameters.none().and(Gan.CRITIC, tape.constant(critic.parameters()));
                Game.Loss found = judged.loss(Moment.start(tape, draws), Gan.CRITIC, theta);
                double whole = found.value().item();
                loss += whole / batches;
                penalised += (whole - found.measured().get(Gan.OBJECTIVE).item()) / batches;
            }
        }
        return Measured.nothing().with(LOSS, loss).with(PENALTY, penalised).with(SECONDS, seconds);
    }

    private CriticGame game(AuditSettings settings, Backend backend, Layer critic, int batch) {
        return new CriticGame(
                backend,
                critic,
                Pairs.noisy(RingOfGaussians.ofEight()),
                batch,
                AuditSettings.objective(penalty),
                settings.penalty(new Cell(Activation.RELU, penalty, seed)));
    }
}
