package dev.nabla2.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nabla2.engine.Backends;
import dev.nabla2.engine.Draws;
import dev.nabla2.engine.RandomStream;
import dev.nabla2.engine.Shape;
import dev.nabla2.engine.Tape;
import dev.nabla2.engine.Tensor;
import dev.nabla2.engine.backend.Backend;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SpectralNormTest {
    private static final SpectralNorm LAYER = new SpectralNorm(new Dense(3, 4, Initialiser.heNormal(1)));
    private static final RandomStream RANDOM = RandomStream.of(8);

    static Stream<Backend> backends() {
        return Stream.of(Backends.reference(), Backends.cpu(1));
    }

    /** The layer's output, the gradient of its sum of squares by the weight, and its memory. */
    private static List<double[]> trained(Backend backend, double scale) {
        Parameters start = LAYER.initialise(backend, RANDOM);
        Parameters scaled = start.map(t -> t.mul(scale));
        try (Tape tape = new Tape()) {
            Parameters parameters = tape.watch(scaled);
            Tensor x = Tensor.of(backend, Shape.of(2, 3), RANDOM.fold("x").normal(6));
            Pass pass = Pass.training(Draws.of(tape, backend, RANDOM), tape.constant(LAYER.memory(backend)));
            Tensor y = LAYER.apply(parameters, tape.constant(x), pass);
            Tensor gradient = tape.gradient(y.square().sum(), parameters.get("weight"));
            return Stream.of(
                            y,
                            gradient,
                            pass.memory().get("left"),
                            pass.memory().get("right"))
                    .map(Tensor::toDoubles)
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("backends")
    void weightsOfZeroGiveZerosWithoutDerivative(Backend backend) {
        for (double[] zeros : trained(backend, 0)) {
            assertTrue(Arrays.stream(zeros).allMatch(x -> x == 0), () -> Arrays.toString(zeros));
        }
    }

    @ParameterizedTest
    @MethodSource("backends")
    void theOutputDoesNotDependOnTheScaleOfAWeight(Backend backend) {
        List<double[]> expected = trained(backend, 1);
        List<double[]> tiny = trained(backend, 0x1p-40);
        assertArrayEquals(expected.get(0), tiny.get(0), 1e-6);
        assertArrayEquals(expected.get(2), tiny.get(2), 1e-6);
        assertArrayEquals(expected.get(3), tiny.get(3), 1e-6);
        for (int i = 0; i < expected.get(1).length; i++) {
            assertEquals(expected.get(1)[i], tiny.get(1)[i] * 0x1p-40, 1e-5);
        }
    }
}
