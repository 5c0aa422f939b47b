package dev.nabla2.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nabla2.lab.command.Interruption;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("one-java")
class AuditCommandTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SMALL =
            "--hidden 8x2 --states 4 --samples 4096 --minibatches 5 --batch 64 --epsilon 0.05";

    @TempDir
    private Path folder;

    private record Outcome(int code, String out, String err) {}

    private Outcome audit(String options) {
        List<String> arguments = new ArrayList<>(
                List.of("audit", "--out", folder.resolve("audit").toString()));
        arguments.addAll(List.of(options.split(" ")));
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = Main.run(
                arguments, new PrintWriter(out), new PrintWriter(err), new Interruption(), (settings, data) -> {
                    throw new AssertionError("a GAN was trained");
                });
        return new Outcome(code, out.toString(), err.toString());
    }

    @Test
    void rectifiersMissWhatSmoothCriticsHaveAndAnAuditGoesOnFromWhatIsThere() throws IOException {
        Outcome first = audit("--penalty r1 --activation relu,tanh --json " + SMALL);
        assertEquals(0, first.code(), first.err());
        JsonNode states = JSON.readTree(first.out()).get("states");
        assertEquals(2, states.size());
        for (JsonNode state : states) {
            JsonNode biases = part(state, "hidden bias");
            boolean relu = state.get("activation").asText().equals("relu");
            double automatic = biases.get("automaticLargest").asDouble();
            assertEquals(relu, automatic == 0, state.toString());
            assertTrue(!relu || biases.get("trueLength").get("value").asDouble() > 0, state.toString());
            assertEquals(relu, part(state, "all").get("cosine").get("value").asDouble() < 0.999, state.toString());
        }
        String page = Files.readString(folder.resolve("audit/report.html"));
        assertTrue(page.contains("Where the kinks lie"));
        assertFalse(page.matches("(?s).*(src|href)=\"(https?:)?//.*"), "a request to elsewhere");
        assertTrue(Files.exists(folder.resolve("audit/r1-relu-seed1-kinks.png")));
        assertFalse(Files.exists(folder.resolve("audit/r1-tanh-seed1-kinks.png")));

        Outcome again = audit("--penalty r1 --activation relu,tanh --json " + SMALL);
        assertEquals(first.out(), again.out());
        assertTrue(again.err().contains("was there"), again.err());
        Outcome other = audit("--penalty r1 --activation relu " + SMALL.replace("4096", "2048"));
        assertEquals(1, other.code());
        assertTrue(other.err().contains("give another --out"), other.err());
    }

    private static JsonNode part(JsonNode state, String name) {
        for (JsonNode part : state.get("parts")) {
            if (part.get("part").asText().equals(name)) {
                return part;
            }
        }
        throw new AssertionError(name + ": not in " + state);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--penalty none|expected penalties of slopes, found none",
                "--penalty roth|expected penalties of slopes, found roth",
                "--states 5,x|expected whole numbers from 0",
                "--minibatches 2|expected at least 3, found 2",
                "--data mnist|needs --data-dir",
                "--data-dir x|has no use for --data-dir",
                "--epsilon 0|expected a number above 0",
                "--activation selu --samples 64 --states 0|Layer.rectified"
            })
    void whatCannotBeAuditedIsRefusedInASentence(String options, String message) {
        Outcome outcome = audit(options);
        assertTrue(outcome.code() == 1 || outcome.code() == 2, outcome.toString());
        assertTrue(outcome.err().contains(message), outcome.err());
        assertFalse(outcome.err().contains("\tat "), outcome.err());
    }
}
