package dev.nabla2.engine.backend.cpu;

import dev.nabla2.engine.backend.Batch;
import dev.nabla2.engine.backend.MatrixProduct;
import dev.nabla2.engine.backend.PackedProduct;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.IntConsumer;

/**
 * The matrix product, one or many. Products with one row, few columns or a very short sum are computed vector by vector, all
 * others in tiles. Many small products share the threads among them; few large ones are shared out one after the other.
 */
final class Product {
    private static final int SHORT_SUM = 4;
    /** Columns so few that a tile would be mostly padding. */
    private static final int FEW_COLUMNS = 8;
    /** Rows so few that a tile would be half empty, or that it is not worth while to transpose the right operand for them. */
    private static final int FEW_ROWS = 2;

    private static final int FEWER_THAN_TO_TRANSPOSE_FOR = 4;

    /** The multiplications that a task of small products has. */
    private static final int SMALL_TASK = 1 << 17;

    /** So many tasks of whole products that all threads are busy to the end. */
    private static final int MANY = 16;

    /** The multiplications below which threads are slower than one, in all products or in a single one. */
    private static final long WORTH_SHARING = 1 << 20;

    private final Workers workers;
    private final Shelf<DenseProduct> dense;
    private final Shelf<ThinProduct> thin;

    Product(Kernels kernels, Workers workers, Shelf<Workspace> shelf) {
        this.workers = workers;
        this.dense = new Shelf<>(() -> new DenseProduct(kernels.tile(), workers, shelf));
        this.thin = new Shelf<>(() -> new ThinProduct(kernels, workers, shelf));
    }

    void run(MatrixProduct p, Batch batch, float[] a, float[] b, float[] out) {
        if (batch.count() == 1) {
            run(p, a, 0, b, 0, out, 0);
        } else if (isOneProduct(p, batch)) {
            int rows = batch.count() * p.rows();
            run(new MatrixProduct(rows, p.inner(), p.columns(), false, p.transposeB()), a, 0, b, 0, out, 0);
        } else {
            many(p, batch, a, b, out);
        }
    }

    /** Whether the left operands lie one after another and the right one is the same for all. */
    private static boolean isOneProduct(MatrixProduct p, Batch batch) {
        return batch.strideB() == 0 && !p.transposeA() && batch.strideA() == p.rows() * p.inner();
    }

    private void many(MatrixProduct p, Batch batch, float[] a, float[] b, float[] out) {
        int size = p.rows() * p.columns();
        long work = Math.max(1, (long) size * p.inner());
        int perTask = (int) Math.max(1, Math.min(batch.count(), SMALL_TASK / work));
        int tasks = (batch.count() + perTask - 1) / perTask;
        IntConsumer task = t -> {
            for (int i = t * perTask; i < Math.min(batch.count(), (t + 1) * perTask); i++) {
                run(p, a, i * batch.strideA(), b, i * batch.strideB(), out, i * size);
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

    /** One product, whose operands and result begin at the given elements. */
    void run(MatrixProduct p, float[] a, int aAt, float[] b, int bAt, float[] out, int outAt) {
        if (p.inner() == 0) {
            Arrays.fill(out, outAt, outAt + p.rows() * p.columns(), 0);
        } else if (isThin(p)) {
            ThinProduct product = thin.take();
            try {
                product.run(p, a, aAt, b, bAt, out, outAt);
            } finally {
                thin.give(product);
            }
        } else {
            DenseProduct product = dense.take();
            try {
                product.run(p, a, aAt, b, bAt, out, outAt);
            } finally {
                dense.give(product);
            }
        }
    }

    /** The product with its right operand in panels, where these are made at all. */
    Optional<PackedProduct> packed(MatrixProduct p) {
        if (p.inner() == 0 || isThin(p)) {
            return Optional.empty();
        }
        DenseProduct any = dense.take();
        try {
            int size = any.packedSize(p);
            return size == 0
                    ? Optional.empty()
                    : Optional.of(new PanelProduct(
                            p, new PackedProduct.Form(p.inner(), p.columns(), p.transposeB(), size), dense));
        } finally {
            dense.give(any);
        }
    }

    private static boolean isThin(MatrixProduct p) {
        return hasShortSums(p)
                || hasFewColumns(p)
                || p.rows() <= (p.transposeB() ? FEWER_THAN_TO_TRANSPOSE_FOR : FEW_ROWS);
    }

    /** Whether the result is hardly more than a copy of the right operand. */
    static boolean hasShortSums(MatrixProduct p) {
        return p.columns() > 1 && (p.inner() == 1 || (p.inner() <= SHORT_SUM && !p.transposeB()));
    }

    static boolean hasFewColumns(MatrixProduct p) {
        return p.columns() <= FEW_COLUMNS && p.columns() <= p.rows();
    }
}
