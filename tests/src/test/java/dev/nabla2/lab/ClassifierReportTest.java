package dev.nabla2.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nabla2.lab.command.Interruption;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What runs on labelled images say of them; the generator draws real data. */
class ClassifierReportTest {
    private static final int COUNT = 300;
    private static final int SIDE = 6;

    @TempDir
    private Path folder;

    private String said = "";

    /** Files as MNIST's, of images of two rows that are bright or dark: four labels. */
    @BeforeEach
    void writeImages() throws IOException {
        try (DataOutputStream images = idx("train-images-idx3-ubyte", 3);
                DataOutputStream labels = idx("train-labels-idx1-ubyte", 1)) {
            images.writeInt(SIDE);
            images.writeInt(SIDE);
            for (int i = 0; i < COUNT; i++) {
                int label = i * 7 % 4;
                labels.writeByte(label);
                for (int at = 0; at < SIDE * SIDE; at++) {
                    int row = at / SIDE;
                    boolean bright = (row == 1 && label % 2 == 1) || (row == 4 && label / 2 == 1);
                    images.writeByte((bright ? 200 : 0) + (i + at * at) % 50);
                }
            }
        }
    }

    private DataOutputStream idx(String name, int axes) throws IOException {
        DataOutputStream file = new DataOutputStream(Files.newOutputStream(folder.resolve(name)));
        file.writeInt(0x800 + axes);
        file.writeInt(COUNT);
        return file;
    }

    private JsonNode train(String data, String... more) throws IOException {
        List<String> arguments =
                new ArrayList<>(List.of("train", "--data", data, "--data-dir", folder.toString(), "--steps", "2"));
        arguments.addAll(List.of("--out", folder.resolve("run").toString(), "--json", "--threads", "1"));
        arguments.addAll(List.of(more));
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = Main.run(
                arguments, new PrintWriter(out), new PrintWriter(err), new Interruption(), FakeTraining::complete);
        said = err.toString();
        assertEquals(0, code, said);
        return new ObjectMapper().readTree(out.toString());
    }

    private String written(String name) throws IOException {
        return Files.readString(folder.resolve("run").resolve(name));
    }

    @Test
    void theScoresOfAGeneratorAreThoseOfRealDataWhereItDrawsThem() throws IOException {
        JsonNode summary = train("mnist");
        assertTrue(said.startsWith("nabla2: training a classifier of mnist"), said);
        JsonNode features = summary.get("features");
        assertTrue(
                features.get("judge").asText().startsWith("a convolutional classifier of 4 classes"),
                features::toString);
        assertTrue(
                features.get("frechet").asDouble()
                        < 0.5 + 3 * features.get("realFrechet").asDouble(),
                features::toString);
        assertEquals(
                features.get("realModeScore").asDouble(),
                features.get("modeScore").asDouble(),
                0.1);
        assertEquals(4, summary.get("modesTotal").asInt());
        assertTrue(written("report.html").contains("<th scope=\"row\">Judged by</th><td>a convolutional classifier"));
        assertTrue(written("report.html").contains("at a Fr\u00e9chet distance of"));
        String[] first =
                written("samples.csv").lines().skip(1).findFirst().orElseThrow().split(",", -1);
        assertEquals(7, first.length);
        assertTrue(Double.parseDouble(first[5]) >= 0, "a look at the Fr\u00e9chet distance");
        assertTrue(Files.isDirectory(folder.resolve(".classifiers")), "kept beside the run's folder");
    }

    @Test
    void withoutAClassifierThereAreNoFeatures() throws IOException {
        JsonNode summary = train("mnist", "--no-classifier");
        assertEquals(
                "",
                said.lines()
                        .filter(line -> line.contains("classifier"))
                        .findFirst()
                        .orElse(""));
        assertTrue(summary.get("features").get("frechet").isNull());
        assertTrue(summary.get("modes").isNull());
        assertFalse(Files.exists(folder.resolve(".classifiers")));
    }
}
