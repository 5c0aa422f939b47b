package dev.nabla2.engine.backend.cpu;

import java.util.Optional;

/** Kernels in plain Java. The compiler turns most of these loops into vector instructions by itself. */
final class ScalarKernels implements Kernels {
    private final Tile tile = new ScalarTile();

    @Override
    public String description() {
        return "scalar kernels";
    }

    @Override
    public int lanes() {
        return 1;
    }

    @Override
    public Optional<Dense> elementwise(String name) {
        return ScalarElementwise.find(name);
    }

    @Override
    public Optional<DenseUpdate> update(String name) {
        return ScalarUpdates.find(name);
    }

    @Override
    public Tile tile() {
        return tile;
    }

    @Override
    public void pack(float[] from, int count, float[] to, int toAt) {
        for (int i = 0; i < count; i += MASK_BITS) {
            int word = 0;
            for (int bit = 0; bit < MASK_BITS; bit++) {
                word |= from[i + bit] == 0 ? 0 : 1 << bit;
            }
            to[toAt + i / MASK_BITS] = word;
        }
    }

    @Override
    public void unpack(float[] from, int fromAt, float[] to, int count) {
        for (int i = 0; i < count; i++) {
            to[i] = ((int) from[fromAt + i / MASK_BITS] >> (i % MASK_BITS)) & 1;
        }
    }

    @Override
    public double sum(float[] x, int at, int count, float[] scratch) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        int i = at;
        for (; i + 4 <= at + count; i += 4) {
            s0 += x[i];
            s1 += x[i + 1];
            s2 += x[i + 2];
            s3 += x[i + 3];
        }
        for (; i < at + count; i++) {
            s0 += x[i];
        }
        return (s0 + s1) + (s2 + s3);
    }

    @Override
    public void sumRows(float[] x, int at, int rows, int stride, int columns, float[] out) {
        System.arraycopy(x, at, out, 0, columns);
        for (int r = 1; r < rows; r++) {
            int from = at + r * stride;
            for (int j = 0; j < columns; j++) {
                out[j] += x[from + j];
            }
        }
    }

    @Override
    public boolean isFinite(float[] x, int at, int count) {
        // Zero times a number is zero, of either sign, exactly if it is finite.
        float s0 = 0;
        float s1 = 0;
        float s2 = 0;
        float s3 = 0;
        int i = at;
        for (; i + 4 <= at + count; i += 4) {
            s0 += 0 * x[i];
            s1 += 0 * x[i + 1];
            s2 += 0 * x[i + 2];
            s3 += 0 * x[i + 3];
        }
        for (; i < at + count; i++) {
            s0 += 0 * x[i];
        }
        return (s0 + s1) + (s2 + s3) == 0;
    }

    @Override
    public void dotLines(
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
            float[] scratch) {
        for (int line = 0; line < lines; line++) {
            out[outAt + line * outStride] = dot(m, at + line * stride, x, xAt, count);
        }
    }

    @Override
    public int shortSums(
            int inner,
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
            int to) {
        return 0;
    }

    private static float dot(float[] a, int aAt, float[] b, int bAt, int count) {
        float s0 = 0;
        float s1 = 0;
        float s2 = 0;
        float s3 = 0;
        int i = 0;
        for (; i + 4 <= count; i += 4) {
            s0 += a[aAt + i] * b[bAt + i];
            s1 += a[aAt + i + 1] * b[bAt + i + 1];
            s2 += a[aAt + i + 2] * b[bAt + i + 2];
            s3 += a[aAt + i + 3] * b[bAt + i + 3];
        }
        for (; i < count; i++) {
            s0 += a[aAt + i] * b[bAt + i];
        }
        return (s0 + s1) + (s2 + s3);
    }

    @Override
    public void combine(
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
        float first = x[xAt];
        for (int j = 0; j < columns; j++) {
            out[outAt + j] = first * m[mAt + j];
        }
        for (int k = 1; k < inner; k++) {
            float factor = x[xAt + k * xStride];
            int from = mAt + k * mStride;
            for (int j = 0; j < columns; j++) {
                out[outAt + j] += factor * m[from + j];
            }
        }
    }
}
