package dev.nabla2.engine.op;

import dev.nabla2.engine.backend.Backend;
import dev.nabla2.engine.backend.Batch;
import dev.nabla2.engine.backend.Buffer;
import dev.nabla2.engine.backend.MatrixProduct;

/**
 * A computation that is a matrix product, so that a program can see which of them share an operand.
 *
 * @param product its sizes and orientations
 * @param batch how many of them
 */
public record MatmulLaunch(MatrixProduct product, Batch batch) implements Kernel.Launch {
    @Override
    public void run(Backend backend, Buffer[] in, Buffer out) {
        backend.matmul(product, batch, in[0], in[1], out);
    }
}
