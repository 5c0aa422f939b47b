package dev.nabla2.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.nabla2.engine.Backends;
import dev.nabla2.engine.Draws;
import dev.nabla2.engine.RandomStream;
import dev.nabla2.engine.Shape;
import dev.nabla2.engine.Tape;
import dev.nabla2.engine.Tensor;
import dev.nabla2.engine.backend.Backend;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What layers have from the compositions they are made of. */
class LayersTest {
    private static final Backend REFERENCE = Backends.reference();

    private static Tensor applied(Layer layer, Tensor x) {
        Parameters parameters = layer.initialise(REFERENCE, RandomStream.of(1));
        try (Tape tape = new Tape()) {
            Pass pass = Pass.training(Draws.of(tape, REFERENCE, RandomStream.of(2)), layer.memory(REFERENCE));
            return layer.apply(tape.watch(parameters), x, pass).detach();
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1e-5, Double.NaN})
    void aNormWantsAnEpsilonAboveZero(double epsilon) {
        Tensor x = Tensor.filled(REFERENCE, Shape.of(3, 4), 1);
        assertThrows(IllegalArgumentException.class, () -> applied(new BatchNorm(4, 0.1, epsilon), x));
        assertThrows(IllegalArgumentException.class, () -> applied(new GroupNorm(2, 4, epsilon), x));
    }

    @Test
    void poolsLeaveOutWhatIsLeftOverAtTheEdges() {
        double[] pixels = {1, 2, 3, 4, 90, 5, 6, 7, 8, 90, 90, 90, 90, 90, 90};
        Tensor image = Tensor.of(REFERENCE, Shape.of(1, 1, 3, 5), pixels);
        assertEquals(Shape.of(1, 1, 1, 2), applied(new AveragePool(2), image).shape());
        assertArrayEquals(
                new double[] {3.5, 5.5}, applied(new AveragePool(2), image).toDoubles());
        assertArrayEquals(new double[] {6, 8}, applied(new MaxPool(2), image).toDoubles());
    }
}
