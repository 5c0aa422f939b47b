package dev.nabla2.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nabla2.gan.TrainingListener;
import dev.nabla2.gan.data.DataSet;
import dev.nabla2.lab.command.Interruption;
import dev.nabla2.lab.run.GanTraining;
import dev.nabla2.lab.run.RunSettings;
import dev.nabla2.lab.run.Training;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("one-java")
class TrainCommandTest {
    @TempDir
    private Path folder;

    private record Outcome(int code, String out, String err) {}

    private static Outcome run(BiFunction<RunSettings, DataSet, Training> trainer, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code =
                Main.run(List.of(arguments), new PrintWriter(out), new PrintWriter(err), new Interruption(), trainer);
        return new Outcome(code, out.toString(), err.toString());
    }

    private Outcome train(BiFunction<RunSettings, DataSet, Training> trainer, String... more) {
        List<String> arguments =
                new ArrayList<>(List.of("train", "--out", folder.resolve("run").toString()));
        arguments.addAll(List.of(more));
        return run(trainer, arguments.toArray(String[]::new));
    }

    private String written(String name) throws IOException {
        return Files.readString(folder.resolve("run").resolve(name));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "train --data ring9 | expected one of ring8, ring8-r1, ring8-r2, ring8-endpoint, ring8-variance, grid25,",
                "train --data ring8 --penalty r9 | expected one of wgan-gp, one-sided, 0-gp, r1, r2, r1-r2, roth, roth-annealed, dragan, spectral-norm, clip, none, found 'r9'",
                "train --data swissroll --conditional | --network mlp with --conditional: expected labelled samples of at least 2 classes, found none in --data swissroll",
                "train --data ring8 --activation rely | expected one of relu, leaky-relu, elu, selu, softplus, tanh",
                "train --data ring8 --backend gpu | expected one of cpu, opencl, reference, found 'gpu'",
                "train --data ring8 --precision half | expected one of float, double, found 'half'",
                "train --data ring8 --backend reference --precision float | --backend reference computes in double precision only",
                "train --data ring8 --hidden 128y3 | found '128y3'",
                "train --data ring8 --hidden 0x3 | found '0x3'",
                "train --data ring8 --hidden 5x | found '5x'",
                "train --data ring8 --steps 0 | expected a whole number from 1 to 10000000, found '0'",
                "train --data ring8 --batch 1.5 | found '1.5'",
                "train --data ring8 --threads 2000 | from 1 to 1024, found '2000'",
                "train --data ring8 --lambda -1 | expected a number of at least 0, found '-1'",
                "train --data ring8 --lambda NaN | found 'NaN'",
                "train --data ring8 --learning-rate 0 | expected a number above 0, found '0'",
                "train --data ring8 --seed x | found 'x'",
                "train --data ring8 --stepz 5 | --critic-steps, --data, --data-dir",
                "train --data mnist | needs --data-dir, the folder that holds train-images-idx3-ubyte",
                "train --data ring8 --data-dir x | --data ring8 has no use for --data-dir",
                "train --data csv | needs --data-dir, the file: numbers separated by commas",
                "train --objective gan | expected one of wasserstein, minimax",
                "train --label 0.9 | --objective wasserstein has no use for --label",
                "train --objective f-kl --margin 2 | --objective f-kl has no use for --margin",
                "train --objective hinge --alternative | --objective hinge has no use for --alternative",
                "train --objective minimax --label 1.1 | expected a number above 0 and at most 1, found '1.1'",
                "train --network lenet | expected one of mlp, wgan-gp-mnist, wgan-gp-cifar, residual, dcgan, found 'lenet'",
                "train --network dcgan | --network dcgan: expected images [channels, height, width] with sides from 8 to 128, found",
                "train --network residual --hidden 8 | --network residual has no use for --hidden",
                "train --network dcgan --activation tanh | --network dcgan has no use for --activation",
                "train --activation softplus --relu mollified:0.1 | --activation softplus has no use for --relu",
                "train --relu mollified:0 | mollified:FIRST..LAST with two, or forbidden, found 'mollified:0'",
                "train --relu mollified:0.1..-1 | found 'mollified:0.1..-1'",
                "train --relu mollified:0.1..0.2..0.3 | found 'mollified:0.1..0.2..0.3'",
                "train --relu mollified | found 'mollified'",
                "train --dim 8 | --network mlp has no use for --dim",
                "train --network dcgan --lambda 1 | --penalty none has no use for --lambda",
                "trian | there are: train, sample, evaluate, table, sweep, audit, spectrum, cost, gradcheck, devices, tune, reproduce, --help, --version"
            })
    void aWrongOptionExitsWithTwoAndNamesTheRightOnes(String arguments, String expected) {
        Outcome outcome = run(FakeTraining::complete, arguments.split(" "));
        assertEquals(2, outcome.code, outcome.err);
        assertEquals("", outcome.out);
        assertTrue(outcome.err.contains(expected), outcome.err);
        assertTrue(outcome.err.lines().count() <= 2, outcome.err);
    }

    @Test
    void helpExplainsEveryDataSetAndShowsItsDefaults() {
        Outcome outcome = run(FakeTraining::complete, "train", "--help");
        assertEquals(0, outcome.code);
        assertTrue(outcome.out.contains("--learning-rate             0.002"), outcome.out);
        assertTrue(outcome.out.contains("swissroll: a spiral"), outcome.out);
        assertTrue(run(FakeTraining::complete).out.contains("nabla2 train"));
    }

    @Test
    void versionNamesProgramJavaAndKernels() {
        Outcome outcome = run(FakeTraining::complete, "--version");
        assertEquals(0, outcome.code);
        assertTrue(outcome.out.matches("(?s)nabla2 \\d.*Java +\\d.*Kernels .*"), outcome.out);
    }

    @Test
    void wrongDataExitsWithOneInOneLine() {
        Outcome outcome = train(FakeTraining::complete, "--data", "mnist", "--data-dir", folder.toString());
        assertEquals(1, outcome.code);
        assertEquals(
                "nabla2: " + folder + ": expected train-images-idx3-ubyte or train-images-idx3-ubyte.gz, found neither",
                outcome.err.strip());
        assertFalse(Files.exists(folder.resolve("run")));
    }

    @Test
    void anUnwritableFolderIsFoundBeforeTraining() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        BiFunction<RunSettings, DataSet, Training> forbidden =
                (settings, data) -> new FakeTraining(settings, data, 0, false) {
                    @Override
                    public void run(TrainingListener listener) {
                        throw new AssertionError("training began");
                    }
                };
        for (Path out : List.of(file, file.resolve("below"))) {
            Outcome outcome = run(forbidden, "train", "--data", "ring8", "--out", out.toString());
            assertEquals(1, outcome.code);
            assertTrue(outcome.err.startsWith("nabla2: " + out + ": expected to be able to write there"), outcome.err);
            assertEquals(1, outcome.err.lines().count());
        }
    }

    @Test
    void networksTooLargeForAnArrayAreRefusedInOneLine() {
        Outcome outcome = train(GanTraining::new, "--hidden", "65536x2", "--backend", "reference");
        assertEquals(1, outcome.code);
        assertTrue(outcome.err.contains("[65536, 65536]"), outcome.err);
        assertEquals(1, outcome.err.lines().count(), outcome.err);
        assertFalse(Files.exists(folder.resolve("run")));
    }

    @Test
    void jsonIsOneObjectWithTheseFields() throws IOException {
        Outcome outcome = train(FakeTraining::complete, "--data", "ring8", "--steps", "30", "--json");
        assertEquals(0, outcome.code, outcome.err);
        JsonNode json = new ObjectMapper().readTree(outcome.out);
        assertEquals(1, outcome.out.lines().count());
        assertEquals(
                Set.of(
                        "data",
                        "objective",
                        "penalty",
                        "seed",
                        "steps",
                        "seconds",
                        "modes",
                        "modesTotal",
                        "highQuality",
                        "realHighQuality",
                        "features",
                        "klToUniform",
                        "realKlToUniform",
                        "slicedWasserstein",
                        "realSlicedWasserstein",
                        "finalCriticLoss",
                        "meanSlope",
                        "alarms",
                        "interrupted",
                        "error",
                        "backend",
                        "precision",
                        "report"),
                names(json));
        assertEquals("ring8", json.get("data").asText());
        assertEquals(30, json.get("steps").asInt());
        assertEquals(8, json.get("modes").asInt());
        assertEquals(8, json.get("modesTotal").asInt());
        assertEquals(0.989, json.get("highQuality").asDouble(), 0.01);
        assertEquals(0.989, json.get("realHighQuality").asDouble(), 0.01);
        assertEquals(-0.25, json.get("finalCriticLoss").asDouble());
        assertEquals(1.5, json.get("meanSlope").asDouble());
        assertFalse(json.get("interrupted").asBoolean());
        assertEquals(
                folder.resolve("run").resolve("report.html").toString(),
                json.get("report").asText());
    }

    private static Set<String> names(JsonNode json) {
        Set<String> names = new java.util.HashSet<>();
        json.fieldNames().forEachRemaining(names::add);
        return names;
    }

    @Test
    void withoutATerminalProgressIsAFewPlainLines() {
        Outcome outcome = train(FakeTraining::complete, "--data", "ring8", "--steps", "1200");
        assertEquals(
                List.of(
                        "step 1/1,200  critic \u22120.250  generator 0.500  slope 1.50",
                        "step 501/1,200  critic \u22120.250  generator 0.500  slope 1.50  left 7.0 s",
                        "step 1,001/1,200  critic \u22120.250  generator 0.500  slope 1.50  left 2.0 s",
                        "step 1,200/1,200  critic \u22120.250  generator 0.500  slope 1.50"),
                outcome.err.lines().toList());
    }

    @Test
    void dataWithoutModesHaveNullForThem() throws IOException {
        Outcome outcome = train(FakeTraining::complete, "--data", "swissroll", "--steps", "3", "--json");
        JsonNode json = new ObjectMapper().readTree(outcome.out);
        for (String name : List.of("modes", "modesTotal", "highQuality", "realHighQuality")) {
            assertTrue(json.get(name).isNull(), name);
        }
        assertTrue(json.get("slicedWasserstein").asDouble() > 0);
    }

    @Test
    void allFilesAreWrittenAndNoUnfinishedOneStays() throws IOException {
        Outcome outcome = train(FakeTraining::complete, "--data", "grid25", "--steps", "50");
        assertTrue(outcome.out.endsWith("report.html" + System.lineSeparator()), outcome.out);
        try (Stream<Path> files = Files.list(folder.resolve("run"))) {
            assertEquals(
                    Set.of(
                            "report.html",
                            "config.json",
                            "checkpoint.safetensors",
                            "snapshots.safetensors",
                            "events.out.tfevents",
                            "metrics.csv",
                            "samples.csv",
                            "samples.png",
                            "surface.png",
                            "quality.png",
                            "slope.png",
                            "loss.png",
                            "generator-loss.png",
                            "generator.safetensors"),
                    files.map(file -> file.getFileName().toString().replaceFirst("tfevents.*", "tfevents"))
                            .collect(Collectors.toSet()));
        }
        assertEquals(51, written("metrics.csv").lines().count());
        assertTrue(written("metrics.csv").contains("\n7,0.07,-0.25,0.5,0.125,1.5\n"));
        assertEquals(
                25,
                new ObjectMapper()
                        .readTree(written("samples.csv")
                                .lines()
                                .skip(1)
                                .findFirst()
                                .orElseThrow()
                                .split(",")[1])
                        .asInt());
        assertEquals(
                "50",
                new ObjectMapper()
                        .readTree(written("config.json"))
                        .get("options")
                        .get("--steps")
                        .asText());
    }

    @Test
    void theReportNeedsNothingElseAndEscapesWhatItIsGiven() throws IOException {
        train(FakeTraining::complete, "--data", "ring8", "--steps", "50", "--seed", "4");
        String page = written("report.html");
        assertFalse(page.matches("(?s).*(src|href|srcset)=\"(?!data:).*"), "an external resource");
        assertFalse(page.contains("{{"), "an unfilled part");
        assertTrue(page.contains("none &lt;&amp;&gt;"));
        assertTrue(page.contains("<code>nabla2 train --out " + folder.resolve("run") + " --data ring8"));
        assertTrue(page.contains("prefers-color-scheme: dark"));
    }

    @Test
    void divergenceKeepsTheReportNamesTheOperationAndExitsWithOne() throws IOException {
        Outcome outcome =
                train((settings, data) -> new FakeTraining(settings, data, 12, true), "--data", "ring8", "--json");
        assertEquals(1, outcome.code);
        assertTrue(outcome.err.contains("nabla2: critic: found NaN, first made by log"), outcome.err);
        JsonNode json = new ObjectMapper().readTree(outcome.out);
        assertEquals(12, json.get("steps").asInt());
        assertEquals("critic: found NaN, first made by log", json.get("error").asText());
        assertTrue(written("report.html").contains("Training diverged."));
    }

    @Test
    void divergenceInTheFirstStepStillWritesAReport() throws IOException {
        Outcome outcome =
                train((settings, data) -> new FakeTraining(settings, data, 0, true), "--data", "ring8", "--json");
        assertEquals(1, outcome.code, outcome.err);
        assertTrue(
                new ObjectMapper().readTree(outcome.out).get("finalCriticLoss").isNull());
        assertTrue(written("report.html").contains("After 0 training steps"));
    }

    @Test
    void anUpdateThatOverflowsIsToldInALineAndExitsWithOne() throws IOException {
        Outcome outcome = train(
                GanTraining::new,
                "--data ring8 --optimiser sgd --learning-rate 1e39 --steps 3 --hidden 8x1 --batch 16".split(" "));
        assertEquals(1, outcome.code, outcome.err);
        assertTrue(
                outcome.err.contains(
                        "nabla2: critic: expected finite parameters after its update, found NaN or infinity:"
                                + " the learning rate times the gradient is too large"),
                outcome.err);
        assertFalse(outcome.err.contains("Exception"), outcome.err);
        assertTrue(written("report.html").contains("Training diverged."));
    }

    @Test
    void aCancelledRunReportsTheStepsDoneAndExitsWith130() throws IOException {
        Outcome outcome =
                train((settings, data) -> new FakeTraining(settings, data, 5, false), "--data", "ring8", "--json");
        assertEquals(130, outcome.code);
        JsonNode json = new ObjectMapper().readTree(outcome.out);
        assertTrue(json.get("interrupted").asBoolean());
        assertEquals(5, json.get("steps").asInt());
        assertTrue(written("report.html").contains("interrupted after step 5 of 4,000"));
    }

    @ParameterizedTest
    @CsvSource({"float,F32,floats", "double,F64,doubles"})
    void aRunKeepsItsNumbersAsItComputedThem(String precision, String type, String kernels) throws IOException {
        Outcome outcome = train(
                GanTraining::new,
                "--hidden",
                "8x2",
                "--batch",
                "16",
                "--steps",
                "4",
                "--precision",
                precision,
                "--json");
        assertEquals(0, outcome.code, outcome.err);
        JsonNode summary = new ObjectMapper().readTree(outcome.out);
        assertTrue(summary.get("backend").asText().startsWith("cpu (" + kernels), outcome.out);
        assertEquals(precision, summary.get("precision").asText());
        assertTrue(written("report.html").contains("<th scope=\"row\">Precision</th><td>" + precision + "</td>"));
        JsonNode configuration = new ObjectMapper().readTree(written("config.json"));
        assertEquals(precision, configuration.get("options").get("--precision").asText());
        byte[] model = Files.readAllBytes(folder.resolve("run").resolve("generator.safetensors"));
        String header = new String(model, StandardCharsets.ISO_8859_1);
        assertTrue(header.contains("\"dtype\":\"" + type + "\""), precision);
        assertFalse(header.contains("\"dtype\":\"" + (type.equals("F32") ? "F64" : "F32")), precision);
    }

    @Test
    void inDoublesAGeneratorFindsTheRing() throws IOException {
        Outcome outcome = train(
                GanTraining::new,
                "--hidden",
                "64x3",
                "--batch",
                "64",
                "--learning-rate",
                "0.004",
                "--steps",
                "500",
                "--precision",
                "double",
                "--json");
        JsonNode summary = new ObjectMapper().readTree(outcome.out);
        assertEquals(8, summary.get("modes").asInt(), outcome.out);
        assertTrue(summary.get("highQuality").asDouble() > 0.4, outcome.out);
    }

    @Test
    void referenceIsInDoublesWithoutBeingAsked() throws IOException {
        train(GanTraining::new, "--hidden", "4", "--batch", "4", "--steps", "1", "--backend", "reference");
        JsonNode configuration = new ObjectMapper().readTree(written("config.json"));
        assertEquals("double", configuration.get("options").get("--precision").asText());
        assertEquals(
                "reference (doubles, plain loops)",
                configuration.get("environment").get("kernels").asText());
    }

    @Test
    void aRunInDoublesBeginsAsOneInFloatsDoes() throws IOException {
        double[] losses = new double[2];
        for (String precision : List.of("float", "double")) {
            Outcome outcome = train(GanTraining::new, "--steps", "1", "--precision", precision, "--json");
            losses[precision.equals("float") ? 0 : 1] = new ObjectMapper()
                    .readTree(outcome.out)
                    .get("finalCriticLoss")
                    .asDouble();
        }
        assertEquals(losses[1], losses[0], 1e-4 * Math.abs(losses[1]), "the random numbers are the same");
        assertTrue(losses[0] != losses[1], "the digits are not");
    }

    @ParameterizedTest
    @CsvSource({"wgan-gp,relu", "one-sided,softplus", "clip,leaky-relu"})
    void everyPenaltyTrains(String penalty, String activation) throws IOException {
        Outcome outcome = train(
                GanTraining::new,
                "--data",
                "ring8",
                "--penalty",
                penalty,
                "--activation",
                activation,
                "--hidden",
                "8x2",
                "--batch",
                "16",
                "--steps",
                "4",
                "--backend",
                "reference",
                "--json");
        assertEquals(0, outcome.code, outcome.err);
        JsonNode json = new ObjectMapper().readTree(outcome.out);
        assertEquals(4, json.get("steps").asInt());
        assertTrue(Double.isFinite(json.get("finalCriticLoss").asDouble()));
        assertTrue(json.get("meanSlope").asDouble() > 0);
        assertTrue(Files.size(folder.resolve("run").resolve("generator.safetensors")) > 1000);
    }
}
