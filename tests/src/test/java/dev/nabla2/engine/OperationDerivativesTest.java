package dev.nabla2.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nabla2.engine.backend.Backend;
import dev.nabla2.engine.check.CheckCase;
import dev.nabla2.engine.check.CheckReport;
import dev.nabla2.engine.check.GradientCheck;
import dev.nabla2.engine.check.Verdict;
import dev.nabla2.engine.op.Example;
import dev.nabla2.engine.op.Kind;
import dev.nabla2.engine.op.Kinks;
import dev.nabla2.engine.op.Operand;
import dev.nabla2.engine.op.Registry;
import dev.nabla2.engine.op.Smoothness;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/** Every operation of the registry, at orders 1, 2 and 3, by the checker. */
@Tag("one-java")
class OperationDerivativesTest {
    private static final Backend REFERENCE = Backends.reference();
    private static final List<Long> SEEDS = List.of(11L, 12L, 13L);

    @TestFactory
    Stream<DynamicTest> derivativesAreThoseOfTheValuesInEveryMixtureOfModesAndKeepTheContractAtKinks() {
        return CheckCase.operations().stream()
                .map(c -> DynamicTest.dynamicTest(c.name(), () -> {
                    for (long seed : SEEDS) {
                        CheckReport report = c.check(seed, List.of(1, 2, 3));
                        assertTrue(!report.findings().isEmpty(), "something was compared");
                        report.orThrow(Verdict.KINK);
                    }
                }));
    }

    @TestFactory
    Stream<DynamicTest> whatDeclaresAKinkHasOne() {
        List<String> declared = Registry.examples().stream()
                .filter(example -> example.contract().smoothness() != Smoothness.SMOOTH)
                .filter(example -> example.contract().highestOrder() > 0)
                .filter(example -> !(example.contract().kinks() instanceof Kinks.Declared))
                .map(Example::name)
                .toList();
        assertTrue(declared.size() > 20, "found " + declared);
        return CheckCase.operations().stream()
                .filter(c -> declared.contains(c.name()))
                .map(c -> DynamicTest.dynamicTest(
                        c.name(), () -> assertTrue(c.check(1, List.of(1, 2)).count(Verdict.KINK) > 0, c.name())));
    }

    @TestFactory
    Stream<DynamicTest> whatDeclaresNoKinkHasNoneWhereOperandsAreZeroOrEqual() {
        return Registry.examples().stream()
                .filter(example -> example.contract().smoothness() == Smoothness.SMOOTH)
                .filter(example ->
                        example.operands().stream().allMatch(o -> o.domain().low() < 0 || !o.isValue()))
                .map(example -> DynamicTest.dynamicTest(example.name(), () -> {
                    for (double value : new double[] {0, 1}) {
                        atConstant(example, value).orThrow();
                    }
                }));
    }

    private static CheckReport atConstant(Example example, double value) {
        List<Tensor> points = new ArrayList<>();
        List<Integer> held = new ArrayList<>();
        for (int i = 0; i < example.operands().size(); i++) {
            Operand operand = example.operands().get(i);
            boolean inside =
                    operand.domain().low() < value && value < operand.domain().high();
            points.add(
                    operand.isValue() && inside
                            ? Tensor.filled(REFERENCE, operand.shape(), value)
                            : operand.draw(REFERENCE, RandomStream.of(i)));
            if (!operand.isValue()) {
                held.add(i);
            }
        }
        return GradientCheck.ofSeveral(example.function())
                .at(points)
                .named(example.name() + " at " + value)
                .holding(held.stream().mapToInt(Integer::intValue).toArray())
                .orders(1, 2, 3)
                .seeds(1)
                .check();
    }

    @TestFactory
    Stream<DynamicTest> noDerivativeFlowsThroughDiscreteOperations() {
        return Registry.examples().stream()
                .filter(example -> example.kind() == Kind.DISCRETE)
                .map(example -> DynamicTest.dynamicTest(example.name(), () -> {
                    try (Tape tape = new Tape()) {
                        List<Tensor> x = watched(tape, example);
                        Tensor y = example.function().apply(x);
                        x.forEach(operand -> assertTrue(!tape.isConnected(y, operand)));
                    }
                }));
    }

    @TestFactory
    Stream<DynamicTest> aTangentHasTheResultsShapeAndACotangentItsOperands() {
        return Registry.examples().stream()
                .filter(example -> example.kind() != Kind.DISCRETE)
                .filter(example -> example.contract().highestOrder() > 0)
                .map(example -> DynamicTest.dynamicTest(example.name(), () -> checkShapes(example)));
    }

    private static void checkShapes(Example example) {
        try (Tape tape = new Tape()) {
            List<Tensor> x = watched(tape, example);
            Tensor y = example.function().apply(x);
            for (Tensor operand : x) {
                assertEquals(
                        y.shape(),
                        tape.pushforward(y, operand, operand.detach()).shape());
                assertEquals(
                        operand.shape(),
                        tape.pullback(y, y.detach(), List.of(operand)).get(0).shape());
                assertEquals(operand.shape(), tape.gradient(y.sum(), operand).shape());
            }
        }
    }

    private static List<Tensor> watched(Tape tape, Example example) {
        List<Tensor> watched = new ArrayList<>();
        for (int i = 0; i < example.operands().size(); i++) {
            watched.add(tape.watch(
                    example.operands().get(i).draw(REFERENCE, RandomStream.of(1).fold(i))));
        }
        return watched;
    }
}
