package dev.nabla2.engine.backend.cpu;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** Matrix products whose sums have one or two terms: what they cost is writing the result, so nothing is packed. */
final class VectorShortSums {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();

    private VectorShortSums() {}

    /** The first {@code whole} columns, a multiple of the vector length, of rows {@code from} to {@code to}; sums have one term. */
    static void ones(
            float[] a,
            int aAt,
            int aRow,
            float[] b,
            int bAt,
            int columns,
            float[] out,
            int outAt,
            int from,
            int to,
            int whole) {
        int j = 0;
        for (; j + 2 * LANES <= whole; j += 2 * LANES) {
            onePair(a, aAt, aRow, b, bAt + j, out, outAt + j, columns, from, to);
        }
        if (j < whole) {
            one(a, aAt, aRow, b, bAt + j, out, outAt + j, columns, from, to);
        }
    }

    /** The same where sums have two terms. */
    static void twos(
            float[] a,
            int aAt,
            int aRow,
            int aStep,
            float[] b,
            int bAt,
            int columns,
            float[] out,
            int outAt,
            int from,
            int to,
            int whole) {
        int j = 0;
        for (; j + 2 * LANES <= whole; j += 2 * LANES) {
            twoPair(a, aAt, aRow, aStep, b, bAt + j, out, outAt + j, columns, from, to);
        }
        if (j < whole) {
            two(a, aAt, aRow, aStep, b, bAt + j, out, outAt + j, columns, from, to);
        }
    }

    private static void onePair(
            float[] a, int aAt, int aRow, float[] b, int j, float[] out, int outAt, int stride, int from, int to) {
        FloatVector b0 = FloatVector.fromArray(SPECIES, b, j);
        FloatVector b1 = FloatVector.fromArray(SPECIES, b, j + LANES);
        for (int r = from; r < to; r++) {
            FloatVector x = FloatVector.broadcast(SPECIES, a[aAt + r * aRow]);
            int o = outAt + r * stride;
            b0.mul(x).intoArray(out, o);
            b1.mul(x).intoArray(out, o + LANES);
        }
    }

    private static void one(
            float[] a, int aAt, int aRow, float[] b, int j, float[] out, int outAt, int stride, int from, int to) {
        FloatVector b0 = FloatVector.fromArray(SPECIES, b, j);
        for (int r = from; r < to; r++) {
            b0.mul(a[aAt + r * aRow]).intoArray(out, outAt + r * stride);
        }
    }

    private static void twoPair(
            float[] a,
            int aAt,
            int aRow,
            int aStep,
            float[] b,
            int j,
            float[] out,
            int outAt,
            int stride,
            int from,
            int to) {
        FloatVector b0 = FloatVector.fromArray(SPECIES, b, j);
        FloatVector b1 = FloatVector.fromArray(SPECIES, b, j + LANES);
        FloatVector c0 = FloatVector.fromArray(SPECIES, b, stride + j);
        FloatVector c1 = FloatVector.fromArray(SPECIES, b, stride + j + LANES);
        for (int r = from; r < to; r++) {
            FloatVector x = FloatVector.broadcast(SPECIES, a[aAt + r * aRow]);
            FloatVector y = FloatVector.broadcast(SPECIES, a[aAt + r * aRow + aStep]);
            int o = outAt + r * stride;
            c0.fma(y, b0.mul(x)).intoArray(out, o);
            c1.fma(y, b1.mul(x)).intoArray(out, o + LANES);
        }
    }

    private static void two(
            float[] a,
            int aAt,
            int aRow,
            int aStep,
            float[] b,
            int j,
            float[] out,
            int outAt,
            int stride,
            int from,
            int to) {
        FloatVector b0 = FloatVector.fromArray(SPECIES, b, j);
        FloatVector c0 = FloatVector.fromArray(SPECIES, b, stride + j);
        for (int r = from; r < to; r++) {
            FloatVector x = FloatVector.broadcast(SPECIES, a[aAt + r * aRow]);
            FloatVector y = FloatVector.broadcast(SPECIES, a[aAt + r * aRow + aStep]);
            c0.fma(y, b0.mul(x)).intoArray(out, outAt + r * stride);
        }
    }
}
