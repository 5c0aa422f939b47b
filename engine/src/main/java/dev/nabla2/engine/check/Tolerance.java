package dev.nabla2.engine.check;

import dev.nabla2.engine.backend.Precision;

/**
 * How exact an answer must be.
 *
 * @param relative by how much an automatic derivative may lie outside the differences' interval, and how wide that may be, relative
 *     to the derivative's size
 * @param zero how wide the interval around a derivative of 0 may be, relative to the function's values
 * @param identity by how much two automatic derivatives that are equal in exact arithmetic may differ, relative to their size
 * @param unitRoundoff the relative error of rounding one number
 */
record Tolerance(double relative, double zero, double identity, double unitRoundoff) {
    static Tolerance of(Precision precision) {
        return precision == Precision.DOUBLE
                ? new Tolerance(1e-6, 1e-8, 1e-10, precision.unitRoundoff())
                : new Tolerance(1e-2, 1e-3, 1e-4, precision.unitRoundoff());
    }

    Tolerance withRelative(double other) {
        return new Tolerance(other, zero, identity, unitRoundoff);
    }

    /** The rounding error of a value that is a sum of terms of that size altogether. */
    double noise(double size) {
        return 4 * unitRoundoff * size;
    }
}
