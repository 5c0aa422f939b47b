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
import dev.nabla2.gan.network.Dcgan;
import dev.nabla2.nn.Activation;
import dev.nabla2.nn.Adam;
import dev.nabla2.nn.BatchNorm;
import dev.nabla2.nn.Dense;
import dev.nabla2.nn.Initialiser;
import dev.nabla2.nn.Layer;
import dev.nabla2.nn.Parameters;
import dev.nabla2.nn.Sequential;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A generator that several threads sample at once. */
class SamplerTest {
    private static final int THREADS = 6;
    private static final int DRAWS = 24;
    private static final int COUNT = 1500;

    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);

    @AfterEach
    void end() throws InterruptedException {
        threads.shutdownNow();
        assertTrue(threads.awaitTermination(30, TimeUnit.SECONDS));
    }

    @Test
    void threadsDrawTheSameNumbersAtOnceAsOneThreadInTurn() throws Exception {
        // Wide enough that a kernel shares its work out, so that callers compete for the backend's workers.
        GanTrainer trainer = trainer(Backends.cpu(2), 3);
        trainer.run((report, model) -> {});
        assertSameAtOnce(trainer.model().sampler(), COUNT);
    }

    @Test
    void soTheyDoOfAConvolutionalGenerator() throws Exception {
        Backend backend = Backends.cpu(2);
        Layer generator = Dcgan.of(Shape.of(1, 8, 8), 8, 16).generator();
        Parameters parameters = generator.initialise(backend, RandomStream.of(1));
        assertSameAtOnce(new Sampler(backend, generator, 8, 1, parameters, generator.memory(backend)), 48);
    }

    private void assertSameAtOnce(Sampler sampler, int count) throws Exception {
        List<double[]> inTurn = new ArrayList<>();
        for (int i = 0; i < DRAWS; i++) {
            inTurn.add(sampler.sample(RandomStream.of(i), count));
        }
        assertFalse(Arrays.equals(inTurn.get(0), inTurn.get(1)));
        List<Future<double[]>> atOnce = drawing(sampler, count);
        for (int i = 0; i < DRAWS; i++) {
            assertArrayEquals(inTurn.get(i), atOnce.get(i).get());
        }
    }

    @Test
    void threadsSampleASnapshotWhileTrainingGoesOnWithTheBitsOfARunThatNobodySamples() throws Exception {
        Backend backend = Backends.cpu(2);
        List<Future<double[]>> drawn = new ArrayList<>();
        List<Sampler> taken = new ArrayList<>();
        List<double[]> then = new ArrayList<>();
        GanTrainer watched = trainer(backend, 40);
        watched.run((report, model) -> {
            if (report.step() == 5) {
                then.add(model.sample(RandomStream.of(0), COUNT));
                taken.add(model.sampler());
                drawn.addAll(drawing(taken.get(0), COUNT));
            }
        });
        for (int i = 0; i < DRAWS; i++) {
            assertArrayEquals(
                    taken.get(0).sample(RandomStream.of(i), COUNT), drawn.get(i).get());
        }
        assertArrayEquals(then.get(0), drawn.get(0).get());
        GanTrainer alone = trainer(Backends.cpu(1), 40);
        alone.run((report, model) -> {});
        double[] end = watched.model().sample(RandomStream.of(0), COUNT);
        assertArrayEquals(alone.model().sample(RandomStream.of(0), COUNT), end);
        assertFalse(Arrays.equals(then.get(0), end));
    }

    @Test
    void countsThatNoArrayHoldsAreRefused() {
        Backend backend = Backends.cpu(1);
        Layer generator = new Dense(1, 784, Initialiser.heNormal(1));
        Parameters parameters = generator.initialise(backend, RandomStream.of(1));
        Sampler sampler = new Sampler(backend, generator, 1, 1, parameters, Parameters.none());
        assertEquals(
                "sample: expected at least 0 samples, found -1",
                assertThrows(IllegalArgumentException.class, () -> sampler.sample(RandomStream.of(1), -1))
                        .getMessage());
        assertEquals(
                "sample: expected at most 2739137 samples at once of 784 numbers each, found 3000000",
                assertThrows(IllegalArgumentException.class, () -> sampler.sample(RandomStream.of(1), 3_000_000))
                        .getMessage());
        assertEquals(0, sampler.sample(RandomStream.of(1), 0).length);
    }

    @Test
    void samplesComeInChunksOfWhichEachHasItsOwnNumbers() {
        Sampler sampler = trainer(Backends.cpu(1), 1).model().sampler();
        double[] many = sampler.sample(RandomStream.of(3), 4096 + 7);
        assertEquals(2 * (4096 + 7), many.length);
        assertArrayEquals(sampler.sample(RandomStream.of(3), 4096), Arrays.copyOf(many, 2 * 4096));
        assertEquals(0, sampler.sample(RandomStream.of(3), 0).length);
    }

    private List<Future<double[]>> drawing(Sampler sampler, int count) {
        List<Future<double[]>> drawn = new ArrayList<>();
        for (int i = 0; i < DRAWS; i++) {
            int stream = i;
            drawn.add(threads.submit(() -> sampler.sample(RandomStream.of(stream), count)));
        }
        return drawn;
    }

    /** With a batch norm, whose running statistics are memory, and an average of the weights, which are in use. */
    private static GanTrainer trainer(Backend backend, int steps) {
        Sequential generator = Sequential.mlp(Activation.RELU, 2, 128, 128)
                .then(new BatchNorm(128))
                .then(Activation.RELU)
                .then(new Dense(128, 2, Initialiser.heNormal(1)));
        Gan gan = new Gan(
                backend,
                new TinyGan.Blob(),
                generator,
                Sequential.mlp(Activation.RELU, 2, 32, 1),
                2,
                64,
                Objective.wasserstein(),
                GradientPenalty.twoSided(1));
        Pace pace = Pace.of(new Adam(1e-3, 0.5, 0.9));
        return new GanTrainer(
                gan,
                new GanTrainer.Settings(
                        Dynamics.alternating(1), pace, pace.averaged(0.9), Schedule.constant(), steps, 7, false));
    }
}
