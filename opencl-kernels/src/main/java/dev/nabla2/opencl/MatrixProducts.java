package dev.nabla2.opencl;

import dev.nabla2.engine.backend.Batch;
import dev.nabla2.engine.backend.MatrixProduct;

/** Matrix products in tiles. */
final class MatrixProducts {
    private static final String SOURCE = "matmul.cl";
    private static final String KERNEL = "matmul_tile";

    private final Tiles tiles;
    private final DeviceMemory memory;

    MatrixProducts(Tiles tiles, DeviceMemory memory) {
        this.tiles = tiles;
        this.memory = memory;
    }

    void run(MatrixProduct p, Batch batch, DeviceBuffer a, DeviceBuffer b, DeviceBuffer out) {
        int m = p.rows();
        int k = p.inner();
        int n = p.columns();
        int left = batch.strideA();
        int right = batch.strideB();
        // As the kernel wants them: the sizes; steps in left and right; steps in the result; steps from product to
        // product.
        if (!p.transposeB() && p.transposeA()) {
            tiles.run(SOURCE, KERNEL, batch.count(), m, n, m, k, n, 1, m, n, n, 1, left, right, a, b, out);
        } else if (!p.transposeB()) {
            tiles.run(SOURCE, KERNEL, batch.count(), m, n, m, k, n, k, 1, n, n, 1, left, right, a, b, out);
        } else if (p.transposeA()) {
            // The transpose of b times a, of which both lie as they should.
            tiles.run(SOURCE, KERNEL, batch.count(), n, m, n, k, m, k, 1, m, 1, n, right, left, b, a, out);
        } else {
            turnedFirst(p, batch, a, b, out);
        }
    }

    /** Turns the right operand round, which takes one pass over it, so that tiles can read along its rows. */
    private void turnedFirst(MatrixProduct p, Batch batch, DeviceBuffer a, DeviceBuffer b, DeviceBuffer out) {
        if (batch.count() == 0 || p.columns() == 0) {
            return;
        }
        boolean isShared = batch.strideB() == 0;
        int count = isShared ? 1 : batch.count();
        int size = p.inner() * p.columns();
        DeviceBuffer turned = memory.allocate(count * size);
        int wide = tiles.wide(p.columns());
        tiles.built(SOURCE, "turn", 1, wide)
                .run(
                        count * p.inner() * Tiles.pieces(p.columns(), wide),
                        p.inner(),
                        p.columns(),
                        batch.strideB(),
                        b,
                        turned);
        run(
                new MatrixProduct(p.rows(), p.inner(), p.columns(), false, false),
                new Batch(batch.count(), batch.strideA(), isShared ? 0 : size),
                a,
                turned,
                out);
        turned.release();
    }
}
