package dev.nabla2.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.Executable;

/** What does not fit is refused by the operation that was asked for, with what it expected and what it found. */
class TensorErrorsTest {
    private static final Tensor MATRIX =
            Tensor.filled(Backends.reference(), Shape.of(2, 3), 1).named("critic.0");
    private static final Tensor SIX = Tensor.filled(Backends.reference(), Shape.of(6), 1);

    @TestFactory
    Stream<DynamicTest> aMistakeIsToldWithWhatWasExpectedAndWhatWasFound() {
        Map<String, Executable> mistakes = new LinkedHashMap<>();
        mistakes.put(
                "sum: expected a range of the axes of [2, 3], found [1, 5) in critic.0", () -> MATRIX.sumAxes(1, 5));
        mistakes.put(
                "sum: expected a range of the axes of [2, 3], found [-1, 0) in critic.0", () -> MATRIX.sumAxes(-1, 0));
        mistakes.put(
                "sum: expected a range of the axes of [2, 3], found [2, 0) in critic.0", () -> MATRIX.sumAxes(2, 0));
        mistakes.put("axis: expected an axis of [2, 3], found 2", () -> MATRIX.sum(2));
        mistakes.put("sumTo: expected a shape that repeats to [6], found [1, 6]", () -> SIX.sumTo(Shape.of(1, 6)));
        mistakes.put(
                "sumTo: expected a shape that repeats to [2, 3], found [3, 2] in critic.0",
                () -> MATRIX.sumTo(Shape.of(3, 2)));
        mistakes.put(
                "broadcast: expected a shape that repeats to [3, 2], found [2, 3] in critic.0",
                () -> MATRIX.broadcastTo(Shape.of(3, 2)));
        mistakes.put(
                "reshape: expected 6 elements as in [2, 3], found [4] in critic.0", () -> MATRIX.reshape(Shape.of(4)));
        mistakes.put("concatenate: expected at least one tensor, found none", () -> Tensor.concatenate(0));
        mistakes.put(
                "concatenate: expected shapes equal but for axis 0, found [[6], [2, 3]] in critic.0",
                () -> Tensor.concatenate(0, SIX, MATRIX));
        mistakes.put(
                "tensor: expected 6 values for [6], found 1", () -> Tensor.of(Backends.reference(), Shape.of(6), 1));
        return mistakes.entrySet().stream()
                .map(mistake -> DynamicTest.dynamicTest(
                        mistake.getKey(),
                        () -> assertEquals(
                                mistake.getKey(),
                                assertThrows(IllegalArgumentException.class, mistake.getValue())
                                        .getMessage())));
    }
}
