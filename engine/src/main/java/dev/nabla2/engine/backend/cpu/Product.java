package dev.nabla2.engine.backend.cpu;

import dev.nabla2.engine.backend.Batch;
import dev.nabla2.engine.backend.MatrixProduct;
import java.util.Arrays;
import java.util.function.IntConsumer;

/**
 * The matrix product, one or many. Products with one row, one column or a very short sum are computed from the operands as they
 * lie, all others in tiles. Many small products share the threads among them; few large ones are shared out one after the other.
 */
final class Product {
    private static final int SHORT_SUM = 4;
    /** Rows or columns so few that a tile would be mostly padding. */
    private static final int THIN = 8;

    /** The multiplications that a task without tiles has, and one of small products. */
    private static final int THIN_TASK = 1 << 17;

    /** So many tasks of whole products that all threads are busy to the end. */
    private static final int MANY = 16;

    /** The multiplications below which threads are slower than one, in all products or in a single one. */
    private static final long WORTH_SHARING = 1 << 20;

    private final Kernels kernels;
    private final Workers workers;
    private final TiledProduct tiled;

    Product(Kernels kernels, Workers workers, TiledProduct tiled) {
        this.kernels = kernels;
        this.workers = workers;
        this.tiled = tiled;
    }

    /** Three arrays, and the elements at which the operands and the result begin. */
    record Operands(float[] a, int aAt, float[] b, int bAt, float[] out, int outAt) {}

    void run(MatrixProduct p, Batch batch, float[] a, float[] b, float[] out) {
        if (batch.count() > 1 && isOneProduct(p, batch)) {
            MatrixProduct whole =
                    new MatrixProduct(batch.count() * p.rows(), p.inner(), p.columns(), false, p.transposeB());
            run(whole, new Operands(a, 0, b, 0, out, 0));
            return;
        }
        int size = p.rows() * p.columns();
        long work = Math.max(1, (long) size * p.inner());
        int perTask = (int) Math.max(1, Math.min(batch.count(), THIN_TASK / work));
        int tasks = (batch.count() + perTask - 1) / perTask;
        IntConsumer task = t -> {
            for (int i = t * perTask; i < Math.min(batch.count(), (t + 1) * perTask); i++) {
                run(p, new Operands(a, i * batch.strideA(), b, i * batch.strideB(), out, i * size));
            }
        };
        if (batch.count() * work >= WORTH_SHARING && (tasks >= MANY || work < WORTH_SHARING)) {
            workers.run(tasks, task);
        } else {
            for (int t = 0; t < tasks; t++) {
                task.accept(t);
            }
        }
    }

    /** Whether the left operands lie one after another and the right one is the same for all. */
    private static boolean isOneProduct(MatrixProduct p, Batch batch) {
        return batch.strideB() == 0 && !p.transposeA() && batch.strideA() == p.rows() * p.inner();
    }

    void run(MatrixProduct p, Operands o) {
        if (p.inner() == 0) {
            Arrays.fill(o.out(), o.outAt(), o.outAt() + p.rows() * p.columns(), 0);
        } else if (p.columns() > 1 && (p.inner() == 1 || (p.inner() <= SHORT_SUM && !p.transposeB()))) {
            shortSums(p, o);
        } else if (p.columns() <= THIN && p.columns() <= p.rows()) {
            fewColumns(p, o);
        } else if (p.rows() <= THIN) {
            fewRows(p, o);
        } else {
            inTiles(p, o);
        }
    }

    private void inTiles(MatrixProduct p, Operands o) {
        int rowStep = p.transposeA() ? 1 : p.inner();
        int columnStep = p.transposeB() ? p.inner() : 1;
        Tile tile = kernels.tile();
        tiled.run(
                p.rows(),
                p.inner(),
                p.columns(),
                new MatrixPanels(tile, o.a(), o.aAt(), p.transposeA() ? p.rows() : 1, rowStep),
                new MatrixPanels(tile, o.b(), o.bAt(), p.transposeB() ? 1 : p.columns(), columnStep),
                new Target.Matrix(o.out(), o.outAt(), p.columns()));
    }

    private void fewColumns(MatrixProduct p, Operands o) {
        for (int column = 0; column < p.columns(); column++) {
            float[] x = p.transposeB()
                    ? vector(o.b(), o.bAt() + column * p.inner(), 1, p.inner())
                    : vector(o.b(), o.bAt() + column, p.columns(), p.inner());
            Lines lines = new Lines(o.a(), o.aAt(), !p.transposeA(), p.rows());
            byVector(lines, x, o.out(), o.outAt() + column, p.columns(), p.inner());
        }
    }

    private void fewRows(MatrixProduct p, Operands o) {
        for (int row = 0; row < p.rows(); row++) {
            float[] x = p.transposeA()
                    ? vector(o.a(), o.aAt() + row, p.rows(), p.inner())
                    : vector(o.a(), o.aAt() + row * p.inner(), 1, p.inner());
            Lines lines = new Lines(o.b(), o.bAt(), p.transposeB(), p.columns());
            byVector(lines, x, o.out(), o.outAt() + row * p.columns(), 1, p.inner());
        }
    }

    /** {@code count} elements that lie {@code stride} apart, as an array of their own unless they begin one. */
    private static float[] vector(float[] from, int at, int stride, int count) {
        if (at == 0 && stride == 1) {
            return from;
        }
        float[] vector = new float[count];
        for (int i = 0; i < count; i++) {
            vector[i] = from[at + i * stride];
        }
        return vector;
    }

    /** A matrix that is stored line by line or across. */
    private record Lines(float[] matrix, int at, boolean byLine, int count) {}

    /** The inner products of lines and {@code x}. */
    private void byVector(Lines lines, float[] x, float[] out, int outAt, int outStride, int inner) {
        int perTask = Math.max(64, THIN_TASK / inner / 64 * 64);
        workers.run((lines.count() + perTask - 1) / perTask, task -> {
            int start = task * perTask;
            int count = Math.min(lines.count() - start, perTask);
            int at = outAt + start * outStride;
            if (lines.byLine()) {
                int line = lines.at() + start * inner;
                kernels.dotLines(lines.matrix(), line, inner, count, x, inner, out, at, outStride);
                return;
            }
            int line = lines.at() + start;
            if (outStride == 1) {
                kernels.combine(x, 0, 1, lines.matrix(), line, lines.count(), inner, out, at, count);
            } else {
                float[] dense = new float[count];
                kernels.combine(x, 0, 1, lines.matrix(), line, lines.count(), inner, dense, 0, count);
                for (int i = 0; i < count; i++) {
                    out[at + i * outStride] = dense[i];
                }
            }
        });
    }

    private void shortSums(MatrixProduct p, Operands o) {
        int perTask = Math.max(1, THIN_TASK / p.columns());
        workers.run((p.rows() + perTask - 1) / perTask, task -> {
            int start = task * perTask;
            int end = Math.min(p.rows(), start + perTask);
            int done = kernels.shortSums(p, o, start, end);
            if (done == p.columns()) {
                return;
            }
            for (int row = start; row < end; row++) {
                int at = o.aAt() + (p.transposeA() ? row : row * p.inner());
                int step = p.transposeA() ? p.rows() : 1;
                int to = o.outAt() + row * p.columns() + done;
                int rest = p.columns() - done;
                kernels.combine(o.a(), at, step, o.b(), o.bAt() + done, p.columns(), p.inner(), o.out(), to, rest);
            }
        });
    }
}
