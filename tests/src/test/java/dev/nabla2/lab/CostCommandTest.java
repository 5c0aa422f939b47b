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
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("one-java")
class CostCommandTest {
    private record Outcome(int code, String out, String err) {}

    private static Outcome run(String arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = Main.run(
                List.of(arguments.split(" ")),
                new PrintWriter(out),
                new PrintWriter(err),
                new Interruption(),
                FakeTraining::complete);
        return new Outcome(code, out.toString(), err.toString());
    }

    private static JsonNode json(String arguments) throws IOException {
        Outcome outcome = run(arguments + " --json");
        assertEquals(0, outcome.code, outcome.err);
        assertEquals("", outcome.err);
        assertEquals(1, outcome.out.lines().count());
        return new ObjectMapper().readTree(outcome.out);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "cost --critic cnn:64 | expected a critic such as mlp:512x3 or conv:64-128-256, found 'cnn:64'",
                "cost --critic 512x3 | found '512x3'",
                "cost --critic mlp:512y3 | found 'mlp:512y3'",
                "cost --critic conv: | found 'conv:'",
                "cost --critic conv:64-a | expected sizes such as 512x3 or 64-128-256 (each 1 to 65536, at most 100 layers), found 'conv:64-a'",
                "cost --activation rely | expected one of relu, leaky-relu, elu, selu, softplus, tanh",
                "cost --penalty clip | expected one of wgan-gp, one-sided, found 'clip'",
                "cost --precision half | expected one of float, double, found 'half'",
                "cost --batch 0 | expected a whole number from 1 to 10000000, found '0'",
                "cost --critic conv:8 --image 28x28 | such as 1x28x28, each 1 to 9999, found '28x28'",
                "cost --critic conv:8 --inputs 4 | a convolutional one takes --image",
                "cost --image 1x28x28 | a fully connected one takes --inputs"
            })
    void aWrongOptionExitsWithTwoAndNamesTheRightOnes(String arguments, String expected) {
        Outcome outcome = run(arguments);
        assertEquals(2, outcome.code, outcome.err);
        assertEquals("", outcome.out);
        assertTrue(outcome.err.contains(expected), outcome.err);
        assertTrue(outcome.err.lines().count() <= 2, outcome.err);
    }

    @Test
    void whatIsTooLargeForAnArrayIsRefusedInOneLine() {
        Outcome outcome = run("cost --critic mlp:512x3 --batch 10000000");
        assertEquals(1, outcome.code);
        assertTrue(outcome.err.contains("[10000000, 512]"), outcome.err);
        assertTrue(outcome.err.contains("try a smaller --batch or --critic"), outcome.err);
        assertEquals(1, outcome.err.lines().count(), outcome.err);
    }

    @Test
    void helpExplainsWhatIsCounted() {
        Outcome outcome = run("cost --help");
        assertEquals(0, outcome.code);
        assertTrue(outcome.out.contains("2mkn"), outcome.out);
        assertTrue(outcome.out.contains("wgan-gp, one-sided"), outcome.out);
    }

    @Test
    void doublesTakeTwiceTheBytesAndTheSameOperations() throws IOException {
        JsonNode floats = json("cost --critic mlp:64x3").get("total");
        JsonNode doubles = json("cost --critic mlp:64x3 --precision double").get("total");
        assertEquals(
                2 * floats.get("peakBytes").asLong(), doubles.get("peakBytes").asLong());
        assertEquals(
                2 * floats.get("bytesWritten").asLong(),
                doubles.get("bytesWritten").asLong());
        assertEquals(floats.get("flops"), doubles.get("flops"));
    }

    @Test
    void jsonIsOneObjectWithTheseFields() throws IOException {
        JsonNode json = json("cost --critic mlp:512x3 --activation relu");
        assertEquals(
                Set.of(
                        "critic",
                        "activation",
                        "sample",
                        "batch",
                        "precision",
                        "penalty",
                        "parameters",
                        "forward",
                        "inputGradient",
                        "penaltyGradient",
                        "total",
                        "updatePeakBytes"),
                names(json));
        JsonNode update = json.get("updatePeakBytes");
        assertEquals(Set.of("recorded", "freeing", "checkpointed", "replayed"), names(update));
        assertTrue(
                update.get("replayed").asLong() < update.get("freeing").asLong()
                        && update.get("freeing").asLong()
                                < update.get("recorded").asLong(),
                update + "");
        assertEquals("mlp:512x3", json.get("critic").asText());
        assertEquals(
                2 * 512 + 512 + 2 * (512 * 512 + 512) + 512 + 1,
                json.get("parameters").asInt());
        for (String stage : List.of("forward", "inputGradient", "penaltyGradient", "total")) {
            assertEquals(
                    Set.of(
                            "matrixProducts",
                            "convolutions",
                            "flops",
                            "bytesWritten",
                            "structuralZerosAvoided",
                            "peakBytes"),
                    names(json.get(stage)));
            assertEquals(
                    Set.of("matrixProducts", "convolutions", "flops"),
                    names(json.get(stage).get("structuralZerosAvoided")));
        }
    }

    private static Set<String> names(JsonNode json) {
        Set<String> names = new HashSet<>();
        json.fieldNames().forEachRemaining(names::add);
        return names;
    }

    @ParameterizedTest
    @CsvSource({"mlp:512x3, 4, 4, 7, 5", "mlp:512x6, 7, 7, 13, 11"})
    void aReluCriticIsSparedTheProductsWithStructuralZeros(
            String critic, int forward, int input, int penalty, int avoided) throws IOException {
        JsonNode json = json("cost --activation relu --critic " + critic);
        assertEquals(forward, json.get("forward").get("matrixProducts").asInt());
        assertEquals(input, json.get("inputGradient").get("matrixProducts").asInt());
        assertEquals(penalty, json.get("penaltyGradient").get("matrixProducts").asInt());
        assertEquals(
                forward + input + penalty,
                json.get("total").get("matrixProducts").asInt());
        assertEquals(avoided, zeros(json, "total", "matrixProducts"));
        assertEquals(0, zeros(json, "inputGradient", "matrixProducts"));
        long products = 2L * 256 * (2 * 512 + (forward - 2) * 512 * 512 + 512);
        long elementwise = json.get("forward").get("flops").asLong() - products;
        assertTrue(elementwise > 0 && elementwise < products / 100, "found " + elementwise);
    }

    private static long zeros(JsonNode json, String stage, String what) {
        return json.get(stage).get("structuralZerosAvoided").get(what).asLong();
    }

    @Test
    void aTanhCriticHasNoStructuralZeros() throws IOException {
        JsonNode json = json("cost --activation tanh");
        assertEquals(20, json.get("total").get("matrixProducts").asInt());
        for (String what : List.of("matrixProducts", "convolutions", "flops")) {
            assertEquals(0, zeros(json, "total", what));
        }
        assertTrue(run("cost --activation tanh").out.contains("no structural zeros"));
    }

    @Test
    void threeConvolutionsAreSparedThreeFilterAdjoints() throws IOException {
        JsonNode json = json("cost --critic conv:64-128-256 --activation leaky-relu --image 1x28x28 --batch 50");
        assertEquals(3, json.get("forward").get("convolutions").asInt());
        assertEquals(3, json.get("inputGradient").get("convolutions").asInt());
        assertEquals(5, zeros(json, "total", "convolutions"), "three adjoints by filters, two by images");
        long first = 2L * 50 * 14 * 14 * 64 * 25;
        long second = 2L * 50 * 7 * 7 * 128 * 64 * 25;
        long third = 2L * 50 * 4 * 4 * 256 * 128 * 25;
        long avoided = first + 2 * second + 2 * third;
        double found = zeros(json, "total", "flops");
        assertTrue(found >= avoided && found < 1.01 * avoided, found + " for " + avoided);
    }

    @Test
    void memoryHeldGrowsFromStageToStage() throws IOException {
        JsonNode json = json("cost");
        long forward = json.get("forward").get("peakBytes").asLong();
        long input = json.get("inputGradient").get("peakBytes").asLong();
        long penalty = json.get("penaltyGradient").get("peakBytes").asLong();
        assertTrue(0 < forward && forward < input && input < penalty);
        assertEquals(penalty, json.get("total").get("peakBytes").asLong());
    }

    @Test
    void theTableHasARowForEachStageWithin120Columns() {
        Outcome outcome = run("cost --critic mlp:64,32 --inputs 3 --batch 10");
        for (String part : List.of(
                "mlp:64,32, relu, batch of 10 samples [3]", "forward", "input gradient", "penalty gradient", "total")) {
            assertTrue(outcome.out.contains(part), outcome.out);
        }
        assertTrue(outcome.out.lines().allMatch(line -> line.length() <= 120), outcome.out);
        assertFalse(outcome.out.contains("null"));
    }
}
