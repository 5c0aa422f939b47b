package dev.nabla2.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nabla2.gan.data.DataSet;
import dev.nabla2.lab.command.Interruption;
import dev.nabla2.lab.run.GanTraining;
import dev.nabla2.lab.run.RunSettings;
import dev.nabla2.lab.run.Training;
import dev.nabla2.opencl.OpenClDevice;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
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
}
