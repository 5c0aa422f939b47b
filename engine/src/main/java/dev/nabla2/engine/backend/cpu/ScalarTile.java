package dev.nabla2.engine.backend.cpu;

import java.util.Arrays;

/** A tile in plain Java, wide enough that the compiler turns its inner loop into vector instructions by itself. */
final class ScalarTile implements Tile {
    private static final int ROWS = 4;
    private static final int COLUMNS = 64;

    @Override
    public int rows() {
        return ROWS;
    }

    @Override
    public int columns() {
        return COLUMNS;
    }

    @Override
    public void multiply(
            int inner, float[] a, int aAt, float[] b, int bAt, float[] out, int outAt, int stride, boolean accumulate) {
        for (int r = 0; r < ROWS; r++) {
            int o = outAt + r * stride;
            if (!accumulate) {
                Arrays.fill(out, o, o + COLUMNS, 0);
            }
            int k = 0;
            for (; k + 4 <= inner; k += 4) {
                addFour(a, aAt + k * ROWS + r, b, bAt + k * COLUMNS, out, o);
            }
            for (; k < inner; k++) {
                addOne(a[aAt + k * ROWS + r], b, bAt + k * COLUMNS, out, o);
            }
        }
    }

    private static void addFour(float[] a, int i, float[] b, int j, float[] out, int o) {
        float a0 = a[i];
        float a1 = a[i + ROWS];
        float a2 = a[i + 2 * ROWS];
        float a3 = a[i + 3 * ROWS];
        for (int c = 0; c < COLUMNS; c++) {
            out[o + c] += (a0 * b[j + c] + a1 * b[j + COLUMNS + c])
                    + (a2 * b[j + 2 * COLUMNS + c] + a3 * b[j + 3 * COLUMNS + c]);
        }
    }

    private static void addOne(float a, float[] b, int j, float[] out, int o) {
        for (int c = 0; c < COLUMNS; c++) {
            out[o + c] += a * b[j + c];
        }
    }

    @Override
    public void copyStrips(
            float[] from, int fromAt, int fromStride, float[] to, int toAt, int toStride, int width, int count) {
        copyScalars(from, fromAt, fromStride, to, toAt, toStride, width, count);
    }

    static void copyScalars(
            float[] from, int fromAt, int fromStride, float[] to, int toAt, int toStride, int width, int count) {
        for (int k = 0; k < count; k++) {
            int i = fromAt + k * fromStride;
            int o = toAt + k * toStride;
            for (int c = 0; c < width; c++) {
                to[o + c] = from[i + c];
            }
        }
    }

    @Override
    public int longestRun() {
        return COLUMNS;
    }

    @Override
    public void copyRuns(
            float[] from, int[] steps, int first, int count, Runs runs, int begin, int end, float[] to, int toAt) {
        for (int s = 0; s < count; s++) {
            copyRunsOnce(from, steps[first + s], runs, begin, end, to, toAt + s * COLUMNS);
        }
    }

    static void copyRunsOnce(float[] from, int fromAt, Runs runs, int begin, int end, float[] to, int toAt) {
        for (int run = begin; run < end; run++) {
            int i = fromAt + runs.from()[run];
            int o = toAt + runs.to()[run];
            for (int n = 0; n < runs.length()[run]; n++) {
                to[o + n] = from[i + n];
            }
        }
    }

    @Override
    public void copyRows(
            float[] from, int fromAt, int fromStride, float[] to, int toAt, int toStride, int width, int rows) {
        for (int row = 0; row < rows; row++) {
            System.arraycopy(from, fromAt + row * fromStride, to, toAt + row * toStride, width);
        }
    }

    @Override
    public void split(float[] from, int period, int count, float[] to, int toAt, int toStride) {
        splitScalars(from, period, count, to, toAt, toStride);
    }

    static void splitScalars(float[] from, int period, int count, float[] to, int toAt, int toStride) {
        for (int remainder = 0; remainder < period; remainder++) {
            int o = toAt + remainder * toStride;
            for (int i = 0; i < count; i++) {
                to[o + i] = from[i * period + remainder];
            }
        }
    }
}
