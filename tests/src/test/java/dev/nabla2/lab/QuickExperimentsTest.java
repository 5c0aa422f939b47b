package dev.nabla2.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nabla2.lab.command.Interruption;
import dev.nabla2.lab.run.GanTraining;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The quick forms of experiments, which show that everything works; some ten seconds each. */
@Tag("one-java")
class QuickExperimentsTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    private JsonNode quick(String experiment) throws IOException {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = Main.run(
                List.of("reproduce", experiment, "--quick", "--json", "--out", folder.toString()),
                new PrintWriter(out),
                new PrintWriter(err),
                new Interruption(),
                GanTraining::new);
        assertEquals(0, code, err.toString());
        JsonNode result = JSON.readTree(out.toString()).required("experiments").get(0);
        String page = Files.readString(folder.resolve(experiment).resolve("report.html"));
        assertTrue(page.contains("A quick run."), experiment);
        assertFalse(page.contains("{{"), experiment);
        assertEquals(
                result,
                JSON.readTree(folder.resolve(experiment + "/result.json").toFile()));
        return result;
    }

    private static int rows(JsonNode result) {
        int rows = 0;
        for (JsonNode table : result.required("tables")) {
            rows += table.required("rows").size();
        }
        return rows;
    }

    private static long agreeing(JsonNode result, String how) {
        long count = 0;
        for (JsonNode claim : result.required("claims")) {
            count += claim.required("agrees").asText().equals(how) ? 1 : 0;
        }
        return count;
    }

    @Test
    void theLinearQuadraticGanHasARowForEachWeight() throws IOException {
        JsonNode result = quick("lq-wgan");
        assertEquals(4, rows(result));
        assertEquals(6, result.required("claims").size());
        assertEquals(0, agreeing(result, "not run"));
    }

    @ParameterizedTest
    @CsvSource({"gradient-regularised, 3, 3, 0", "unrolled, 5, 5, 0", "ttur, 4, 3, 1", "roth, 8, 4, 0"})
    void rivalsHaveARowEach(String experiment, int rows, int claims, int notRun) throws IOException {
        JsonNode result = quick(experiment);
        assertEquals(rows, rows(result));
        assertEquals(claims, result.required("claims").size());
        assertEquals(notRun, agreeing(result, "not run"));
    }

    @Test
    void theSecondDerivativeOfReluHasARowForEachKindOfCritic() throws IOException {
        JsonNode result = quick("relu-second-derivative");
        // Audits by penalty, activation and state; cures of critics and of GANs by penalty and way.
        assertEquals(2 * 3 * 2 + 2 * 2 * 3, rows(result));
        assertEquals(6 + 2 * 2, result.required("claims").size());
        assertEquals("yes", result.required("claims").get(0).required("agrees").asText());
        assertEquals("yes", result.required("claims").get(5).required("agrees").asText());
    }

    @Test
    void consensusHasEveryRowAndItsStepIsANewtonStepToFirstOrder() throws IOException {
        JsonNode result = quick("consensus");
        assertEquals(2 * 2 + 3 + 2 + 2 + 8 + 2 * 3 + 6, rows(result));
        assertEquals(19, result.required("claims").size());
        assertEquals(1, agreeing(result, "not run"));
        JsonNode transposed = result.required("tables").get(5).required("rows").get(0);
        assertEquals(2, transposed.required("order").asDouble(), 0.01);
    }

    @Test
    void theToyExperimentsOfWganGpHaveEveryRow() throws IOException {
        JsonNode result = quick("wgan-gp-toy");
        assertEquals(8 + 4 + 6, rows(result));
        assertEquals(6, result.required("claims").size());
        assertEquals(0, agreeing(result, "not run"));
    }

    @Test
    void theZeroCentredPenaltyHasEveryRowAndSaysWhichDataItLacks() throws IOException {
        JsonNode result = quick("zero-gp");
        assertEquals(10 + 6, rows(result));
        assertEquals(13, result.required("claims").size());
        assertEquals(5, agreeing(result, "not run"));
        JsonNode distances = result.required("tables").get(0).required("rows");
        JsonNode half = distances.get(distances.size() - 1);
        assertEquals("D = 1/2", half.required("name").asText());
        // Known without training: the mean of (1/2 - D*)^2 over the grid.
        assertEquals(0.1307, half.required("1 epochs, grid").asDouble(), 1e-4);
    }
}
