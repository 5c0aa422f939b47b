package dev.nabla2.engine;

import dev.nabla2.engine.op.Bilinears;
import java.util.ArrayList;
import java.util.List;

/** Functions linear in each of two operands. What each means stands in {@link Bilinears}. */
public sealed interface BilinearOperations permits Tensor {

    /** The product of elements. */
    default Tensor mul(Tensor y) {
        return Tensor.apply(Bilinears.MULTIPLY, self(), y);
    }

    /** The matrix product [m, k] x [k, n]; axes before these are a batch of products, and broadcast. */
    default Tensor matmul(Tensor y) {
        return matmul(y, false, false);
    }

    /** The matrix product of this, or its transpose, and y, or its transpose; nothing is copied to transpose. */
    default Tensor matmul(Tensor y, boolean transposeThis, boolean transposeY) {
        return Batches.matmul(self(), y, transposeThis, transposeY);
    }

    /** The outer product of two vectors [m] and [n]: [m, n]. */
    default Tensor outer(Tensor y) {
        Tensor x = self();
        if (x.shape().rank() != 1 || y.shape().rank() != 1) {
            throw new ShapeException("outer", "two vectors", x.shape() + " and " + y.shape()).in(x.place());
        }
        return x.reshape(Shape.of(x.shape().extent(0), 1)).mul(y);
    }

    /**
     * The convolution (a correlation: filters are not turned round) of an image [n, c, …] with a filter [o, c / groups, …] in 1, 2 or 3
     * dimensions: [n, o, …]. A masked filter is one that was multiplied by its mask before.
     */
    default Tensor convolve(Tensor filter, Convolution setting) {
        return Tensor.apply(Bilinears.convolve(setting), self(), filter);
    }

    /**
     * The transposed convolution of [n, o, …] with a filter [o, c / groups, …]: [n, c, …], of the smallest extents that a convolution
     * with that filter takes to this shape.
     */
    default Tensor convolveTransposed(Tensor filter, Convolution setting) {
        Convolution each = setting.over(self().shape().rank() - 2);
        List<Integer> extents = new ArrayList<>();
        for (int axis = 0; axis < self().shape().rank() - 2; axis++) {
            extents.add(each.imageExtent(
                    axis, self().shape().extent(axis + 2), filter.shape().extent(axis + 2)));
        }
        return convolveImage(filter, setting, extents);
    }

    /**
     * The convolution's adjoint by the image, of a result [n, o, …] and a filter [o, c / groups, …]: an image [n, c, …].
     *
     * @param extents the image's spatial extents; with a stride above 1 several fit
     */
    default Tensor convolveImage(Tensor filter, Convolution setting, List<Integer> extents) {
        return Tensor.apply(Bilinears.convolveImage(setting, List.copyOf(extents)), self(), filter);
    }

    /**
     * The convolution's adjoint by the filter, of this image [n, c, …] and a result [n, o, …]: a filter [o, c / groups, …].
     *
     * @param extents the filter's spatial extents
     */
    default Tensor convolveFilter(Tensor result, Convolution setting, List<Integer> extents) {
        return Tensor.apply(Bilinears.convolveFilter(setting, List.copyOf(extents)), self(), result);
    }

    /** The sum of the products of elements, a scalar. */
    default Tensor dot(Tensor y) {
        return mul(y).sum();
    }

    private Tensor self() {
        return (Tensor) this;
    }
}
