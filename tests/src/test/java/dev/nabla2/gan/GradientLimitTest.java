package dev.nabla2.gan;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.nabla2.engine.Backends;
import dev.nabla2.engine.Shape;
import dev.nabla2.engine.Tensor;
import dev.nabla2.engine.backend.Backend;
import dev.nabla2.nn.Parameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A bound on the length of a direction, in floats, whose squares reach from 1e-45 to 3e38 only. */
class GradientLimitTest {
    private static final Backend CPU = Backends.cpu(1);
    private static final double[] NUMBERS = {3, -4, 0, 12};

    private static double[] limited(double scale, double most) {
        double[] scaled = new double[NUMBERS.length];
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] = NUMBERS[i] * scale;
        }
        Parameters direction = Parameters.none()
                .and("a", Tensor.of(CPU, Shape.of(3), scaled[0], scaled[1], scaled[2]))
                .and("b", Tensor.of(CPU, Shape.of(1, 1), scaled[3]));
        return new GradientLimit.Norm(most).of(direction).flatten().toDoubles();
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, 1e4, 1e18, 1e25, 2e37})
    void aLongDirectionIsShortenedHoweverLongItIs(double scale) {
        for (double most : new double[] {1e-3, 1, 13}) {
            // A factor below 1e-38 has fewer digits.
            double tolerance = (scale / most > 1e37 ? 1e-3 : 1e-6) * most;
            double[] found = limited(scale, most);
            for (int i = 0; i < found.length; i++) {
                assertEquals(NUMBERS[i] / 13 * most, found[i], tolerance, scale + " to " + most);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1e-38, 1e-20, 1, 1e20})
    void aShortDirectionStaysAsItIs(double scale) {
        for (double most : new double[] {14 * Math.max(scale, 1e-30), 1e30}) {
            double[] expected = new double[NUMBERS.length];
            for (int i = 0; i < expected.length; i++) {
                expected[i] = (float) (NUMBERS[i] * scale);
            }
            assertArrayEquals(expected, limited(scale, most), scale + " to " + most);
        }
    }

    @Test
    void theBoundItselfIsShortEnough() {
        assertEquals(3, limited(1, 13)[0], 1e-6);
    }
}
