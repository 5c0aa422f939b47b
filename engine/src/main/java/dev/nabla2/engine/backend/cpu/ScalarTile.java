package dev.nabla2.engine.backend.cpu;

import java.util.Arrays;

/** A tile in plain Java, wide enough that the compiler turns its inner loop into vector instructions by itself. */
final class ScalarTile implements Tile {
    private static final int ROWS = 4;
    private static final int[] WIDTHS = {16, 32, 64};

    private final int columns;

    ScalarTile() {
        this(64);
    }

    private ScalarTile(int columns) {
        this.columns = columns;
    }

    @Override
    public int rows() {
        return ROWS;
    }

    @Override
    public int columns() {
        return columns;
    }

    @Override
    public Tile narrowed(int least) {
        for (int width : WIDTHS) {
            if (width >= least && width < columns) {
                return new ScalarTile(width);
            }
        }
        return this;
    }

    @Override
    public void multiplyLines(
            int inner,
            float[] a,
            int aAt,
            int[] rows,
            int row,
            float[] b,
            int bAt,
            int bStep,
            float[] out,
            int outAt,
            int stride,
            boolean accumulate) {
        for (int r = 0; r < ROWS; r++) {
            int o = outAt + r * stride;
            begin(out, o, accumulate);
            int i = aAt + rows[row + r];
            int k = 0;
            for (; k + 4 <= inner; k += 4) {
                addFour(a[i + k], a[i + k + 1], a[i + k + 2], a[i + k + 3], b, bAt + k * bStep, bStep, out, o, columns);
            }
            for (; k < inner; k++) {
                addOne(a[i + k], b, bAt + k * bStep, out, o, columns);
            }
        }
    }

    @Override
    public void multiplySteps(
            int inner,
            float[] a,
            int aAt,
            int[] steps,
            int step,
            float[] b,
            int bAt,
            int bStep,
            float[] out,
            int outAt,
            int stride,
            boolean accumulate) {
        for (int r = 0; r < ROWS; r++) {
            int o = outAt + r * stride;
            begin(out, o, accumulate);
            int i = aAt + r;
            int k = 0;
            for (; k + 4 <= inner; k += 4) {
                int s = step + k;
                float a0 = a[i + steps[s]];
                float a1 = a[i + steps[s + 1]];
                float a2 = a[i + steps[s + 2]];
                float a3 = a[i + steps[s + 3]];
                addFour(a0, a1, a2, a3, b, bAt + k * bStep, bStep, out, o, columns);
            }
            for (; k < inner; k++) {
                addOne(a[i + steps[step + k]], b, bAt + k * bStep, out, o, columns);
            }
        }
    }

    private void begin(float[] out, int o, boolean accumulate) {
        if (!accumulate) {
            Arrays.fill(out, o, o + columns, 0);
        }
    }

    private static void addFour(
            float a0, float a1, float a2, float a3, float[] b, int j, int bStep, float[] out, int o, int columns) {
        int j1 = j + bStep;
        int j2 = j1 + bStep;
        int j3 = j2 + bStep;
        for (int c = 0; c < columns; c++) {
            out[o + c] += (a0 * b[j + c] + a1 * b[j1 + c]) + (a2 * b[j2 + c] + a3 * b[j3 + c]);
        }
    }

    private static void addOne(float a, float[] b, int j, float[] out, int o, int columns) {
        for (int c = 0; c < columns; c++) {
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
        return columns;
    }

    @Override
    public void copyRuns(
            float[] from, int[] steps, int first, int count, Runs runs, int begin, int end, float[] to, int toAt) {
        for (int s = 0; s < count; s++) {
            copyRunsOnce(from, steps[first + s], runs, begin, end, to, toAt + s * columns);
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
    public void addRows(
            float[] from, int fromAt, int fromStride, float[] to, int toAt, int toStride, int width, int rows) {
        for (int row = 0; row < rows; row++) {
            int i = fromAt + row * fromStride;
            int o = toAt + row * toStride;
            for (int n = 0; n < width; n++) {
                to[o + n] += from[i + n];
            }
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
