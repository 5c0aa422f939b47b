package dev.nabla2.engine.backend.cpu;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** Sums, inner products and linear combinations. Each order of additions depends on the sizes alone. */
final class VectorReductions {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();

    private VectorReductions() {}

    static double sum(float[] x, int at, int count, float[] scratch) {
        FloatVector s0 = FloatVector.zero(SPECIES);
        FloatVector s1 = FloatVector.zero(SPECIES);
        FloatVector s2 = FloatVector.zero(SPECIES);
        FloatVector s3 = FloatVector.zero(SPECIES);
        int quads = count / (4 * LANES) * (4 * LANES);
        for (int i = 0; i < quads; i += 4 * LANES) {
            s0 = s0.add(FloatVector.fromArray(SPECIES, x, at + i));
            s1 = s1.add(FloatVector.fromArray(SPECIES, x, at + i + LANES));
            s2 = s2.add(FloatVector.fromArray(SPECIES, x, at + i + 2 * LANES));
            s3 = s3.add(FloatVector.fromArray(SPECIES, x, at + i + 3 * LANES));
        }
        s0.add(s1).add(s2.add(s3)).intoArray(scratch, 0);
        double rest = 0;
        for (int i = quads; i < count; i++) {
            rest += x[at + i];
        }
        return rest + total(scratch, 0);
    }

    static void dotLines(
            float[] m,
            int at,
            int stride,
            int lines,
            float[] x,
            int xAt,
            int count,
            float[] out,
            int outAt,
            int outStride,
            float[] partial) {
        int l = 0;
        for (; l + 4 <= lines; l += 4) {
            dotFour(m, at + l * stride, stride, x, xAt, count, partial, l * LANES);
        }
        for (; l < lines; l++) {
            dot(m, at + l * stride, x, xAt, count, partial, l * LANES);
        }
        int whole = count / LANES * LANES;
        for (l = 0; l < lines; l++) {
            float sum = total(partial, l * LANES);
            int line = at + l * stride;
            for (int i = whole; i < count; i++) {
                sum = Math.fma(m[line + i], x[xAt + i], sum);
            }
            out[outAt + l * outStride] = sum;
        }
    }

    /** Inner products with four lines, as far as they fill vectors, but for the sums of their lanes. */
    private static void dotFour(
            float[] m, int at, int stride, float[] x, int xAt, int count, float[] lanes, int lanesAt) {
        FloatVector s0 = FloatVector.zero(SPECIES);
        FloatVector s1 = FloatVector.zero(SPECIES);
        FloatVector s2 = FloatVector.zero(SPECIES);
        FloatVector s3 = FloatVector.zero(SPECIES);
        int at1 = at + stride;
        int at2 = at1 + stride;
        int at3 = at2 + stride;
        int last = count - LANES;
        for (int i = 0; i <= last; i += LANES) {
            FloatVector v = FloatVector.fromArray(SPECIES, x, xAt + i);
            s0 = FloatVector.fromArray(SPECIES, m, at + i).fma(v, s0);
            s1 = FloatVector.fromArray(SPECIES, m, at1 + i).fma(v, s1);
            s2 = FloatVector.fromArray(SPECIES, m, at2 + i).fma(v, s2);
            s3 = FloatVector.fromArray(SPECIES, m, at3 + i).fma(v, s3);
        }
        s0.intoArray(lanes, lanesAt);
        s1.intoArray(lanes, lanesAt + LANES);
        s2.intoArray(lanes, lanesAt + 2 * LANES);
        s3.intoArray(lanes, lanesAt + 3 * LANES);
    }

    /** The same with one line. */
    private static void dot(float[] m, int at, float[] x, int xAt, int count, float[] lanes, int lanesAt) {
        FloatVector s = FloatVector.zero(SPECIES);
        int last = count - LANES;
        for (int i = 0; i <= last; i += LANES) {
            s = FloatVector.fromArray(SPECIES, m, at + i).fma(FloatVector.fromArray(SPECIES, x, xAt + i), s);
        }
        s.intoArray(lanes, lanesAt);
    }

    /** The sum of the lanes. The order in which {@code reduceLanes} adds is not specified. */
    private static float total(float[] lanes, int at) {
        float s0 = lanes[at];
        float s1 = lanes[at + 1];
        float s2 = lanes[at + 2];
        float s3 = lanes[at + 3];
        for (int i = 4; i < LANES; i += 4) {
            s0 += lanes[at + i];
            s1 += lanes[at + i + 1];
            s2 += lanes[at + i + 2];
            s3 += lanes[at + i + 3];
        }
        return (s0 + s1) + (s2 + s3);
    }

    static void sumRows(float[] x, int at, int rows, int stride, int columns, float[] out) {
        int j = 0;
        for (; j + 4 * LANES <= columns; j += 4 * LANES) {
            sumRowsWide(x, at + j, rows, stride, out, j);
        }
        for (; j < columns; j += LANES) {
            // The last vector may overlap the one before; its sums are the same again.
            int column = Math.min(j, columns - LANES);
            FloatVector s = FloatVector.fromArray(SPECIES, x, at + column);
            for (int r = 1; r < rows; r++) {
                s = s.add(FloatVector.fromArray(SPECIES, x, at + column + r * stride));
            }
            s.intoArray(out, column);
        }
    }

    private static void sumRowsWide(float[] x, int at, int rows, int stride, float[] out, int outAt) {
        FloatVector s0 = FloatVector.fromArray(SPECIES, x, at);
        FloatVector s1 = FloatVector.fromArray(SPECIES, x, at + LANES);
        FloatVector s2 = FloatVector.fromArray(SPECIES, x, at + 2 * LANES);
        FloatVector s3 = FloatVector.fromArray(SPECIES, x, at + 3 * LANES);
        for (int r = 1; r < rows; r++) {
            int i = at + r * stride;
            s0 = s0.add(FloatVector.fromArray(SPECIES, x, i));
            s1 = s1.add(FloatVector.fromArray(SPECIES, x, i + LANES));
            s2 = s2.add(FloatVector.fromArray(SPECIES, x, i + 2 * LANES));
            s3 = s3.add(FloatVector.fromArray(SPECIES, x, i + 3 * LANES));
        }
        s0.intoArray(out, outAt);
        s1.intoArray(out, outAt + LANES);
        s2.intoArray(out, outAt + 2 * LANES);
        s3.intoArray(out, outAt + 3 * LANES);
    }

    static boolean isFinite(float[] x, int at, int count) {
        // The difference of a number and itself is zero exactly if it is finite.
        FloatVector odd = FloatVector.zero(SPECIES);
        int whole = count / LANES * LANES;
        for (int i = 0; i < whole; i += LANES) {
            FloatVector v = FloatVector.fromArray(SPECIES, x, at + i);
            odd = odd.add(v.sub(v));
        }
        boolean finite = odd.compare(VectorOperators.EQ, 0f).allTrue();
        for (int i = whole; i < count; i++) {
            finite &= Float.isFinite(x[at + i]);
        }
        return finite;
    }

    static void combine(
            float[] x,
            int xAt,
            int xStride,
            float[] m,
            int mAt,
            int mStride,
            int inner,
            float[] out,
            int outAt,
            int columns) {
        int j = 0;
        for (; j + 4 * LANES <= columns; j += 4 * LANES) {
            combineWide(x, xAt, xStride, m, mAt + j, mStride, inner, out, outAt + j);
        }
        for (; j + LANES <= columns; j += LANES) {
            FloatVector s = FloatVector.zero(SPECIES);
            for (int k = 0; k < inner; k++) {
                s = FloatVector.fromArray(SPECIES, m, mAt + j + k * mStride)
                        .fma(FloatVector.broadcast(SPECIES, x[xAt + k * xStride]), s);
            }
            s.intoArray(out, outAt + j);
        }
        for (; j < columns; j++) {
            float s = 0;
            for (int k = 0; k < inner; k++) {
                s = Math.fma(m[mAt + j + k * mStride], x[xAt + k * xStride], s);
            }
            out[outAt + j] = s;
        }
    }

    private static void combineWide(
            float[] x, int xAt, int xStride, float[] m, int mAt, int mStride, int inner, float[] out, int outAt) {
        FloatVector s0 = FloatVector.zero(SPECIES);
        FloatVector s1 = FloatVector.zero(SPECIES);
        FloatVector s2 = FloatVector.zero(SPECIES);
        FloatVector s3 = FloatVector.zero(SPECIES);
        for (int k = 0; k < inner; k++) {
            int i = mAt + k * mStride;
            FloatVector factor = FloatVector.broadcast(SPECIES, x[xAt + k * xStride]);
            s0 = FloatVector.fromArray(SPECIES, m, i).fma(factor, s0);
            s1 = FloatVector.fromArray(SPECIES, m, i + LANES).fma(factor, s1);
            s2 = FloatVector.fromArray(SPECIES, m, i + 2 * LANES).fma(factor, s2);
            s3 = FloatVector.fromArray(SPECIES, m, i + 3 * LANES).fma(factor, s3);
        }
        s0.intoArray(out, outAt);
        s1.intoArray(out, outAt + LANES);
        s2.intoArray(out, outAt + 2 * LANES);
        s3.intoArray(out, outAt + 3 * LANES);
    }

    /** As many columns as fill four vectors, from the first on; how many these are is returned. */
    static int combineTwo(
            float[] x,
            int xAt,
            int xStride,
            int xNext,
            float[] m,
            int mAt,
            int mStride,
            int inner,
            float[] out,
            int outAt,
            int outNext,
            int columns) {
        int j = 0;
        for (; j + 4 * LANES <= columns; j += 4 * LANES) {
            combineTwoWide(x, xAt, xStride, xNext, m, mAt + j, mStride, inner, out, outAt + j, outNext);
        }
        return j;
    }

    private static void combineTwoWide(
            float[] x,
            int xAt,
            int xStride,
            int xNext,
            float[] m,
            int mAt,
            int mStride,
            int inner,
            float[] out,
            int outAt,
            int outNext) {
        FloatVector s0 = FloatVector.zero(SPECIES);
        FloatVector s1 = FloatVector.zero(SPECIES);
        FloatVector s2 = FloatVector.zero(SPECIES);
        FloatVector s3 = FloatVector.zero(SPECIES);
        FloatVector t0 = FloatVector.zero(SPECIES);
        FloatVector t1 = FloatVector.zero(SPECIES);
        FloatVector t2 = FloatVector.zero(SPECIES);
        FloatVector t3 = FloatVector.zero(SPECIES);
        for (int k = 0; k < inner; k++) {
            int i = mAt + k * mStride;
            FloatVector f = FloatVector.broadcast(SPECIES, x[xAt + k * xStride]);
            FloatVector g = FloatVector.broadcast(SPECIES, x[xAt + k * xStride + xNext]);
            FloatVector m0 = FloatVector.fromArray(SPECIES, m, i);
            s0 = m0.fma(f, s0);
            t0 = m0.fma(g, t0);
            FloatVector m1 = FloatVector.fromArray(SPECIES, m, i + LANES);
            s1 = m1.fma(f, s1);
            t1 = m1.fma(g, t1);
            FloatVector m2 = FloatVector.fromArray(SPECIES, m, i + 2 * LANES);
            s2 = m2.fma(f, s2);
            t2 = m2.fma(g, t2);
            FloatVector m3 = FloatVector.fromArray(SPECIES, m, i + 3 * LANES);
            s3 = m3.fma(f, s3);
            t3 = m3.fma(g, t3);
        }
        s0.intoArray(out, outAt);
        s1.intoArray(out, outAt + LANES);
        s2.intoArray(out, outAt + 2 * LANES);
        s3.intoArray(out, outAt + 3 * LANES);
        int next = outAt + outNext;
        t0.intoArray(out, next);
        t1.intoArray(out, next + LANES);
        t2.intoArray(out, next + 2 * LANES);
        t3.intoArray(out, next + 3 * LANES);
    }
}
