package dev.nabla2.engine.backend.cpu;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** Sums, inner products and linear combinations. Each order of additions depends on the sizes alone. */
final class VectorReductions {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();

    private VectorReductions() {}

    static double sum(float[] x, int at, int count) {
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
        double rest = 0;
        for (int i = quads; i < count; i++) {
            rest += x[at + i];
        }
        return quads == 0 ? rest : rest + total(s0.add(s1).add(s2.add(s3)));
    }

    static float dot(float[] a, int aAt, float[] b, int bAt, int count) {
        FloatVector s0 = FloatVector.zero(SPECIES);
        FloatVector s1 = FloatVector.zero(SPECIES);
        FloatVector s2 = FloatVector.zero(SPECIES);
        FloatVector s3 = FloatVector.zero(SPECIES);
        int quads = count / (4 * LANES) * (4 * LANES);
        for (int i = 0; i < quads; i += 4 * LANES) {
            int k = aAt + i;
            int l = bAt + i;
            s0 = FloatVector.fromArray(SPECIES, a, k).fma(FloatVector.fromArray(SPECIES, b, l), s0);
            s1 = FloatVector.fromArray(SPECIES, a, k + LANES).fma(FloatVector.fromArray(SPECIES, b, l + LANES), s1);
            s2 = FloatVector.fromArray(SPECIES, a, k + 2 * LANES)
                    .fma(FloatVector.fromArray(SPECIES, b, l + 2 * LANES), s2);
            s3 = FloatVector.fromArray(SPECIES, a, k + 3 * LANES)
                    .fma(FloatVector.fromArray(SPECIES, b, l + 3 * LANES), s3);
        }
        float rest = 0;
        for (int i = quads; i < count; i++) {
            rest = Math.fma(a[aAt + i], b[bAt + i], rest);
        }
        return quads == 0 ? rest : rest + total(s0.add(s1).add(s2.add(s3)));
    }

    /** The sum of the lanes, in pairs. The order in which {@code reduceLanes} adds is not specified. */
    private static float total(FloatVector v) {
        float[] lanes = new float[LANES];
        v.intoArray(lanes, 0);
        for (int width = LANES / 2; width > 0; width /= 2) {
            for (int i = 0; i < width; i++) {
                lanes[i] += lanes[i + width];
            }
        }
        return lanes[0];
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
}
