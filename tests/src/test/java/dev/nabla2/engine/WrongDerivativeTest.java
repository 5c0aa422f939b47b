package dev.nabla2.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nabla2.engine.check.CheckReport;
import dev.nabla2.engine.check.Finding;
import dev.nabla2.engine.check.GradientCheck;
import dev.nabla2.engine.check.Mode;
import dev.nabla2.engine.check.Verdict;
import dev.nabla2.engine.op.Bilinear;
import dev.nabla2.engine.op.Bilinears;
import dev.nabla2.engine.op.Linear;
import dev.nabla2.engine.op.Linears;
import dev.nabla2.engine.op.Operation;
import dev.nabla2.engine.op.Pointwise;
import dev.nabla2.engine.op.Pointwises;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** A deliberately wrong derivative of each kind is caught, and the operation that holds it is named. */
class WrongDerivativeTest {
    private static final Shape SHAPE = Shape.of(2, 3);
    private static final Tensor X = Tensor.of(Backends.reference(), SHAPE, 0.3, -0.8, 1.2, 0.5, 0.9, -0.4);

    private static final Pointwise TANH =
            with(Pointwises.TANH, (x, y) -> y.square().negate().add(1.01));

    private static final Pointwise TANH_WRONG_AT_ORDER_TWO =
            with(Pointwises.TANH, (x, y) -> y.detach().square().negate().add(1));

    private static final Linear SUM_ADJOINT = with(
            Linears.sum(0, 1),
            Linears.sum(0, 1).part(),
            (at, i, y) -> y.broadcastTo(SHAPE).mul(0.5));

    private static final Linear SUM_TANGENT = with(
            Linears.sum(0, 1),
            (at, i, x) -> x.sumAxes(0, 1).mul(2),
            Linears.sum(0, 1).adjoint());

    private static final Bilinear MATMUL = new Bilinear(
            Bilinears.matmul(false, false).signature(),
            Bilinears.matmul(false, false).shapeRule(),
            Bilinears.matmul(false, false).kernel(),
            Bilinears.matmul(false, false).product(),
            Bilinears.matmul(false, false).adjointA(),
            (at, c, a) -> a.matmul(c, true, false).negate());

    private static Pointwise with(Pointwise p, Pointwise.Partial wrong) {
        return new Pointwise(p.signature(), p.function(), List.of(wrong), p.contract(), p.domain());
    }

    private static Linear with(Linear l, Linear.Map part, Linear.Map adjoint) {
        return new Linear(l.signature(), l.arity(), l.indices(), l.isView(), l.shapeRule(), l.kernel(), part, adjoint);
    }

    private static Tensor apply(Operation operation, Tensor... operands) {
        return Tensor.apply(operation, operands);
    }

    /** Right before and after, so that the wrong operation has to be found. */
    private static CheckReport check(int order, Function<Tensor, Tensor> wrong) {
        CheckReport report = GradientCheck.of(
                        x -> wrong.apply(x.square().add(x.sin())).exp().mul(0.3).cos())
                .at(X)
                .orders(order)
                .check();
        assertEquals(Verdict.FAIL, report.verdict(), report.toString());
        return report;
    }

    private static Finding failure(CheckReport report, String mode) {
        return report.findings().stream()
                .filter(f -> f.verdict() == Verdict.FAIL && f.test() == Finding.Test.DIFFERENCES)
                .filter(f -> f.modes().get(0).label().equals(mode))
                .findFirst()
                .orElseThrow(() -> new AssertionError(report.toString()));
    }

    private static void assertNamed(CheckReport report, String mode, String operation) {
        Finding finding = failure(report, mode);
        assertEquals(operation, finding.place().orElseThrow().operation(), report.toString());
        assertEquals(0, finding.place().orElseThrow().pass(), report.toString());
        assertTrue(finding.element().isPresent(), report.toString());
    }

    @Test
    void aWrongPartialOfAPointwiseOperationIsCaughtInBothModes() {
        for (int order : new int[] {1, 2, 3}) {
            CheckReport report = check(order, x -> apply(TANH, x));
            assertNamed(report, "reverse", "tanh");
            assertNamed(report, "forward", "tanh");
        }
    }

    @Test
    void aDerivativeThatIsWrongFromTheSecondOrderOnIsCaughtThere() {
        GradientCheck.of(x -> apply(TANH_WRONG_AT_ORDER_TWO, x))
                .at(X)
                .orders(1)
                .check()
                .orThrow();
        CheckReport report = check(2, x -> apply(TANH_WRONG_AT_ORDER_TWO, x));
        assertTrue(failure(report, "reverse").place().orElseThrow().pass() > 0, report.toString());
    }

    @Test
    void aWrongAdjointOfALinearOperationIsCaughtInReverseMode() {
        assertNamed(check(1, x -> apply(SUM_ADJOINT, x)), "reverse", "sum(0, 1)");
    }

    @Test
    void aWrongPartOfALinearOperationIsCaughtInForwardMode() {
        assertNamed(check(1, x -> apply(SUM_TANGENT, x)), "forward", "sum(0, 1)");
    }

    @Test
    void aWrongAdjointOfABilinearOperationIsCaughtInReverseMode() {
        assertNamed(
                check(1, x -> apply(MATMUL, x.cos(), x.reshape(Shape.of(3, 2)))), "reverse", "matmul(false, false)");
    }

    @Test
    void aChoiceWhoseCotangentGoesToAnotherElementIsCaughtInReverseMode() {
        Linear wrong = with(
                Linears.gather(1),
                Linears.gather(1).part(),
                (at, i, y) -> y.scatterAdd(1, at.operands().get(1).negate().add(2), 3));
        CheckReport report = check(1, x -> apply(wrong, x, x.order(1, 1, true)));
        assertNamed(report, "reverse", "gather(1)");
        assertTrue(
                report.findings().stream()
                        .filter(f -> f.test() == Finding.Test.DIFFERENCES
                                && f.modes().contains(Mode.FORWARD))
                        .allMatch(f -> f.verdict() == Verdict.PASS),
                report.toString());
    }

    @Test
    void modesThatDisagreeAreCaughtWithoutDifferences() {
        for (Operation wrong : List.of(SUM_ADJOINT, SUM_TANGENT)) {
            assertTrue(check(1, x -> apply(wrong, x)).findings().stream()
                    .anyMatch(f -> f.test() == Finding.Test.MODES && f.verdict() == Verdict.FAIL));
        }
    }

    @Test
    void aSecondDerivativeThatDependsOnTheOrderOfItsDirectionsIsCaughtWithoutDifferences() {
        Pointwise right = Pointwises.DIVIDE;
        Pointwise wrong = new Pointwise(
                right.signature(),
                right.function(),
                List.of(
                        (x, y) -> x.get(1).detach().reciprocal(),
                        right.partials().get(1)),
                right.contract(),
                right.domain());
        CheckReport report =
                check(2, x -> apply(wrong, x.sin(), x.flip(1).square().add(1)));
        List<Finding> asymmetric = report.findings().stream()
                .filter(f -> f.test() == Finding.Test.SYMMETRY)
                .toList();
        assertEquals(4, asymmetric.size(), report.toString());
        assertTrue(asymmetric.stream().allMatch(f -> f.verdict() == Verdict.FAIL), report.toString());
    }

    @Test
    void aDerivativeAtAKinkThatIsNeitherSidesNorBetweenThemIsCaught() {
        Pointwise wrong = with(
                Pointwises.ABS,
                (x, y) -> x.get(0)
                        .sign()
                        .add(x.get(0).sign().square().negate().add(1).mul(1.5)));
        CheckReport report = GradientCheck.of(x -> apply(wrong, x).sum())
                .at(Tensor.of(Backends.reference(), Shape.of(3), 0.7, 0, -0.4))
                .orders(1)
                .check();
        Finding finding = failure(report, "reverse");
        assertTrue(finding.remark().contains("neither side's nor between them"), report.toString());
        assertEquals("abs", finding.place().orElseThrow().operation(), report.toString());
        assertEquals("[1]", finding.place().orElseThrow().element(), report.toString());
    }

    @Test
    void anErrorOfAHundredthOfAThousandthIsCaughtAndNamed() {
        Pointwise wrong =
                with(Pointwises.TANH, (x, y) -> y.square().negate().add(1).mul(1 + 1e-5));
        CheckReport report = check(1, x -> apply(wrong, x));
        assertNamed(report, "reverse", "tanh");
        assertNamed(report, "forward", "tanh");
    }

    @Test
    void theWorstElementOfAFailureIsTheOneThatIsWrong() {
        // Wrong only where the operand is above 1: at x = 1.2 alone.
        Pointwise wrong = with(
                Pointwises.SQUARE,
                (x, y) -> x.get(0).mul(2).add(x.get(0).sub(1).relu().mul(0.1)));
        CheckReport report = GradientCheck.of(x -> apply(wrong, x).sin().sum())
                .at(X)
                .orders(1)
                .check();
        Finding finding = failure(report, "reverse");
        assertEquals("[0, 2]", finding.element().orElseThrow().index(), report.toString());
        assertEquals("[0, 2]", finding.place().orElseThrow().element(), report.toString());
        assertEquals("square", finding.place().orElseThrow().operation(), report.toString());
    }
}
