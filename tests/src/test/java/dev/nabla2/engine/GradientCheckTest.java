package dev.nabla2.engine;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nabla2.engine.backend.Backend;
import dev.nabla2.engine.backend.Precision;
import dev.nabla2.engine.check.CheckReport;
import dev.nabla2.engine.check.Finding;
import dev.nabla2.engine.check.GradientCheck;
import dev.nabla2.engine.check.Verdict;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the gradient checker says of functions that are right, kinked or too rough to tell. */
class GradientCheckTest {
    private static final Backend REFERENCE = Backends.reference();

    private static Tensor vector(double... values) {
        return Tensor.of(REFERENCE, Shape.of(values.length), values);
    }

    private static CheckReport check(Function<Tensor, Tensor> f, double... at) {
        return GradientCheck.of(f).at(vector(at)).orders(1, 2, 3).check();
    }

    @Test
    void aSmoothFunctionPassesAtEveryOrderInBothModes() {
        CheckReport report = check(x -> x.tanh().mul(x).exp().sin(), 0.3, -0.8, 1.2);
        assertEquals(Verdict.PASS, report.verdict(), report.toString());
        assertEquals(2 * (2 + 1 + 2 + 3 + 2 + 2 + 7 + 2), report.findings().size());
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-12, 1e-6, 1, 1e6, 1e12})
    void theScaleOfPointsAndOfValuesDoesNotMatter(double scale) {
        check(x -> x.mul(1 / scale).sin(), 0.3 * scale, -0.8 * scale, 1.2 * scale)
                .orThrow();
        check(x -> x.sin().mul(scale), 0.3, -0.8, 1.2).orThrow();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void theIntervalOfTheDifferencesHoldsTheDerivative(long seed) {
        double[] at = RandomStream.of(seed).normal(5);
        GradientCheck.of(x -> x.sigmoid().mul(x.square().add(1).log()).sum())
                .at(vector(at))
                .orders(1, 2, 3)
                .seeds(seed)
                .tolerance(0)
                .check()
                .findings()
                .stream()
                .filter(f -> f.test() == Finding.Test.DIFFERENCES)
                .forEach(f -> {
                    assertTrue(
                            Math.abs(f.automatic() - f.expected().value())
                                    <= f.expected().error(),
                            f.toString());
                    assertTrue(f.expected().error() <= 1e-8 * Math.max(1, Math.abs(f.automatic())), f.toString());
                });
    }

    @Test
    void atAKinkTheReportNamesBothSidesTheOperationAndTheElement() {
        CheckReport report = GradientCheck.of(x -> x.mul(2).relu().mul(x.cos()).sum())
                .at(vector(0.7, 0, -0.4))
                .orders(1)
                .check();
        assertEquals(Verdict.KINK, report.verdict(), report.toString());
        Finding finding = report.worst().orElseThrow();
        assertEquals("relu", finding.place().orElseThrow().operation());
        assertEquals("[1]", finding.place().orElseThrow().element());
        Finding.Sides sides = finding.sides().orElseThrow();
        double jump = Math.abs(sides.left().value() - sides.right().value());
        assertTrue(jump > 0.1, report.toString());
        assertThrows(AssertionError.class, report::orThrow);
        assertDoesNotThrow(() -> report.orThrow(Verdict.KINK));
    }

    @Test
    void theDerivativeOfAStepIsAKinkWhoseSlopeHasNoBound() {
        CheckReport report = GradientCheck.of(x -> x.relu().sum())
                .at(vector(0.7, 0, -0.4))
                .orders(2)
                .check();
        assertEquals(Verdict.KINK, report.verdict(), report.toString());
        Finding finding = report.worst().orElseThrow();
        assertEquals("relu", finding.place().orElseThrow().operation());
        assertTrue(finding.sides().orElseThrow().toString().contains("∞"), report.toString());
    }

    @Test
    void kinksThatCancelInTheWholeAreSaidToBeTheReasonWhyItsDerivativeIsWrong() {
        // relu(x) − relu(−x) = x, whose derivative at 0 is 1; the conventions of its parts give 0.
        CheckReport report = GradientCheck.of(
                        x -> x.relu().sub(x.negate().relu()).sum())
                .at(vector(0.7, 0, -0.4))
                .orders(1)
                .check();
        Finding finding = report.worst().orElseThrow();
        assertEquals(Verdict.FAIL, finding.verdict(), report.toString());
        assertEquals("[1]", finding.element().orElseThrow().index(), report.toString());
        assertTrue(finding.remark().contains("a part of it has"), report.toString());
        assertTrue(finding.remark().contains("relu [3], element [1]"), report.toString());
    }

    @Test
    void aReportSaysAtAGlanceWhatIsWrongAndWhere() {
        Tensor weight = Tensor.of(REFERENCE, Shape.of(2, 1), 2, -3).named("critic.1");
        CheckReport report = GradientCheck.of(
                        x -> x.matmul(weight).detach().mul(x).sum())
                .at(Tensor.of(REFERENCE, Shape.of(1, 2), 0.5, 0.25))
                .named("slope")
                .orders(1)
                .seeds(1)
                .check();
        String[] lines = report.toString().split("\n");
        assertEquals("slope: FAIL, 1 of 3 comparisons passed", lines[0]);
        assertTrue(
                lines[1].matches("  FAIL  order 1, (reverse|forward), seed 1: automatic \\S+, differences \\S+ ± \\S+,"
                        + " relative error \\S+"),
                lines[1]);
        assertTrue(
                lines[2].matches("      first wrong operation: multiply \\[1, 2\\].*, element \\[0, [01]\\]"
                        + " \\(line %\\d+, forward\\)"),
                lines[2]);
        assertTrue(
                lines[3].matches("      worst element: input 0 \\[0, [01]\\]: automatic \\S+, differences \\S+ ± \\S+"),
                lines[3]);
    }

    @Test
    void aKinkOutOfReachIsNone() {
        check(x -> x.relu().mul(x), 0.7, 1e-3, -1e-3).orThrow();
    }

    @Test
    void aFunctionTooRoughToTellIsIllConditioned() {
        // Rounding of 1e12 + x leaves its derivative four digits.
        CheckReport report = GradientCheck.of(x -> x.add(1e12).sub(1e12).sum())
                .at(vector(0.3))
                .orders(1)
                .check();
        assertEquals(Verdict.ILL_CONDITIONED, report.verdict(), report.toString());
    }

    @Test
    void aDetachIsSaidToCutTheDerivative() {
        CheckReport report = GradientCheck.of(x -> x.detach().square().sum())
                .at(vector(0.3, 0.9))
                .orders(1)
                .check();
        assertEquals(Verdict.FAIL, report.verdict());
        assertTrue(report.toString().contains("detach()"), report.toString());
        String message = assertThrows(AssertionError.class, report::orThrow).getMessage();
        assertEquals(report.toString(), message);
    }

    @Test
    void severalTensorsCanBeMovedOrHeld() {
        Tensor mask = vector(1, 0, 1);
        List<Tensor> points = List.of(mask, vector(1, 2, 3), vector(0.4, 0.5, 0.6));
        GradientCheck.ofSeveral(x -> x.get(0).where(x.get(1).square(), x.get(2).exp()))
                .at(points)
                .holding(0)
                .orders(1, 2, 3)
                .check()
                .orThrow();
    }

    @Test
    void whatNoComparisonCouldTellIsRefused() {
        GradientCheck fine = GradientCheck.of(x -> x.tanh()).at(vector(1, 2));
        assertRefused("at least one seed, found none", () -> fine.seeds());
        assertRefused("hold inputs of 0 to 0, found 1", () -> fine.holding(1));
        assertRefused(
                "an input to differentiate by, found all held",
                () -> fine.holding(0).check());
        assertRefused(
                "found NaN in element 1 of its result",
                () -> GradientCheck.of(x -> x.log()).at(vector(1, -1)).check());
        AtomicInteger calls = new AtomicInteger();
        assertRefused(
                "found 1.0 and then 2.0 in element 0 of its result",
                () -> GradientCheck.of(x -> x.mul(calls.incrementAndGet()))
                        .at(vector(1))
                        .check());
    }

    private static void assertRefused(String expected, Executable check) {
        String message = assertThrows(IllegalArgumentException.class, check).getMessage();
        assertTrue(message.contains(expected), message);
    }

    private record Pair(List<Tensor> tensors) implements TensorTree<Pair> {
        @Override
        public Pair with(List<Tensor> others) {
            return new Pair(others);
        }
    }

    @Test
    void aFunctionOfATreeMayDifferentiateItself() {
        Pair theta = new Pair(List.of(vector(0.2, -0.4).reshape(Shape.of(2, 1)), vector(0.3)));
        Tensor points = vector(0.5, 1.5, -0.7, 0.1, 0.9, 0.8).reshape(Shape.of(3, 2));
        GradientCheck.ofTree(theta, (tape, at) -> {
                    Tensor x = tape.watch(points);
                    Tensor y = x.matmul(at.tensors().get(0))
                            .add(at.tensors().get(1))
                            .tanh();
                    return tape.gradient(y.sum(), x)
                            .normPerSample()
                            .sub(1)
                            .square()
                            .mean();
                })
                .orders(1, 2)
                .check()
                .orThrow();
    }

    @Test
    void cpuAgreesWithReferenceWithinItsPrecision() {
        CheckReport report = GradientCheck.ofSeveral(
                        x -> x.get(0).matmul(x.get(1)).softplus(1))
                .at(List.of(
                        Tensor.of(REFERENCE, Shape.of(2, 3), RandomStream.of(1).normal(6)),
                        Tensor.of(REFERENCE, Shape.of(3, 4), RandomStream.of(2).normal(12))))
                .against(Backends.cpu(1));
        assertEquals(Verdict.PASS, report.verdict(), report.toString());
        assertTrue(report.worst().orElseThrow().relativeError() > 0, "float rounds");
    }

    @ParameterizedTest
    @CsvSource({"FLOAT, 1e-4", "DOUBLE, 1e-13"})
    void aBackendThatComputesSomethingElseFailsInBothModesAtEveryOrder(Precision precision, double error) {
        CheckReport report = GradientCheck.ofSeveral(
                        x -> x.get(0).sin().mul(x.get(0).backend().name().startsWith("cpu") ? 1 + error : 1))
                .at(List.of(vector(0.3, -0.8, 1.2)))
                .against(Backends.cpu(1, precision));
        assertEquals(2 * 2 * 2, report.count(Verdict.FAIL), report.toString());
        assertEquals(0, report.count(Verdict.PASS), report.toString());
    }

    @Test
    void inFloatsAChecksIntervalIsWiderButItStillTells() {
        Tensor x = Tensor.of(Backends.cpu(1), Shape.of(3), 0.3, -0.8, 1.2);
        GradientCheck.of((Tensor t) -> t.tanh().mul(t))
                .at(x)
                .orders(1, 2)
                .check()
                .orThrow();
    }
}
