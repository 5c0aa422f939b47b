package dev.nabla2.lab;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nabla2.engine.RandomStream;
import dev.nabla2.engine.Shape;
import dev.nabla2.engine.backend.Backend;
import dev.nabla2.gan.data.DataSet;
import dev.nabla2.lab.command.Interruption;
import dev.nabla2.lab.run.GanTraining;
import dev.nabla2.lab.run.RunSettings;
import dev.nabla2.lab.run.Training;
import dev.nabla2.opencl.OpenClDevice;
import dev.nabla2.opencl.Trouble;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code nabla2 train --backend opencl} prints, and how it ends where a device does. */
@Tag("one-java")
class OpenClCommandTest {
    private static final String TRAIN = "train --backend opencl --hidden 8 --latent 2 --batch 16 ";

    private record Outcome(int code, String out, String err) {}

    @BeforeAll
    static void thereIsADevice() {
        OpenClDevice.backend();
    }

    private static Outcome run(String arguments, BiFunction<RunSettings, DataSet, Training> trainer) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = Main.run(
                List.of(arguments.split(" ")), new PrintWriter(out), new PrintWriter(err), new Interruption(), trainer);
        return new Outcome(code, out.toString(), err.toString());
    }

    @Test
    void aProfileSaysWhereTheTimeWent(@TempDir Path folder) throws IOException {
        Outcome outcome = run(TRAIN + "--profile --json --steps 3 --out " + folder, GanTraining::new);
        assertEquals(0, outcome.code(), outcome.err());
        Set<String> kernels = new HashSet<>();
        for (JsonNode row : new ObjectMapper().readTree(outcome.out()).get("profile")) {
            kernels.add(row.get("kernel").asText());
            assertTrue(
                    row.get("launches").asInt() > 0 && row.get("milliseconds").asDouble() > 0, row::toString);
        }
        assertTrue(kernels.containsAll(Set.of("adam", "draw_normal", "draw_uniform", "write")), kernels::toString);
        assertTrue(
                kernels.stream().anyMatch(name -> name.startsWith("chain: ") && name.contains("multiply")),
                kernels::toString);
        List<String> table = outcome.err().lines().toList();
        assertTrue(table.get(table.size() - 1).contains("100.0%  all"), outcome.err());
        assertTrue(table.stream().anyMatch(line -> line.endsWith("  adam")), outcome.err());
    }

    @Test
    void aProfileIsForTheBackendThatHasOne() {
        Outcome wrong = run("train --profile", GanTraining::new);
        assertEquals(2, wrong.code());
        assertTrue(wrong.err().contains("--backend cpu has no use for --profile"), wrong.err());
    }

    /** Data of which one batch brings trouble, in the middle of a step. */
    private record Troubled(DataSet data, long batch, Runnable trouble) implements DataSet {
        @Override
        public String name() {
            return data.name();
        }

        @Override
        public Shape sampleShape() {
            return data.sampleShape();
        }

        @Override
        public double[] draw(RandomStream random, int count) {
            return data.draw(random, count);
        }

        @Override
        public double[] batch(RandomStream random, long number, int count) {
            if (number == batch) {
                trouble.run();
            }
            return data.batch(random, number, count);
        }
    }

    /** A training whose device is in trouble in its fifth step. */
    private static Training troubled(RunSettings settings, DataSet data, Trouble trouble) {
        AtomicReference<Backend> backend = new AtomicReference<>();
        GanTraining training = new GanTraining(settings, new Troubled(data, 9, () -> trouble.befall(backend.get())));
        backend.set(training.gan().backend());
        return training;
    }

    @Test
    void aDeviceInTroubleIsOneErrorAndTheLastCheckpointGoesOnAsIfNothingHadBeen(@TempDir Path folder)
            throws IOException {
        String settings = TRAIN + "--steps 6 --critic-steps 2 --checkpoint-every 2 --json --out ";
        Path whole = folder.resolve("whole");
        assertEquals(0, run(settings + whole, GanTraining::new).code());
        Map<Trouble, String> words = Map.of(
                Trouble.A_KERNEL_CANNOT_BE_SENT, "nabla2: opencl: the kernel f failed with CL_INVALID_WORK_GROUP_SIZE",
                Trouble.A_KERNEL_CANNOT_BE_BUILT, "use of undeclared identifier 'gibberish'",
                Trouble.THE_DEVICE_IS_LOST, "nabla2: opencl: the backend is closed");
        List<byte[]> checkpoints = new ArrayList<>();
        for (Trouble trouble : Trouble.values()) {
            Path broken = folder.resolve(trouble.name());
            Outcome outcome = run(settings + broken, (s, data) -> troubled(s, data, trouble));
            assertEquals(1, outcome.code(), trouble.name());
            assertEquals("", outcome.out());
            assertTrue(outcome.err().contains(words.get(trouble)), outcome.err());
            assertEquals(1, outcome.err().split("nabla2: ", -1).length - 1, outcome.err());
            assertTrue(!outcome.err().contains("\tat "), "a stack trace: " + outcome.err());
            checkpoints.add(Files.readAllBytes(broken.resolve("checkpoint.safetensors")));
            assertArrayEquals(checkpoints.get(0), checkpoints.get(checkpoints.size() - 1), trouble.name());
        }
        Path broken = folder.resolve(Trouble.THE_DEVICE_IS_LOST.name());
        Outcome resumed = run("train --json --resume " + broken, GanTraining::new);
        assertEquals(0, resumed.code(), resumed.err());
        assertTrue(resumed.err().contains("continuing after step 4 of 6"), resumed.err());
        String weights = "generator.safetensors";
        assertArrayEquals(
                Files.readAllBytes(whole.resolve(weights)), Files.readAllBytes(broken.resolve(weights)), weights);
    }
}
