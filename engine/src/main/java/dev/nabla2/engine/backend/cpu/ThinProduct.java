package dev.nabla2.engine.backend.cpu;

import dev.nabla2.engine.backend.MatrixProduct;
import java.util.function.IntConsumer;

/**
 * A product of which one operand is little more than a vector, so that what it costs is reading the other one or writing the
 * result. Nothing is packed. An instance can be run again and again, and then allocates nothing.
 */
final class ThinProduct implements IntConsumer {
    /** The multiplications that a task has. */
    private static final int TASK = 1 << 17;

    private static final int LINES = 64;

    private final Kernels kernels;
    private final Workers workers;
    private final Shelf<Workspace> shelf;

    private MatrixProduct p;
    private boolean shortSums;
    private int inTask;

    /** The large matrix, how many lines or columns of it make inner products, and whether these are lines. */
    private float[] matrix;

    private int at;
    private int lines;
    private boolean byLine;

    /** The other operand: one vector of it at a time, unless sums are short. */
    private float[] x;

    private int xAt;
    private int xStride;
    private int xNext;
    /** How many vectors there are, 1 or 2. */
    private int vectors;

    private float[] out;
    private int outAt;
    private int outStride;
    private int outNext;

    ThinProduct(Kernels kernels, Workers workers, Shelf<Workspace> shelf) {
        this.kernels = kernels;
        this.workers = workers;
        this.shelf = shelf;
    }

    /** Computes a product with at least one step; its left operand begins at {@code a[aAt]}, and so on. */
    void run(MatrixProduct product, float[] a, int aFrom, float[] b, int bFrom, float[] result, int resultAt) {
        p = product;
        out = result;
        outAt = resultAt;
        shortSums = Product.hasShortSums(p);
        Workspace workspace = shelf.take();
        try {
            if (shortSums) {
                shortSums(a, aFrom, b, bFrom);
            } else if (Product.hasFewColumns(p)) {
                fewColumns(a, aFrom, b, bFrom, workspace);
            } else {
                fewRows(a, aFrom, b, bFrom, workspace);
            }
        } finally {
            shelf.give(workspace);
            matrix = null;
            x = null;
            out = null;
        }
    }

    private void shortSums(float[] a, int aFrom, float[] b, int bFrom) {
        x = a;
        xAt = aFrom;
        matrix = b;
        at = bFrom;
        inTask = Math.max(1, TASK / p.columns());
        share(p.rows());
    }

    private void fewColumns(float[] a, int aFrom, float[] b, int bFrom, Workspace workspace) {
        matrix = a;
        at = aFrom;
        lines = p.rows();
        byLine = !p.transposeA();
        outStride = p.columns();
        outNext = 1;
        int stride = p.transposeB() ? 1 : p.columns();
        vectors(p.columns(), b, bFrom, stride, p.transposeB() ? p.inner() : 1, workspace);
    }

    private void fewRows(float[] a, int aFrom, float[] b, int bFrom, Workspace workspace) {
        matrix = b;
        at = bFrom;
        lines = p.columns();
        byLine = p.transposeB();
        outStride = 1;
        outNext = p.columns();
        int stride = p.transposeA() ? p.rows() : 1;
        vectors(p.rows(), a, aFrom, stride, p.transposeA() ? 1 : p.inner(), workspace);
    }

    /** Multiplies the matrix by {@code count} vectors, two at a time unless they meet lines. */
    private void vectors(int count, float[] from, int first, int stride, int next, Workspace workspace) {
        for (int done = 0; done < count; done += vectors) {
            x = from;
            xAt = first + done * next;
            xStride = stride;
            xNext = next;
            vectors = byLine ? 1 : Math.min(2, count - done);
            if (byLine && stride != 1) {
                gather(workspace.array(0, p.inner()));
            }
            byVector();
            outAt += vectors * outNext;
        }
    }

    /** Lays the elements of one vector side by side. */
    private void gather(float[] to) {
        for (int i = 0; i < p.inner(); i++) {
            to[i] = x[xAt + i * xStride];
        }
        x = to;
        xAt = 0;
        xStride = 1;
    }

    private void byVector() {
        inTask = Math.max(LINES, TASK / p.inner() / LINES * LINES);
        share(lines);
    }

    private void share(int count) {
        workers.run((count + inTask - 1) / inTask, this);
    }

    @Override
    public void accept(int task) {
        int start = task * inTask;
        if (shortSums) {
            rows(start, Math.min(p.rows(), start + inTask));
            return;
        }
        int count = Math.min(lines - start, inTask);
        Workspace workspace = shelf.take();
        try {
            if (byLine) {
                dots(start, count, workspace);
            } else {
                combinations(start, count, workspace);
            }
        } finally {
            shelf.give(workspace);
        }
    }

    private void dots(int start, int count, Workspace workspace) {
        float[] scratch = workspace.array(1, LINES * kernels.lanes());
        for (int done = 0; done < count; done += LINES) {
            int first = start + done;
            int line = at + first * p.inner();
            int n = Math.min(LINES, count - done);
            kernels.dotLines(
                    matrix, line, p.inner(), n, x, xAt, p.inner(), out, outAt + first * outStride, outStride, scratch);
        }
    }

    private void combinations(int start, int count, Workspace workspace) {
        int to = outAt + start * outStride;
        if (outStride == 1) {
            combine(start, count, out, to, outNext);
            return;
        }
        float[] dense = workspace.array(1, vectors * count);
        combine(start, count, dense, 0, count);
        for (int v = 0; v < vectors; v++) {
            for (int i = 0; i < count; i++) {
                out[to + v * outNext + i * outStride] = dense[v * count + i];
            }
        }
    }

    private void combine(int start, int count, float[] to, int toAt, int toNext) {
        if (vectors == 1) {
            kernels.combine(x, xAt, xStride, matrix, at + start, lines, p.inner(), to, toAt, count);
        } else {
            kernels.combineTwo(x, xAt, xStride, xNext, matrix, at + start, lines, p.inner(), to, toAt, toNext, count);
        }
    }

    private void rows(int start, int end) {
        int row = p.transposeA() ? 1 : p.inner();
        int step = p.transposeA() ? p.rows() : 1;
        int columns = p.columns();
        int done = kernels.shortSums(p.inner(), x, xAt, row, step, matrix, at, columns, out, outAt, start, end);
        if (done == columns) {
            return;
        }
        for (int r = start; r < end; r++) {
            int to = outAt + r * columns + done;
            kernels.combine(x, xAt + r * row, step, matrix, at + done, columns, p.inner(), out, to, columns - done);
        }
    }
}
