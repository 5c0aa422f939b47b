package dev.nabla2.lab.audit.critics;

import dev.nabla2.engine.Backends;
import dev.nabla2.engine.RandomStream;
import dev.nabla2.engine.SecondDerivative;
import dev.nabla2.engine.backend.Precision;
import dev.nabla2.gan.Dynamics;
import dev.nabla2.gan.Gan;
import dev.nabla2.gan.GanModel;
import dev.nabla2.gan.GanTrainer;
import dev.nabla2.gan.Objective;
import dev.nabla2.gan.Schedule;
import dev.nabla2.gan.data.RingOfGaussians;
import dev.nabla2.lab.metrics.Evaluation;
import dev.nabla2.lab.metrics.Evaluator;
import dev.nabla2.lab.metrics.ModeScore;
import dev.nabla2.lab.reproduce.Bench;
import dev.nabla2.lab.reproduce.Conditions;
import dev.nabla2.lab.reproduce.Measured;
import dev.nabla2.lab.reproduce.Part;
import dev.nabla2.lab.run.PenaltyChoice;
import dev.nabla2.lab.run.PenaltySettings;
import dev.nabla2.nn.Activation;
import dev.nabla2.nn.Adam;
import dev.nabla2.nn.Sequential;

/**
 * A whole GAN whose critic's rectifiers are trained by the automatic gradient, and by that of mollified ones whose bands narrow over the run,
 * from the same weights and samples.
 *
 * @param penalty the critic's
 * @param seed where weights and samples come from
 */
record GanCure(PenaltyChoice penalty, long seed) {
    /** Of generated samples from real ones: sliced Wasserstein. */
    static final String DISTANCE = "distance";

    /** The share of samples within three deviations of a mode. */
    static final String NEAR = "near";

    /** Half the width of the bands at first and at last. */
    static final double FIRST = 0.5;

    static final double LAST = 0.01;

    private static final double LAMBDA = 1;
    private static final int LATENT = 2;
    private static final int TIMED_STEPS = 30;

    Part part(Conditions conditions) {
        return Part.of(
                name(),
                "ring8, generator and critic 2 x " + width(conditions) + ", batch " + batch(conditions)
                        + ", 5 critic updates, Wasserstein, lambda " + LAMBDA + ", " + optimiser()
                        + " falling linearly to 0, epsilon " + FIRST + " to " + LAST + ", steps " + steps(conditions)
                        + ", equal steps and time",
                bench -> measured(conditions, bench));
    }

    String name() {
        return "gan-" + penalty.label() + "-seed" + seed;
    }

    private static int width(Conditions conditions) {
        return conditions.of(64, 8);
    }

    private static int batch(Conditions conditions) {
        return conditions.of(128, 16);
    }

    private static int steps(Conditions conditions) {
        return conditions.of(1200, 2);
    }

    private static Adam optimiser() {
        return new Adam(2e-3, 0.5, 0.9);
    }

    private Measured measured(Conditions conditions, Bench bench) {
        int steps = steps(conditions);
        int timed = Math.min(TIMED_STEPS, steps);
        double ratio = ProcessorTime.ratio(
                () -> trained(conditions, true, timed, bench),
                () -> trained(conditions, false, timed, bench),
                conditions.of(4, 1));
        int longer = (int) Math.round(steps * ratio);
        Evaluator evaluator = new Evaluator(
                RingOfGaussians.ofEight(),
                conditions.of(10_000, 100),
                RandomStream.of(seed).fold("judged"));
        Measured measured = Measured.nothing().with(CriticCure.RATIO, ratio);
        measured = measured.with(judged(evaluator, Way.AUTOMATIC, trained(conditions, false, steps, bench)));
        measured = measured.with(judged(evaluator, Way.MENDED, trained(conditions, true, steps, bench)));
        return measured.with(judged(evaluator, Way.LONGER, trained(conditions, false, longer, bench)));
    }

    private static Measured judged(Evaluator evaluator, Way way, GanModel model) {
        Evaluation found = evaluator.of(model);
        return Measured.nothing()
                .with(way.of(DISTANCE), found.distance())
                .with(way.of(NEAR), found.modes().map(ModeScore::highQuality).orElse(Double.NaN));
    }

    /** With a learning rate that falls to 0 over the steps, however many they are. */
    private GanModel trained(Conditions conditions, boolean mended, int steps, Bench bench) {
        int width = width(conditions);
        Sequential critic = Sequential.mlp(
                Activation.RELU,
                mended ? SecondDerivative.annealed(FIRST, LAST) : SecondDerivative.ALMOST_EVERYWHERE,
                2,
                width,
                width,
                1);
        Gan gan = new Gan(
                // On one thread, whose time is taken.
                Backends.cpu(1, Precision.FLOAT),
                RingOfGaussians.ofEight(),
                Sequential.mlp(Activation.RELU, LATENT, width, width, 2),
                critic,
                LATENT,
                batch(conditions),
                Objective.wasserstein(),
                new PenaltySettings(penalty, LAMBDA, 1, 0, 1).penalty());
        GanTrainer trainer = new GanTrainer(
                gan,
                new GanTrainer.Settings(
                        Dynamics.alternating(5), optimiser(), optimiser(), Schedule.linearDecay(), steps, seed));
        trainer.run((report, model) -> bench.progress(report.step(), report.steps()));
        return trainer.model();
    }
}
