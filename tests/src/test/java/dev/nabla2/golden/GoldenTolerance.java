package dev.nabla2.golden;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nabla2.engine.backend.Precision;

/**
 * How closely the engine must meet the golden values, and what "closely" means.
 *
 * <p>The error of an array is its largest difference from the golden one, divided by the largest golden element. Arrays
 * whose elements are all smaller than {@link #FLOOR} are measured against that instead: the cases are drawn so that slopes
 * and losses are about 1, and what is then exactly or nearly 0 (the penalty's gradient by the last bias, say) is a
 * difference of such numbers.
 */
final class GoldenTolerance {
    /** The size below which an array counts as zero. */
    static final double FLOOR = 1e-3;

    private GoldenTolerance() {}

    /** The tolerance of a derivative of this order in double precision; a value has order 0. */
    static double ofDouble(int order) {
        return order <= 2 ? 1e-10 : 1e-9;
    }

    /**
     * The tolerance of a derivative of this order in single precision, in units of its roundoff.
     *
     * <p>A penalty's derivative holds the factor |slope| - 1, and the cases come as close to 1 as 0.02, which multiplies the
     * relative error of a slope by 50.
     */
    static double ofFloat(int order) {
        return (order == 0 ? 64 : 2048) * Precision.FLOAT.unitRoundoff();
    }

    /** The error of {@code actual}. NaN counts as an infinite error. */
    static double error(double[] actual, double[] golden) {
        assertEquals(golden.length, actual.length, "number of elements");
        double difference = 0;
        double size = FLOOR;
        for (int i = 0; i < golden.length; i++) {
            double d = Math.abs(actual[i] - golden[i]);
            difference = Double.isNaN(d) ? Double.POSITIVE_INFINITY : Math.max(difference, d);
            size = Math.max(size, Math.abs(golden[i]));
        }
        return difference / size;
    }

    /** Asserts that {@code actual} is within {@code tolerance}. */
    static void assertClose(String what, double[] actual, double[] golden, double tolerance) {
        double error = error(actual, golden);
        assertTrue(error <= tolerance, () -> "%s: error %.2e exceeds %.0e".formatted(what, error, tolerance));
    }

    /**
     * Asserts that a pointwise function or its derivative at one point is within a relative 1e-12.
     *
     * <p>A derivative may also be off by 1e-15, some units in the last place of 1: those of saturating functions are formed as
     * 1 - tanh² or s(1 - s), and so underflow to 0 where the truth is 1e-87.
     */
    static void assertPointwise(String what, int order, double actual, double golden) {
        double tolerance = 1e-12 * Math.abs(golden) + (order == 0 ? 0 : 1e-15);
        assertEquals(golden, actual, Math.max(tolerance, Double.MIN_VALUE), what);
    }
}
