package dev.nabla2.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.nabla2.engine.Backends;
import dev.nabla2.engine.Shape;
import dev.nabla2.engine.Tensor;
import dev.nabla2.engine.backend.Precision;
import dev.nabla2.engine.check.CheckCase;
import dev.nabla2.engine.check.GradientCheck;
import dev.nabla2.engine.check.Verdict;
import dev.nabla2.gan.Penalty;
import dev.nabla2.gan.PenaltyExample;
import dev.nabla2.lab.command.Interruption;
import dev.nabla2.lab.gradcheck.CaseList;
import dev.nabla2.lab.gradcheck.GradcheckJson;
import dev.nabla2.lab.gradcheck.GradcheckResult;
import dev.nabla2.lab.gradcheck.GradcheckRun;
import dev.nabla2.lab.gradcheck.GradcheckSettings;
import dev.nabla2.lab.gradcheck.GradcheckText;
import dev.nabla2.lab.run.BackendChoice;
import dev.nabla2.nn.Layer;
import dev.nabla2.nn.LayerExample;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("one-java")
class GradcheckCommandTest {
    private record Outcome(int code, String out, String err) {
        JsonNode json() throws IOException {
            return new ObjectMapper().readTree(out);
        }
    }

    private static Outcome run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = Main.run(
                List.of(arguments),
                new PrintWriter(out),
                new PrintWriter(err),
                new Interruption(),
                FakeTraining::complete);
        return new Outcome(code, out.toString(), err.toString());
    }

    @Test
    void nothingFailsAndTheKinksAreWhereTheContractsSay() throws IOException {
        Outcome outcome = run("gradcheck", "--json", "--orders", "1,2", "--seed", "5");
        JsonNode json = outcome.json();
        assertEquals(0, json.get("fail").asInt(), json.get("failures").toString());
        assertEquals(0, outcome.code);
        assertEquals(0, json.get("illConditioned").asInt());
        assertTrue(json.get("kink").asInt() > 50, outcome.out);
        assertEquals(
                json.get("cases").asInt(),
                json.get("pass").asInt() + json.get("kink").asInt());
        assertEquals(CaseList.all().stream().map(CheckCase::subject).distinct().count(), subjects(json));
        assertTrue(json.get("worst").get("relativeError").asDouble() < 1e-6, outcome.out);
        assertTrue(json.get("worstBetweenBackends").get("relativeError").asDouble() < 1e-3, outcome.out);
        assertTrue(json.get("seconds").asDouble() > 0);
    }

    @Test
    void inDoublesCpuIsReferenceToTwelveDigits() throws IOException {
        Outcome outcome = run(
                ("gradcheck bilinear composed layer penalty exp log tanh softplus erf sin --backend cpu --precision double"
                                + " --orders 1,2 --json")
                        .split(" "));
        JsonNode json = outcome.json();
        assertEquals(0, json.get("fail").asInt(), json.get("failures").toString());
        assertEquals("double", json.get("precision").asText());
        assertTrue(json.get("worstBetweenBackends").get("relativeError").asDouble() < 1e-12, outcome.out);
    }

    @Test
    void theTableSaysInWhichPrecisionCpuWasWhereItTookPart() {
        assertTrue(lastLine("--backend cpu --precision double").contains("; cpu in doubles, "));
        assertTrue(lastLine("--backend cpu").contains("; cpu in floats, "));
        assertFalse(lastLine("--backend reference").contains("cpu"));
    }

    private static String lastLine(String options) {
        String text =
                run(("gradcheck exp --orders 1 " + options).split(" ")).out.strip();
        return text.substring(text.lastIndexOf('\n'));
    }

    @Test
    void onReferenceAloneThePrecisionIsDouble() throws IOException {
        Outcome outcome = run("gradcheck", "exp", "--orders", "1", "--backend", "reference", "--json");
        assertEquals("double", outcome.json().get("precision").asText());
    }

    @Test
    void whatMayNotBeDifferentiatedIsForbiddenOnCpuToo() throws IOException {
        Outcome outcome = run("gradcheck", "step", "--backend", "cpu", "--orders", "1", "--json");
        assertEquals(0, outcome.code, outcome.out);
        assertTrue(outcome.json().get("pass").asInt() > 4, outcome.out);
    }

    private static long subjects(JsonNode json) {
        return json.get("operations").asLong()
                + json.get("layers").asLong()
                + json.get("penalties").asLong();
    }

    @Test
    void aNameChoosesAnOperationWithAllItsCases() throws IOException {
        JsonNode json = run("gradcheck", "leaky_relu", "matmul", "--json", "--orders", "1", "--backend", "reference")
                .json();
        Set<String> expected = CaseList.all().stream()
                .map(CheckCase::subject)
                .filter(s -> s.startsWith("leaky_relu(") || s.startsWith("matmul("))
                .collect(Collectors.toSet());
        assertEquals(expected.size(), json.get("operations").asInt());
        assertTrue(json.get("worstBetweenBackends").isNull());
        assertTrue(json.get("kink").asInt() > 0);
    }

    @Test
    void theTableHasALineForEachSubjectAndSumsUp() {
        Outcome outcome = run("gradcheck", "layer", "--orders", "1");
        assertEquals(0, outcome.code, outcome.out);
        for (LayerExample example : LayerExample.all()) {
            assertTrue(
                    outcome.out.lines().anyMatch(line -> line.matches("layer +" + example.name() + " .*ok")),
                    outcome.out);
        }
        assertTrue(outcome.out.contains("0 failed"), outcome.out);
    }

    @ParameterizedTest
    @CsvSource({"3", "4"})
    void layersAndPenaltiesHoldAtOrdersThatAreNotComparedBetweenBackendsToo(String order) throws IOException {
        Outcome outcome = run("gradcheck", "layer", "penalty", "--orders", order, "--json");
        JsonNode json = outcome.json();
        assertEquals(0, json.get("fail").asInt(), json.get("failures").toString());
        assertEquals(0, outcome.code);
        assertEquals(LayerExample.all().size(), json.get("layers").asInt());
        assertTrue(json.get("penalties").asInt() >= 9, outcome.out);
        assertTrue(json.get("worstBetweenBackends").isNull());
    }

    @Test
    void theListNamesEverySubjectOnce() {
        Outcome outcome = run("gradcheck", "--list");
        assertEquals(0, outcome.code);
        List<String> lines = outcome.out.lines().toList();
        assertEquals(lines.size(), new TreeSet<>(lines).size());
        assertTrue(lines.containsAll(List.of("tanh", "layer dense", "penalty r1")), outcome.out);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "r1 | penalty r1",
                "penalty r1 | penalty r1",
                "tanh | tanh;layer tanh",
                "flip | flip(1)",
                "losses | losses.cross_entropy;losses.binary_cross_entropy"
            })
    void aNameMeansWhatTheTableCallsSo(String name, String subjects) {
        Outcome outcome = run("gradcheck", "--list", name);
        assertEquals(List.of(subjects.split(";")), outcome.out.lines().toList());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gradcheck rleu | expected a name that 'nabla2 gradcheck --list' prints, found 'rleu'",
                "gradcheck rleu | found 'rleu'; kinds are pointwise, linear, bilinear, discrete, composed, layer, penalty",
                "gradcheck --orders 0 | expected whole numbers from 1 to 4 such as 1,2,3, found '0'",
                "gradcheck --orders 1;2 | found '1;2'",
                "gradcheck --orders 3 --backend cpu | --backend cpu compares orders 1 and 2",
                "gradcheck --precision half | expected one of float, double, found 'half'",
                "gradcheck --backend reference --precision float | --backend reference computes in double precision only",
                "gradcheck --backend gpu | expected one of cpu, opencl, reference, found 'gpu'",
                "gradcheck --seed x | found 'x'"
            })
    void aWrongOptionExitsWithTwoAndSaysWhatIsRight(String arguments, String expected) {
        Outcome outcome = run(arguments.split(" "));
        assertEquals(2, outcome.code, outcome.err);
        assertEquals("", outcome.out);
        assertTrue(outcome.err.contains(expected), outcome.err);
    }

    @Test
    void helpSaysWhatIsCompared() {
        Outcome outcome = run("gradcheck", "--help");
        assertEquals(0, outcome.code);
        assertTrue(outcome.out.contains("--orders"), outcome.out);
        assertTrue(run().out.contains("gradcheck"));
    }

    @Test
    void whatFailsOrThrowsOrHasNothingToCompareIsCountedAndShown() throws IOException {
        Tensor x = Tensor.of(Backends.reference(), Shape.of(2), 0.5, -1.5);
        GradcheckSettings settings =
                new GradcheckSettings(1, List.of(1), Set.of(BackendChoice.REFERENCE), Precision.FLOAT);
        List<CheckCase> cases = List.of(
                CheckCase.of(
                        "test",
                        "right",
                        "right [2]",
                        seed -> GradientCheck.of(t -> t.sin()).at(x)),
                CheckCase.of(
                        "test",
                        "cut",
                        "cut [2]",
                        seed -> GradientCheck.of(t -> t.detach().sin()).at(x)),
                CheckCase.of(
                        "test",
                        "thrown",
                        "thrown [2]",
                        seed -> GradientCheck.of(t -> t.reshape(Shape.of(3))).at(x)));
        GradcheckResult result = new GradcheckRun(settings).check(cases, c -> {});
        JsonNode json = new ObjectMapper().readTree(GradcheckJson.of(result));
        assertEquals(3, json.get("operations").asInt());
        assertTrue(json.get("fail").asInt() > 2, json.toString());
        Set<String> failed = new TreeSet<>();
        json.get("failures").forEach(f -> failed.add(f.get("name").asText()));
        assertEquals(Set.of("cut [2]", "thrown [2]"), failed);
        String text = GradcheckText.of(result);
        assertTrue(text.contains("ShapeException"), text);
        assertTrue(text.contains("a detach() or a discrete operation"), text);
    }

    @Test
    void aCaseWithoutComparisonsIsAFailure() {
        CheckCase nothing = CheckCase.operations().get(0);
        GradcheckSettings settings = new GradcheckSettings(1, List.of(3), Set.of(BackendChoice.CPU), Precision.FLOAT);
        GradcheckResult result = new GradcheckRun(settings).check(List.of(nothing), c -> {});
        assertEquals(1, result.count(Verdict.FAIL));
    }

    @Test
    void everyLayerAndEveryPenaltyHasACase() {
        assertEquals(
                implementing(Layer.class),
                LayerExample.all().stream()
                        .map(e -> e.layer().getClass().getName())
                        .collect(Collectors.toSet()));
        assertEquals(
                implementing(Penalty.class),
                PenaltyExample.all().stream()
                        .map(e -> e.penalty().getClass().getName())
                        .collect(Collectors.toSet()));
        Set<String> subjects = CaseList.all().stream().map(CheckCase::subject).collect(Collectors.toSet());
        LayerExample.all().forEach(e -> assertTrue(subjects.contains("layer " + e.name())));
        PenaltyExample.all().forEach(e -> assertTrue(subjects.contains("penalty " + e.name())));
        assertFalse(subjects.isEmpty());
    }

    private static Set<String> implementing(Class<?> type) {
        return new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("dev.nabla2.nn", "dev.nabla2.gan")
                        .stream()
                        .filter(c -> c.isAssignableTo(type) && !c.isInterface())
                        .map(JavaClass::getName)
                        .collect(Collectors.toSet());
    }
}
