package dev.nabla2.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nabla2.engine.backend.Backend;
import dev.nabla2.engine.op.Discrete;
import dev.nabla2.engine.op.Example;
import dev.nabla2.engine.op.Interval;
import dev.nabla2.engine.op.Operation;
import dev.nabla2.engine.op.Registry;
import java.util.ArrayList;
import java.util.Arrays;
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
                .filter(example -> !(example.operation() instanceof Discrete))
                .flatMap(example -> Stream.of(1, 2, 3)
                        .map(order -> DynamicTest.dynamicTest(
                                example.operation().signature() + " " + example.operands() + " order " + order,
                                () -> check(example, order))));
    }

    @TestFactory
    Stream<DynamicTest> noDerivativeFlowsThroughDiscreteOperations() {
        return Registry.examples().stream()
                .filter(example -> example.operation() instanceof Discrete)
                .map(example -> DynamicTest.dynamicTest(example.operation().signature() + "", () -> {
                    try (Tape tape = new Tape()) {
                        List<Tensor> x = watched(tape, points(example, 1));
                        Tensor y = apply(example.operation(), x);
                        x.forEach(operand -> assertTrue(!tape.isConnected(y, operand)));
                    }
                }));
    }

    @TestFactory
    Stream<DynamicTest> aTangentHasTheResultsShapeAndACotangentItsOperands() {
        return Registry.examples().stream()
                .filter(example -> !(example.operation() instanceof Discrete))
                .map(example -> DynamicTest.dynamicTest(
                        example.operation().signature() + " " + example.operands(), () -> checkShapes(example)));
    }

    private static void checkShapes(Example example) {
        try (Tape tape = new Tape()) {
            List<Tensor> x = watched(tape, points(example, 1));
            Tensor y = apply(example.operation(), x);
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
                    t -> nested(example.operation(), moved(x, directions, t), directions, order - 1, REVERSE));
            double reverse = nested(example.operation(), x, directions, order, REVERSE);
            double scale = Math.max(1, Math.abs(reverse));
            for (int modes = 1; modes < 1 << order; modes++) {
                double mixed = nested(example.operation(), x, directions, order, modes);
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
    private static double nested(
            Operation operation, List<Tensor> points, List<Tensor> directions, int order, int modes) {
        try (Tape tape = new Tape()) {
            List<Tensor> x = watched(tape, points);
            Tensor y = apply(operation, x);
            Tensor value = y.dot(random(y.shape(), RandomStream.of(77), Interval.EVERYWHERE));
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

    private static Tensor apply(Operation operation, List<Tensor> x) {
        return Tensor.apply(operation, x.toArray(Tensor[]::new));
    }

    private static List<Tensor> watched(Tape tape, List<Tensor> points) {
        return points.stream().map(tape::watch).toList();
    }

    private static List<Tensor> points(Example example, int trial) {
        List<Tensor> points = new ArrayList<>();
        for (int i = 0; i < example.operands().size(); i++) {
            boolean mask = example.operation().name().equals("where") && i == 0;
            Tensor x = random(example.operands().get(i), RandomStream.of(trial).fold(i), example.domain());
            points.add(mask ? x.step() : x);
        }
        return points;
    }

    private static List<Tensor> directions(Example example, List<Tensor> x, int trial) {
        List<Tensor> directions = new ArrayList<>();
        for (int i = 0; i < x.size(); i++) {
            boolean moves = example.operation().isDifferentiable(i);
            Tensor direction = random(x.get(i).shape(), RandomStream.of(trial).fold(50 + i), Interval.EVERYWHERE);
            directions.add(moves ? direction : direction.mul(0));
        }
        return directions;
    }

    private static List<Tensor> moved(List<Tensor> x, List<Tensor> directions, double t) {
        List<Tensor> moved = new ArrayList<>();
        for (int i = 0; i < x.size(); i++) {
            moved.add(x.get(i).add(directions.get(i).mul(t)));
        }
        return moved;
    }

    /** Numbers of magnitude 0.3 to 1.3: away from the kinks at 0 and from each other by more than a difference reaches. */
    private static Tensor random(Shape shape, RandomStream random, Interval domain) {
        double[] magnitude = random.uniform(shape.size());
        double[] sign = random.fold("sign").uniform(shape.size());
        double[] values = new double[shape.size()];
        Arrays.setAll(values, i -> {
            double x = (0.3 + magnitude[i]) * (sign[i] < 0.5 ? -1 : 1);
            return domain.low() == 0 ? Math.abs(x) + 0.3 : x > domain.low() + 0.3 ? x : -x;
        });
        return Tensor.of(REFERENCE, shape, values);
    }
}
