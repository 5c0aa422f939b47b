package dev.nabla2.gan;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nabla2.engine.Backends;
import dev.nabla2.engine.Convolution;
import dev.nabla2.engine.Shape;
import dev.nabla2.engine.backend.Backend;
import dev.nabla2.nn.Activation;
import dev.nabla2.nn.Adam;
import dev.nabla2.nn.BatchNorm;
import dev.nabla2.nn.Convolutional;
import dev.nabla2.nn.Dense;
import dev.nabla2.nn.Dropout;
import dev.nabla2.nn.Flatten;
import dev.nabla2.nn.Initialiser;
import dev.nabla2.nn.Layer;
import dev.nabla2.nn.Optimiser;
import dev.nabla2.nn.Parameters;
import dev.nabla2.nn.Reshape;
import dev.nabla2.nn.RmsProp;
import dev.nabla2.nn.Safetensors;
import dev.nabla2.nn.SafetensorsException;
import dev.nabla2.nn.Sequential;
import dev.nabla2.nn.Sgd;
import dev.nabla2.nn.SpectralNorm;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run that continues from a checkpoint ends with the bits of one that never stopped. */
@Tag("one-java")
class CheckpointTest {
    private static final Backend CPU = Backends.cpu(1);
    private static final int STEPS = 7;
    private static final int STOP = 3;
    private static final List<Optimiser> OPTIMISERS =
            List.of(new Sgd(1e-2), new RmsProp(1e-3), new Adam(1e-3, 0.5, 0.9));

    @TempDir
    private Path folder;

    /** Batch norm and dropout in the generator, spectral norm in the critic: layers that remember and draw. */
    private static Gan perceptrons() {
        Initialiser he = Initialiser.heNormal(1);
        Layer generator = new Sequential(
                List.of(new Dense(2, 8, he), new BatchNorm(8), Activation.RELU, new Dropout(0.2), new Dense(8, 2, he)));
        Layer critic = new Sequential(
                List.of(new SpectralNorm(new Dense(2, 8, he)), Activation.TANH, new SpectralNorm(new Dense(8, 1, he))));
        return new Gan(
                CPU,
                new TinyGan.Blob(),
                generator,
                critic,
                2,
                16,
                Objective.nonSaturating(),
                SamplePenalty.r1(1),
                InstanceNoise.falling(0.1));
    }

    private static Gan convolutions() {
        Convolution padded = Convolution.PLAIN.padding(1);
        Initialiser he = Initialiser.heNormal(1);
        Layer generator =
                new Sequential(List.of(new Dense(2, 16, he), new Reshape(Shape.of(1, 4, 4)), Activation.TANH));
        Layer critic = new Sequential(List.of(
                Convolutional.square(1, 4, 3, padded, he), Activation.LEAKY_RELU, new Flatten(), new Dense(64, 1, he)));
        return new Gan(
                CPU,
                new TinyGan.Pictures(),
                generator,
                critic,
                2,
                8,
                Objective.wasserstein(),
                GradientPenalty.twoSided(10));
    }

    private static GanTrainer.Settings settings(Dynamics dynamics, Optimiser optimiser, boolean eager) {
        Pace pace = Pace.of(optimiser).averaged(0.9);
        return new GanTrainer.Settings(dynamics, pace, pace, Schedule.linearDecay(), STEPS, 5, eager);
    }

    private static byte[] end(GanTrainer trainer) {
        assertEquals(STEPS, trainer.run((report, model) -> {}));
        GanModel model = trainer.model();
        Parameters all = Parameters.none();
        for (String player : List.of(Gan.CRITIC, Gan.GENERATOR)) {
            all = all.and("own." + player, model.parameters(player))
                    .and("use." + player, model.inUse(player))
                    .and("memory." + player, model.memory(player));
        }
        return Safetensors.encode(all);
    }

    private void check(Gan gan, GanTrainer.Settings settings, String what) {
        byte[] expected = end(new GanTrainer(gan, settings));
        Path file = folder.resolve("checkpoint.safetensors");
        GanTrainer first = new GanTrainer(gan, settings);
        first.run((report, model) -> {
            if (report.step() == STOP) {
                first.checkpoint().write(file);
                first.cancel();
            }
        });
        Checkpoint checkpoint = Checkpoint.read(file, CPU);
        assertEquals(STOP, checkpoint.step());
        assertArrayEquals(expected, end(new GanTrainer(gan, settings, checkpoint)), what);
    }

    @Test
    void everyDynamicsWithEveryOptimiserContinuesAsIfNeverStopped() {
        for (Map.Entry<String, Dynamics> dynamics : DynamicsExample.all().entrySet()) {
            for (Optimiser optimiser : OPTIMISERS) {
                check(
                        perceptrons(),
                        settings(dynamics.getValue(), optimiser, false),
                        dynamics.getKey() + " with " + optimiser.label());
            }
            check(convolutions(), settings(dynamics.getValue(), OPTIMISERS.get(2), false), dynamics.getKey());
        }
    }

    @Test
    void everyDynamicsReplaysToTheBitsOfItsEagerSteps() {
        for (Map.Entry<String, Dynamics> dynamics : DynamicsExample.all().entrySet()) {
            byte[][] ends = new byte[2][];
            for (int i = 0; i < 2; i++) {
                ends[i] = end(
                        new GanTrainer(perceptrons(), settings(dynamics.getValue(), new Adam(1e-3, 0.5, 0.9), i == 0)));
            }
            assertArrayEquals(ends[0], ends[1], dynamics.getKey());
        }
    }

    @Test
    void aCheckpointOfOtherNetworksIsRefused() {
        GanTrainer.Settings settings = settings(Dynamics.simultaneous(), new Sgd(1e-2), false);
        Checkpoint other = new GanTrainer(convolutions(), settings).checkpoint();
        assertTrue(assertThrows(IllegalArgumentException.class, () -> new GanTrainer(perceptrons(), settings, other))
                .getMessage()
                .startsWith("checkpoint: expected"));
    }

    @Test
    void otherTensorsThanACheckpointAreRefused() {
        Path file = folder.resolve("weights.safetensors");
        Safetensors.write(
                file,
                new GanTrainer(perceptrons(), settings(Dynamics.simultaneous(), new Sgd(1e-2), false))
                        .model()
                        .parameters(Gan.CRITIC));
        assertEquals(
                file + ": expected a checkpoint, nabla2.checkpoint 2, found other tensors",
                assertThrows(SafetensorsException.class, () -> Checkpoint.read(file, CPU))
                        .getMessage());
    }
}
