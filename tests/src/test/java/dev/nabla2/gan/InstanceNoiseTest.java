package dev.nabla2.gan;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nabla2.engine.Backends;
import dev.nabla2.engine.Draws;
import dev.nabla2.engine.RandomStream;
import dev.nabla2.engine.Shape;
import dev.nabla2.engine.Tape;
import dev.nabla2.engine.Tensor;
import dev.nabla2.engine.backend.Backend;
import dev.nabla2.nn.Activation;
import dev.nabla2.nn.Adam;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InstanceNoiseTest {
    private static final Backend REFERENCE = Backends.reference();
    private static final int SAMPLES = 20_000;

    @Test
    void noiseHasItsDeviationAndFallsLinearly() {
        for (double progress : new double[] {0, 0.25, 0.75}) {
            assertEquals(0.5 * (1 - progress), deviation(InstanceNoise.falling(0.5), progress), 0.01);
            assertEquals(0.5, deviation(new InstanceNoise(0.5, false), progress), 0.01);
        }
        assertEquals(0, deviation(InstanceNoise.none(), 0));
    }

    @Test
    void realAndGeneratedSamplesGetDifferentNoise() {
        InstanceNoise noise = new InstanceNoise(1, false);
        double[] real = added(noise, "real", 0);
        double[] fake = added(noise, "fake", 0);
        double product = 0;
        for (int i = 0; i < SAMPLES; i++) {
            product += real[i] * fake[i] / SAMPLES;
        }
        assertEquals(0, product, 0.05);
    }

    private static double deviation(InstanceNoise noise, double progress) {
        return Math.sqrt(Arrays.stream(added(noise, "real", progress))
                .map(x -> x * x)
                .average()
                .orElseThrow());
    }

    private static double[] added(InstanceNoise noise, String purpose, double progress) {
        try (Tape tape = new Tape()) {
            Moment at = new Moment(
                    tape,
                    Draws.of(tape, REFERENCE, RandomStream.of(5)),
                    tape.constant(Tensor.scalar(REFERENCE, progress)));
            return noise.on(at, purpose, Tensor.filled(REFERENCE, Shape.of(SAMPLES, 1), 0))
                    .toDoubles();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"wasserstein", "relativistic"})
    void replayedStepsWithNoiseTrainToTheSameBitsAsEagerOnes(String name) {
        Objective objective = name.equals("relativistic") ? new RelativisticAverage() : Objective.wasserstein();
        Gan noisy = gan(objective, InstanceNoise.falling(0.3));
        assertArrayEquals(trained(noisy, false), trained(noisy, true));
        double[] clean = trained(gan(objective, InstanceNoise.none()), false);
        assertTrue(!Arrays.equals(clean, trained(noisy, false)), "noise changes the training");
    }

    @Test
    void onlyTheRelativisticGeneratorAsksForRealSamples() {
        Tensor fake = Tensor.of(REFERENCE, Shape.of(2, 1), 0.5, -1);
        for (Objective objective : new Objective[] {
            Objective.wasserstein(),
            Objective.minimax(),
            Objective.nonSaturating(),
            new Hinge(),
            new LeastSquares(),
            new EnergyBased(1),
            new FGan(FDivergence.PEARSON)
        }) {
            Tensor loss = objective.generatorLoss(
                    () -> {
                        throw new AssertionError("real samples asked for");
                    },
                    fake);
            assertEquals(Shape.SCALAR, loss.shape(), objective.conventions());
        }
        AtomicReference<String> asked = new AtomicReference<>("not asked");
        new RelativisticAverage()
                .generatorLoss(
                        () -> {
                            asked.set("asked");
                            return fake;
                        },
                        fake);
        assertEquals("asked", asked.get());
    }

    @Test
    void settingsWithoutAMeaningAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new InstanceNoise(-1, false));
        assertThrows(IllegalArgumentException.class, () -> new Logistic(Logistic.Generator.MINIMAX, 1.1));
        assertThrows(IllegalArgumentException.class, () -> new Logistic(Logistic.Generator.MINIMAX, 0));
        assertThrows(IllegalArgumentException.class, () -> new EnergyBased(Double.NaN));
        assertThrows(IllegalArgumentException.class, () -> new LeastSquares(0, Double.POSITIVE_INFINITY, 1));
    }

    private static Gan gan(Objective objective, InstanceNoise noise) {
        Gan tiny = TinyGan.of(Backends.cpu(1), GradientPenalty.twoSided(1), Activation.TANH, 8, 16);
        return new Gan(
                tiny.backend(),
                tiny.data(),
                tiny.generator(),
                tiny.critic(),
                tiny.latent(),
                tiny.batch(),
                objective,
                tiny.penalty(),
                noise);
    }

    private static double[] trained(Gan gan, boolean eager) {
        GanTrainer trainer = new GanTrainer(
                gan,
                new GanTrainer.Settings(
                        Dynamics.alternating(2),
                        Pace.of(new Adam(1e-3, 0.5, 0.9)),
                        Pace.of(new Adam(1e-3, 0.5, 0.9)),
                        Schedule.linearDecay(),
                        10,
                        3,
                        eager));
        trainer.run((report, model) -> {});
        return trainer.model().parameters(Gan.GENERATOR).flatten().toDoubles();
    }
}
