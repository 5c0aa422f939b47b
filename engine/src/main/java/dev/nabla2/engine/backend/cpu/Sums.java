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
    private final Shelf<Workspace> shelf;

    Sums(Kernels kernels, Workers workers, Shelf<Workspace> shelf) {
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
        if (outer <= rowsPerTask) {
            rows(in, out, 0, outer, reduced);
            return;
        }
        workers.run((outer + rowsPerTask - 1) / rowsPerTask, task -> {
            int start = task * rowsPerTask;
            rows(in, out, start, Math.min(outer, start + rowsPerTask), reduced);
        });
    }

    private void rows(float[] in, float[] out, int start, int end, int reduced) {
        if (reduced <= FEW) {
            addFew(in, out, start, end, reduced);
            return;
        }
        Workspace workspace = shelf.take();
        float[] scratch = workspace.array(0, BufferPool.UNIT);
        for (int o = start; o < end; o++) {
            out[o] = (float) blockedSum(in, o * reduced, reduced, scratch);
        }
        shelf.give(workspace);
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
        int tasks = (count + ELEMENTS_PER_TASK - 1) / ELEMENTS_PER_TASK;
        Workspace workspace = shelf.take();
        double[] parts = workspace.totals(tasks);
        workers.run(tasks, task -> {
            Workspace own = shelf.take();
            int start = task * ELEMENTS_PER_TASK;
            int length = Math.min(ELEMENTS_PER_TASK, count - start);
            parts[task] = blockedSum(in, at + start, length, own.array(0, BufferPool.UNIT));
            shelf.give(own);
        });
        double sum = 0;
        for (int part = 0; part < tasks; part++) {
            sum += parts[part];
        }
        shelf.give(workspace);
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
        if (reduced > rowsPerTask) {
            for (int o = 0; o < outer; o++) {
                longColumns(in, out, o * reduced * inner, o * inner, reduced, inner, rowsPerTask);
            }
            return;
        }
        int outersPerTask = Math.max(1, ELEMENTS_PER_TASK / (reduced * inner));
        if (outer <= outersPerTask) {
            columns(in, out, 0, outer, reduced, inner);
            return;
        }
        workers.run((outer + outersPerTask - 1) / outersPerTask, task -> {
            int start = task * outersPerTask;
            columns(in, out, start, Math.min(outer, start + outersPerTask), reduced, inner);
        });
    }

    private void columns(float[] in, float[] out, int start, int end, int reduced, int inner) {
        Workspace workspace = shelf.take();
        double[] sums = workspace.totals(inner);
        float[] block = workspace.array(0, inner);
        for (int o = start; o < end; o++) {
            Arrays.fill(sums, 0, inner, 0);
            addColumns(in, o * reduced * inner, reduced, inner, sums, 0, block);
            round(sums, inner, out, o * inner);
        }
        shelf.give(workspace);
    }

    private void longColumns(float[] in, float[] out, int at, int outAt, int reduced, int inner, int rowsPerTask) {
        int tasks = (reduced + rowsPerTask - 1) / rowsPerTask;
        Workspace workspace = shelf.take();
        double[] sums = workspace.totals(tasks * inner);
        Arrays.fill(sums, 0, tasks * inner, 0);
        workers.run(tasks, task -> {
            Workspace own = shelf.take();
            int start = task * rowsPerTask;
            int rows = Math.min(rowsPerTask, reduced - start);
            addColumns(in, at + start * inner, rows, inner, sums, task * inner, own.array(0, inner));
            shelf.give(own);
        });
        for (int i = inner; i < tasks * inner; i++) {
            sums[i % inner] += sums[i];
        }
        round(sums, inner, out, outAt);
        shelf.give(workspace);
    }

    private static void round(double[] sums, int count, float[] out, int at) {
        for (int i = 0; i < count; i++) {
            out[at + i] = (float) sums[i];
        }
    }

    /** Adds the sums of columns to {@code sums}, from {@code to} on; {@code block} is scratch memory for a row. */
    private void addColumns(float[] in, int at, int rows, int inner, double[] sums, int to, float[] block) {
        if (inner < kernels.lanes()) {
            for (int r = 0; r < rows; r++) {
                for (int i = 0; i < inner; i++) {
                    sums[to + i] += in[at + r * inner + i];
                }
            }
            return;
        }
        for (int r = 0; r < rows; r += ROWS) {
            kernels.sumRows(in, at + r * inner, Math.min(ROWS, rows - r), inner, inner, block);
            for (int i = 0; i < inner; i++) {
                sums[to + i] += block[i];
            }
        }
    }
}
