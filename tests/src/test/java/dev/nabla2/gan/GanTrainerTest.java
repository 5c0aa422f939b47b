package dev.nabla2.gan;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nabla2.engine.Backends;
import dev.nabla2.engine.RandomStream;
import dev.nabla2.engine.Shape;
import dev.nabla2.engine.backend.Backend;
import dev.nabla2.gan.data.DataSet;
import dev.nabla2.nn.Activation;
import dev.nabla2.nn.Adam;
import dev.nabla2.nn.Parameters;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What the trainer promises. */
class GanTrainerTest {
    private static final TrainingListener NOBODY = (report, model) -> {};

    @Test
    void theSameSeedGivesTheSameBitsWithOneAndTwoThreads() {
        // Wide enough that every kernel with a threshold for a second thread is over it.
        double[] one = trained(Backends.cpu(1), 256, 300, 4);
        double[] two = trained(Backends.cpu(2), 256, 300, 4);
        assertArrayEquals(one, two);
    }

    @Test
    void cpuFollowsTheReferenceWithinFloatRounding() {
        double[] cpu = trained(Backends.cpu(2), 16, 32, 3);
        double[] reference = trained(Backends.reference(), 16, 32, 3);
        for (int i = 0; i < cpu.length; i++) {
            // Adam divides by the root of a square: where a gradient is tiny its rounding error is magnified to a share
            // of the step.
            assertEquals(reference[i], cpu[i], 2e-4);
        }
    }

    private static double[] trained(Backend backend, int width, int batch, int steps) {
        Gan gan = TinyGan.of(backend, GradientPenalty.twoSided(1), Activation.RELU, width, batch);
        GanTrainer trainer = TinyGan.trainer(gan, steps, 1e-3);
        assertEquals(steps, trainer.run(NOBODY));
        return both(trainer.model()).flatten().toDoubles();
    }

    private static Parameters both(GanModel model) {
        return Parameters.none()
                .and("critic", model.parameters(Gan.CRITIC))
                .and("generator", model.parameters(Gan.GENERATOR));
    }

    @Test
    void theGeneratorComesToImitateTheData() {
        Gan gan = TinyGan.of(Backends.cpu(1), GradientPenalty.twoSided(0.1), Activation.TANH, 32, 64);
        GanTrainer trainer = TinyGan.trainer(gan, 600, 5e-3);
        trainer.run(NOBODY);
        double[] samples = trainer.model().sample(RandomStream.of(3), 2000);
        double x = 0;
        double y = 0;
        for (int i = 0; i < 2000; i++) {
            x += samples[2 * i] / 2000;
            y += samples[2 * i + 1] / 2000;
        }
        assertEquals(1, x, 0.1);
        assertEquals(-1, y, 0.1);
    }

    @Test
    void clippingKeepsEveryWeightWithinItsBound() {
        Gan gan = TinyGan.of(Backends.reference(), new WeightClipping(0.01), Activation.RELU, 8, 16);
        GanTrainer trainer = TinyGan.trainer(gan, 3, 1e-2);
        trainer.run((report, model) -> {
            assertEquals(0, report.penalty());
            assertTrue(report.meanSlope() > 0);
        });
        double[] weights = trainer.model().parameters(Gan.CRITIC).flatten().toDoubles();
        assertEquals(0.01, Arrays.stream(weights).map(Math::abs).max().orElseThrow(), 1e-15);
    }

    @Test
    void aCancelledRunEndsAfterItsStep() {
        Gan gan = TinyGan.of(Backends.reference(), GradientPenalty.oneSided(1), Activation.RELU, 4, 8);
        GanTrainer trainer = TinyGan.trainer(gan, 1000, 1e-3);
        AtomicInteger heard = new AtomicInteger();
        int done = trainer.run((report, model) -> {
            heard.incrementAndGet();
            if (report.step() == 3) {
                trainer.cancel();
            }
        });
        assertEquals(3, done);
        assertEquals(3, heard.get());
    }

    @Test
    void aPenaltyThatReachesNoWeightIsRefused() {
        Penalty constant = new Penalty() {
            @Override
            public java.util.Optional<Term> term(Setting at) {
                return java.util.Optional.of(
                        new Term(at.real().mean(), at.real().mean()));
            }

            @Override
            public String conventions() {
                return "the mean of the data";
            }
        };
        GanTrainer trainer =
                TinyGan.trainer(TinyGan.of(Backends.reference(), constant, Activation.RELU, 4, 8), 1, 1e-3);
        String message = assertThrows(IllegalStateException.class, () -> trainer.run(NOBODY))
                .getMessage();
        assertTrue(message.contains("reaches none of them (the mean of the data)"), message);
    }

    @Test
    void replayedStepsTrainToTheSameBitsAsEagerOnes() {
        for (Penalty penalty : List.of(
                GradientPenalty.twoSided(1),
                GradientPenalty.oneSided(1),
                new ZeroCentredPenalty(1),
                new RothRegulariser(1, true),
                new WeightClipping(0.1))) {
            Gan gan = TinyGan.of(Backends.cpu(2), penalty, Activation.RELU, 8, 16);
            assertArrayEquals(trained(gan, false), trained(gan, true), penalty.conventions());
        }
    }

    private static double[] trained(Gan gan, boolean eager) {
        GanTrainer trainer = new GanTrainer(
                gan,
                new GanTrainer.Settings(
                        Dynamics.alternating(2),
                        Pace.of(new Adam(1e-3, 0.5, 0.9)),
                        Pace.of(new Adam(1e-3, 0.5, 0.9)),
                        Schedule.linearDecay(),
                        20,
                        3,
                        eager));
        trainer.run(NOBODY);
        return both(trainer.model()).flatten().toDoubles();
    }

    @Test
    void nanInTheDataStopsTheRunAndKeepsTheLastGoodWeights() {
        Gan healthy = TinyGan.of(Backends.cpu(1), GradientPenalty.twoSided(1), Activation.RELU, 8, 16);
        Gan gan = new Gan(
                healthy.backend(),
                new Poisoned(new AtomicInteger()),
                healthy.generator(),
                healthy.critic(),
                2,
                16,
                healthy.objective(),
                healthy.penalty());
        GanTrainer trainer = TinyGan.trainer(gan, 100, 1e-3);
        AtomicInteger last = new AtomicInteger();
        DivergenceException stop =
                assertThrows(DivergenceException.class, () -> trainer.run((report, model) -> last.set(report.step())));
        assertEquals(
                "critic: expected a finite loss, found NaN or infinity, first made by matmul(false, false) [16, 8] in critic.0 of an operand that was not finite before (forward)",
                stop.getMessage());
        assertEquals(2, last.get());
        assertTrue(both(trainer.model()).isFinite());
        assertFalse(Double.isNaN(trainer.model().sample(RandomStream.of(1), 1)[0]));
    }

    /** Good for the two steps of three critic updates each, then not a number. */
    private record Poisoned(AtomicInteger draws) implements DataSet {
        @Override
        public String name() {
            return "poisoned";
        }

        @Override
        public Shape sampleShape() {
            return Shape.of(2);
        }

        @Override
        public double[] draw(RandomStream random, int count) {
            double[] x = random.normal(2 * count);
            if (draws.incrementAndGet() > 6) {
                x[3] = Double.NaN;
            }
            return x;
        }
    }
}
