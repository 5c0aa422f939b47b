package dev.nabla2.engine.backend.cpu;

import java.util.Arrays;

/**
 * Reductions of the middle axis, cut into blocks of fixed size. Within a block sums are floats, over blocks they are doubles,
 * so that the error does not grow with the length.
 */
final class Sums {
    private static final int BLOCK = 1024;
    private static final int BLOCKS_PER_TASK = 64;
    private static final int ROWS = 64;
    private static final int FEW = 16;
    private static final int ELEMENTS_PER_TASK = BLOCK * BLOCKS_PER_TASK;

    private final Kernels kernels;
    private final Workers workers;
    private final Workspace.Shelf shelf;

    Sums(Kernels kernels, Workers workers, Workspace.Shelf shelf) {
        this.kernels = kernels;
        this.workers = workers;
        this.shelf = shelf;
    }

    void run(float[] in, float[] out, int outer, int reduced, int inner) {
        if (outer * inner == 0 || reduced == 0) {
            Arrays.fill(out, 0, outer * inner, 0);
        } else if (inner == 1) {
            lastAxis(in, out, outer, reduced);
        } else {
            middleAxis(in, out, outer, reduced, inner);
        }
    }

    private void lastAxis(float[] in, float[] out, int outer, int reduced) {
        if (reduced > ELEMENTS_PER_TASK) {
            for (int o = 0; o < outer; o++) {
                out[o] = (float) longSum(in, o * reduced, reduced);
            }
            return;
        }
        int rowsPerTask = Math.max(1, ELEMENTS_PER_TASK / reduced);
        workers.run((outer + rowsPerTask - 1) / rowsPerTask, task -> {
            int start = task * rowsPerTask;
            int end = Math.min(outer, start + rowsPerTask);
            if (reduced <= FEW) {
                addFew(in, out, start, end, reduced);
                return;
            }
            float[] scratch = new float[BufferPool.UNIT];
            for (int o = start; o < end; o++) {
                out[o] = (float) blockedSum(in, o * reduced, reduced, scratch);
            }
        });
    }

    private static void addFew(float[] in, float[] out, int start, int end, int reduced) {
        for (int o = start; o < end; o++) {
            double sum = 0;
            for (int i = 0; i < reduced; i++) {
                sum += in[o * reduced + i];
            }
            out[o] = (float) sum;
        }
    }

    private double longSum(float[] in, int at, int count) {
        double[] parts = new double[(count + ELEMENTS_PER_TASK - 1) / ELEMENTS_PER_TASK];
        workers.run(parts.length, task -> {
            int start = task * ELEMENTS_PER_TASK;
            parts[task] =
                    blockedSum(in, at + start, Math.min(ELEMENTS_PER_TASK, count - start), new float[BufferPool.UNIT]);
        });
        double sum = 0;
        for (double part : parts) {
            sum += part;
        }
        return sum;
    }

    private double blockedSum(float[] in, int at, int count, float[] scratch) {
        double sum = 0;
        for (int i = 0; i < count; i += BLOCK) {
            sum += kernels.sum(in, at + i, Math.min(BLOCK, count - i), scratch);
        }
        return sum;
    }

    private void middleAxis(float[] in, float[] out, int outer, int reduced, int inner) {
        int rowsPerTask = Math.max(ROWS, ELEMENTS_PER_TASK / inner / ROWS * ROWS);
        int parts = (reduced + rowsPerTask - 1) / rowsPerTask;
        if (parts > 1) {
            for (int o = 0; o < outer; o++) {
                longColumns(in, out, o * reduced * inner, o * inner, reduced, inner, rowsPerTask);
            }
            return;
        }
        int outersPerTask = Math.max(1, ELEMENTS_PER_TASK / (reduced * inner));
        workers.run((outer + outersPerTask - 1) / outersPerTask, task -> {
            double[] sums = new double[inner];
            int end = Math.min(outer, (task + 1) * outersPerTask);
            for (int o = task * outersPerTask; o < end; o++) {
                Arrays.fill(sums, 0);
                addColumns(in, o * reduced * inner, reduced, inner, sums);
                round(sums, out, o * inner);
            }
        });
    }

    private void longColumns(float[] in, float[] out, int at, int outAt, int reduced, int inner, int rowsPerTask) {
        double[][] parts = new double[(reduced + rowsPerTask - 1) / rowsPerTask][inner];
        workers.run(parts.length, task -> {
            int start = task * rowsPerTask;
            addColumns(in, at + start * inner, Math.min(rowsPerTask, reduced - start), inner, parts[task]);
        });
        for (int p = 1; p < parts.length; p++) {
            for (int i = 0; i < inner; i++) {
                parts[0][i] += parts[p][i];
            }
        }
        round(parts[0], out, outAt);
    }

    private static void round(double[] sums, float[] out, int at) {
        for (int i = 0; i < sums.length; i++) {
            out[at + i] = (float) sums[i];
        }
    }

    private void addColumns(float[] in, int at, int rows, int inner, double[] sums) {
        if (inner < kernels.lanes()) {
            for (int r = 0; r < rows; r++) {
                for (int i = 0; i < inner; i++) {
                    sums[i] += in[at + r * inner + i];
                }
            }
            return;
        }
        Workspace workspace = shelf.take();
        try {
            float[] block = workspace.array(0, inner);
            for (int r = 0; r < rows; r += ROWS) {
                kernels.sumRows(in, at + r * inner, Math.min(ROWS, rows - r), inner, inner, block);
                for (int i = 0; i < inner; i++) {
                    sums[i] += block[i];
                }
            }
        } finally {
            shelf.give(workspace);
        }
    }
}
