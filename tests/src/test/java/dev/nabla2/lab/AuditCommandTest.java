package dev.nabla2.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nabla2.lab.command.Interruption;
import dev.nabla2.lab.run.GanTraining;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
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
        return nabla2("audit --out FOLDER/audit " + options);
    }

    private Outcome nabla2(String line) {
        List<String> arguments =
                List.of(line.replace("FOLDER", folder.toString()).split(" "));
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code =
                Main.run(arguments, new PrintWriter(out), new PrintWriter(err), new Interruption(), GanTraining::new);
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
        for (String section : List.of(
                "Where the kinks lie",
                "Whether differences confirm it",
                "The derivative of P along directions: r1, relu",
                "By layer: r1, relu",
                "On a fixed batch: r1, tanh")) {
            assertTrue(page.contains(section), section);
        }
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

    @Test
    void aCriticOfARunIsAuditedWithItsOwnPenaltyAndGenerator() throws IOException {
        assertEquals(
                0,
                nabla2(
                                "train --hidden 8x2 --latent 3 --batch 32 --steps 4 --penalty r1 --threads 1 --json --out FOLDER/run")
                        .code());
        String audited = "--run FOLDER/run --samples 512 --minibatches 3 --epsilon 0.05 --threads 1 --json";
        Outcome outcome = audit(audited);
        assertEquals(0, outcome.code(), outcome.err());
        JsonNode states = JSON.readTree(outcome.out()).get("states");
        assertEquals(1, states.size());
        assertEquals(4, states.get(0).get("step").asInt());
        assertEquals("r1", states.get(0).get("penalty").asText());
        assertTrue(states.get(0).get("value").get("value").asDouble() > 0);
        assertEquals(outcome.out(), audit(audited).out());
        Outcome useless = audit(audited + " --penalty r1");
        assertEquals(2, useless.code());
        assertTrue(useless.err().contains("--run has no use for --penalty"), useless.err());
        Outcome noisy = audit(audited + " --noise 0.1");
        assertTrue(noisy.code() == 1 && noisy.err().contains("give another --out"), noisy.err());
    }

    @Test
    void aCriticWhoseTrainingDivergesIsNamedAfterTheOthersWereAudited() {
        Outcome outcome = audit("--penalty r1 --activation relu,tanh --learning-rate 1e120 " + SMALL);
        assertEquals(1, outcome.code(), outcome.err());
        assertTrue(outcome.err().contains("r1, relu, seed 1: "), outcome.err());
        assertTrue(outcome.err().contains("The others were audited"), outcome.err());
        assertTrue(Files.exists(folder.resolve("audit/r1-tanh-seed1.json")), outcome.err());
    }

    @Test
    void convolutionalCriticsOfImagesAreAudited() throws IOException {
        writeImages();
        String images = "--data images --data-dir FOLDER/images --network wgan-gp-mnist --dim 1 --batch 4 --states 1"
                + " --samples 32 --minibatches 3 --epsilon 0.05 --threads 1 --json --penalty r1";
        Outcome atoms = audit(images);
        assertEquals(2, atoms.code());
        assertTrue(atoms.err().contains("with a density"), atoms.err());

        Outcome outcome = audit(images + " --noise 0.1");
        assertEquals(0, outcome.code(), outcome.err());
        JsonNode biases = part(JSON.readTree(outcome.out()).get("states").get(0), "hidden bias");
        assertEquals(0, biases.get("automaticLargest").asDouble());
        assertTrue(biases.get("trueLength").get("error").asDouble() > 0);
    }

    private void writeImages() throws IOException {
        Files.createDirectory(folder.resolve("images"));
        for (int i = 0; i < 3; i++) {
            BufferedImage image = new BufferedImage(28, 28, BufferedImage.TYPE_BYTE_GRAY);
            image.getGraphics().fillRect(5 * i, 4, 9, 12);
            ImageIO.write(image, "png", folder.resolve("images/" + i + ".png").toFile());
        }
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
                "--activation selu --samples 64 --states 0|Layer.rectified",
                "--dim 4|--network mlp has no use for --dim",
                "--network residual --hidden 8|--network residual has no use for --hidden",
                "--network wgan-gp-mnist --penalty wgan-gp|expected images",
                "--run nowhere|config.json"
            })
    void whatCannotBeAuditedIsRefusedInASentence(String options, String message) {
        Outcome outcome = audit(options);
        assertTrue(outcome.code() == 1 || outcome.code() == 2, outcome.toString());
        assertTrue(outcome.err().contains(message), outcome.err());
        assertFalse(outcome.err().contains("\tat "), outcome.err());
    }
}
