package dev.nabla2.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nabla2.engine.Backends;
import dev.nabla2.engine.backend.Backend;
import dev.nabla2.engine.backend.Precision;
import dev.nabla2.gan.GradientLimit;
import dev.nabla2.gan.data.Mutations;
import dev.nabla2.lab.run.BackendChoice;
import dev.nabla2.lab.run.DataChoice;
import dev.nabla2.lab.run.DynamicsChoice;
import dev.nabla2.lab.run.DynamicsSettings;
import dev.nabla2.lab.run.GanTraining;
import dev.nabla2.lab.run.NetworkSettings;
import dev.nabla2.lab.run.ObjectiveChoice;
import dev.nabla2.lab.run.ObjectiveSettings;
import dev.nabla2.lab.run.OptimiserChoice;
import dev.nabla2.lab.run.PaceSettings;
import dev.nabla2.lab.run.PenaltyChoice;
import dev.nabla2.lab.run.PenaltySettings;
import dev.nabla2.lab.run.RunSettings;
import dev.nabla2.lab.run.ScheduleChoice;
import dev.nabla2.nn.Activation;
import dev.nabla2.nn.Parameters;
import dev.nabla2.nn.Safetensors;
import dev.nabla2.nn.SafetensorsException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * 10,000 mutated safetensors files and checkpoints are either read, to as many numbers as they can hold, or refused in one line; nothing
 * else is thrown, nothing takes longer than seconds, and no more is allocated than a fixed amount and a small multiple of the file.
 */
@Tag("one-java")
class MutatedCheckpointsTest {
    private static final int FILES = 10_000;
    private static final long FIXED = 1 << 20;
    private static final int PER_BYTE = 128;
    private static final Backend REFERENCE = Backends.reference();

    @TempDir
    private Path folder;

    /** A training whose checkpoint holds all there is: moments, averages, layers' memory, and a past. */
    private static GanTraining training() {
        RunSettings settings = new RunSettings(
                DataChoice.LINE,
                new ObjectiveSettings(ObjectiveChoice.WASSERSTEIN),
                new PenaltySettings(PenaltyChoice.SPECTRAL_NORM, 1, 1, 0.01, 1),
                DynamicsSettings.of(DynamicsChoice.OPTIMISTIC, 1),
                new PaceSettings(
                        OptimiserChoice.ADAM,
                        List.of(0.5, 0.9),
                        1e-3,
                        1,
                        ScheduleChoice.LINEAR,
                        GradientLimit.none(),
                        OptionalDouble.of(0.9)),
                NetworkSettings.mlp(Activation.TANH, List.of(2)),
                1,
                3,
                2,
                1,
                BackendChoice.REFERENCE,
                "",
                Precision.DOUBLE,
                1,
                false);
        return new GanTraining(settings, DataChoice.LINE.load(Path.of("")));
    }

    @Test
    void mutatedSafetensorsAreReadOrRefused() {
        GanTraining training = training();
        training.run((report, model) -> {});
        byte[] content = Safetensors.encode(training.checkpoint().tensors());
        check(content, bytes -> numbers(Safetensors.decode(bytes, REFERENCE).parameters()));
    }

    @Test
    void mutatedCheckpointsAreContinuedFromOrRefused() throws IOException {
        GanTraining training = training();
        training.run((report, model) -> {});
        Path file = folder.resolve("checkpoint.safetensors");
        training.checkpoint().write(file);
        GanTraining fresh = training();
        check(Files.readAllBytes(file), bytes -> {
            try {
                Files.write(file, bytes);
            } catch (IOException unexpected) {
                throw new AssertionError(unexpected);
            }
            return numbers(fresh.continued(file).checkpoint().tensors());
        });
    }

    private static long numbers(Parameters parameters) {
        return parameters.tensors().stream()
                .mapToLong(tensor -> tensor.shape().size())
                .sum();
    }

    private static void check(byte[] content, ToLongFunction<byte[]> read) {
        assertTimeoutPreemptively(Duration.ofSeconds(120), () -> {
            Random random = new Random(6);
            int reads = 0;
            for (int i = 0; i < FILES; i++) {
                reads += reads(Mutations.of(content, random), read) ? 1 : 0;
            }
            assertTrue(
                    reads > FILES / 100 && reads < FILES - FILES / 100, reads + " of " + FILES + " read: both happen");
        });
    }

    private static boolean reads(byte[] content, ToLongFunction<byte[]> read) {
        long before = allocated();
        try {
            long numbers = read.applyAsLong(content);
            assertModest(before, content);
            assertTrue(numbers <= content.length / Float.BYTES, "more numbers than the file can hold");
            return true;
        } catch (SafetensorsException | LabException refused) {
            assertModest(before, content);
            String message = refused.getMessage();
            assertEquals(1, message.lines().count(), message);
            assertTrue(message.contains("expected") && message.contains("found"), message);
            return false;
        }
    }

    private static void assertModest(long before, byte[] content) {
        long used = allocated() - before;
        assertTrue(used < FIXED + (long) PER_BYTE * content.length, used + " bytes for a file of " + content.length);
    }

    private static long allocated() {
        return ((com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }
}
