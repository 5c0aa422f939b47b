package dev.nabla2.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nabla2.engine.backend.Backend;
import dev.nabla2.engine.op.Contract;
import dev.nabla2.engine.op.Example;
import dev.nabla2.engine.op.Kind;
import dev.nabla2.engine.op.Operand;
import dev.nabla2.engine.op.Registry;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every operation of the registry, at orders 1, 2 and 3: every mixture of modes against reverse mode, and that against differences. */
class OperationDerivativesTest {
    private static final Backend REFERENCE = Backends.reference();
    private static final double RELATIVE = 1e-6;

    /** Every walk backwards. */
    private static final int REVERSE = 0;

    @TestFactory
    Stream<DynamicTest> derivativesAgreeWithFiniteDifferencesAtEveryOrder() {
        return Registry.examples().stream()
                .filter(example -> example.kind() != Kind.DISCRETE)
                .flatMap(example -> Stream.of(1, 2, 3)
                        .filter(order -> order <= example.contract().highestOrder())
                        .map(order -> DynamicTest.dynamicTest(
                                example.name() + " order " + order, () -> check(example, order))));
    }

    @TestFactory
    Stream<DynamicTest> noDerivativeFlowsThroughDiscreteOperations() {
        return Registry.examples().stream()
                .filter(example -> example.kind() == Kind.DISCRETE)
                .map(example -> DynamicTest.dynamicTest(example.name(), () -> {
                    try (Tape tape = new Tape()) {
                        List<Tensor> x = watched(tape, points(example, 1));
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

    @TestFactory
    Stream<DynamicTest> askingForADerivativeThatIsForbiddenIsAnError() {
        return Registry.examples().stream()
                .filter(example -> example.contract().highestOrder() < Contract.ANY_ORDER)
                .map(example -> DynamicTest.dynamicTest(example.name(), () -> {
                    List<Tensor> x = points(example, 1);
                    int order = example.contract().highestOrder() + 1;
                    assertThrows(
                            SecondDerivativeException.class,
                            () -> nested(example, x, directions(example, x, 1), order, REVERSE));
                }));
    }

    private static void checkShapes(Example example) {
        try (Tape tape = new Tape()) {
            List<Tensor> x = watched(tape, points(example, 1));
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

    private static void check(Example example, int order) {
        for (int trial = 0; trial < 5; trial++) {
            List<Tensor> x = points(example, trial);
            List<Tensor> directions = directions(example, x, trial);
            FiniteDifferences.Estimate expected = FiniteDifferences.derivative(
                    t -> nested(example, moved(x, directions, t), directions, order - 1, REVERSE));
            double reverse = nested(example, x, directions, order, REVERSE);
            double scale = Math.max(1, Math.abs(reverse));
            for (int modes = 1; modes < 1 << order; modes++) {
                double mixed = nested(example, x, directions, order, modes);
                assertEquals(reverse, mixed, 1e-11 * scale, "modes " + Integer.toBinaryString(modes));
            }
            assertTrue(expected.error() < RELATIVE * scale, "differences are well conditioned here: " + expected);
            assertEquals(expected.value(), reverse, RELATIVE * scale, "against finite differences");
        }
    }

    /**
     * The derivative of the given order of Σ w·f(x) along the directions, by repeated walks: the k-th is forward where bit k of
     * {@code modes} is set, and reverse elsewhere.
     */
    private static double nested(Example example, List<Tensor> points, List<Tensor> directions, int order, int modes) {
        try (Tape tape = new Tape()) {
            List<Tensor> x = watched(tape, points);
            Tensor y = example.function().apply(x);
            Tensor value = y.dot(drawn(y.shape(), RandomStream.of(77)));
            for (int k = 0; k < order; k++) {
                Tensor along = Tensor.scalar(REFERENCE, 0);
                for (int i = 0; i < x.size(); i++) {
                    along = along.add(
                            (modes >> k & 1) == 1
                                    ? tape.pushforward(value, x.get(i), directions.get(i))
                                    : tape.gradient(value, x.get(i)).dot(directions.get(i)));
                }
                value = along;
            }
            return value.item();
        }
    }

    private static List<Tensor> watched(Tape tape, List<Tensor> points) {
        return points.stream().map(tape::watch).toList();
    }

    private static List<Tensor> points(Example example, int trial) {
        List<Tensor> points = new ArrayList<>();
        for (int i = 0; i < example.operands().size(); i++) {
            points.add(example.operands()
                    .get(i)
                    .draw(REFERENCE, RandomStream.of(trial).fold(i)));
        }
        return points;
    }

    private static List<Tensor> directions(Example example, List<Tensor> x, int trial) {
        List<Tensor> directions = new ArrayList<>();
        for (int i = 0; i < x.size(); i++) {
            Tensor direction = drawn(x.get(i).shape(), RandomStream.of(trial).fold(50 + i));
            directions.add(example.operands().get(i).isValue() ? direction : direction.mul(0));
        }
        return directions;
    }

    private static Tensor drawn(Shape shape, RandomStream random) {
        return Operand.value(shape).draw(REFERENCE, random);
    }

    private static List<Tensor> moved(List<Tensor> x, List<Tensor> directions, double t) {
        List<Tensor> moved = new ArrayList<>();
        for (int i = 0; i < x.size(); i++) {
            moved.add(x.get(i).add(directions.get(i).mul(t)));
        }
        return moved;
    }
}
