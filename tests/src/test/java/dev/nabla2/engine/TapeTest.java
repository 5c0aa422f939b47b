package dev.nabla2.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nabla2.engine.backend.Backend;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a tape promises. */
class TapeTest {
    private static final Backend REFERENCE = Backends.reference();

    private static Tensor vector(double... values) {
        return Tensor.of(REFERENCE, Shape.of(values.length), values);
    }

    @Test
    void theCubeHasItsThreeDerivatives() {
        try (Tape tape = new Tape()) {
            Tensor x = tape.watch(vector(2));
            Tensor y = x.mul(x).mul(x).sum();
            Tensor first = tape.gradient(y, x);
            Tensor second = tape.gradient(first.sum(), x);
            Tensor third = tape.gradient(second.sum(), x);
            Tensor fourth = tape.gradient(third.sum(), x);
            assertEquals(12, first.item());
            assertEquals(12, second.item());
            assertEquals(6, third.item());
            assertEquals(0, fourth.item());
        }
    }

    @Test
    void aDerivativeThatDoesNotExistIsToldFromOneThatIsZero() {
        try (Tape tape = new Tape()) {
            Tensor x = tape.watch(vector(0, 0));
            Tensor other = tape.watch(vector(1, 1));
            Tensor square = x.square().sum();
            assertArrayEquals(new double[] {0, 0}, tape.gradient(square, x).toDoubles());
            assertArrayEquals(new double[] {0, 0}, tape.gradient(square, other).toDoubles());
            assertTrue(tape.isConnected(square, x));
            assertFalse(tape.isConnected(square, other));
            assertFalse(tape.isConnected(x.step(), x));
            assertFalse(tape.isConnected(tape.gradient(x.relu().sum(), x), x));
        }
    }

    static List<Backend> backends() {
        return List.of(REFERENCE, Backends.cpu(1));
    }

    @ParameterizedTest
    @MethodSource("backends")
    void aDetachedTensorIsAConstantThatOutlivesItsTape(Backend backend) {
        Tensor kept;
        try (Tape tape = new Tape()) {
            Tensor x = tape.watch(Tensor.of(backend, Shape.of(1), 3));
            Tensor y = x.square();
            kept = y.detach();
            assertEquals(9, tape.gradient(y.detach().mul(x).sum(), x).item());
        }
        assertEquals(9, kept.item());
    }

    @Test
    void usingATensorThatOutlivedItsTapeSaysToDetachIt() {
        Tensor y;
        try (Tape tape = new Tape()) {
            y = tape.watch(vector(3)).square();
        }
        Tensor late = y;
        String message =
                assertThrows(IllegalStateException.class, () -> late.add(1)).getMessage();
        assertEquals("tensor %1 [1] on reference outlived its tape: detach() it before the tape closes", message);
    }

    @Test
    void operandsOfTwoTapesAreRefused() {
        try (Tape one = new Tape();
                Tape two = new Tape()) {
            Tensor a = one.watch(vector(1));
            Tensor b = two.watch(vector(1));
            assertThrows(IllegalArgumentException.class, () -> a.add(b));
        }
    }

    @Test
    void aTapeBelongsToTheThreadThatMadeIt() {
        try (Tape tape = new Tape()) {
            Tensor x = tape.watch(vector(1));
            CompletableFuture<Tensor> elsewhere = CompletableFuture.supplyAsync(() -> x.add(1));
            Throwable cause =
                    assertThrows(CompletionException.class, elsewhere::join).getCause();
            assertTrue(cause instanceof IllegalStateException, cause.toString());
        }
    }

    @Test
    void differentiatingByWhatIsNotOnTheTapeIsRefused() {
        try (Tape tape = new Tape()) {
            Tensor x = tape.watch(vector(1));
            assertThrows(IllegalArgumentException.class, () -> tape.gradient(x.sum(), vector(1)));
        }
    }

    @Test
    void aGradientOfSeveralElementsIsRefusedWithTheirShape() {
        try (Tape tape = new Tape()) {
            Tensor x = tape.watch(vector(1, 2));
            String message = assertThrows(ShapeException.class, () -> tape.gradient(x.square(), x))
                    .getMessage();
            assertEquals("gradient: expected a result of one element, found [2]", message);
        }
    }

    @Test
    void aShapeErrorNamesOperationExpectationFindingAndPlace() {
        Tensor x = Tensor.filled(REFERENCE, Shape.of(256, 2), 1);
        Tensor weight = Tensor.filled(REFERENCE, Shape.of(512, 512), 1).named("critic.2");
        String message =
                assertThrows(ShapeException.class, () -> x.matmul(weight)).getMessage();
        assertEquals("matmul: expected [_, 512] x [512, _], found [256, 2] x [512, 512] in critic.2", message);
    }

    @Test
    void theLastGradientEqualsTheRecordedOneAndAddsNothingToTheTape() {
        try (Tape tape = new Tape()) {
            Tensor x = tape.watch(vector(0.5, -1.5));
            Tensor y = x.tanh().square().sum();
            Pair tree = new Pair(List.of(x));
            double[] recorded = tape.gradient(y, x).toDoubles();
            int before = tape.size();
            Tensor last = tape.lastGradient(y, tree).tensors().get(0);
            assertEquals(before, tape.size());
            assertArrayEquals(recorded, last.toDoubles());
        }
    }

    private record Pair(List<Tensor> tensors) implements TensorTree<Pair> {
        @Override
        public Pair with(List<Tensor> others) {
            return new Pair(others);
        }
    }

    @Test
    void theFirstOperationThatIsNotFiniteIsNamedWithItsPass() {
        try (Tape tape = new Tape()) {
            Tensor x = tape.watch(vector(0).named("critic.1"));
            Tensor root = x.sqrt();
            assertTrue(tape.firstNonFinite().isEmpty());
            tape.gradient(root.sum(), x);
            assertEquals(
                    "reciprocal [1] in critic.1 (derivative pass 1)",
                    tape.firstNonFinite().orElseThrow());
        }
    }
}
