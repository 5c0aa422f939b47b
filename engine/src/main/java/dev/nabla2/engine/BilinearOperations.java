package dev.nabla2.engine;

import dev.nabla2.engine.op.Bilinears;

/** Functions linear in each of two operands. What each means stands in {@link Bilinears}. */
public sealed interface BilinearOperations permits Tensor {

    /** The product of elements. */
    default Tensor mul(Tensor y) {
        return Tensor.apply(Bilinears.MULTIPLY, self(), y);
    }

    /** The matrix product [m, k] x [k, n]. */
    default Tensor matmul(Tensor y) {
        return matmul(y, false, false);
    }

    /** The matrix product of this, or its transpose, and y, or its transpose; nothing is copied to transpose. */
    default Tensor matmul(Tensor y, boolean transposeThis, boolean transposeY) {
        return Tensor.apply(Bilinears.matmul(transposeThis, transposeY), self(), y);
    }

    /** The sum of the products of elements, a scalar. */
    default Tensor dot(Tensor y) {
        return mul(y).sum();
    }

    private Tensor self() {
        return (Tensor) this;
    }
}
