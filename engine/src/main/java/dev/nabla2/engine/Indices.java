package dev.nabla2.engine;

import java.util.Arrays;

/** Indices as gather and scatter-add want them. */
final class Indices {
    private Indices() {}

    /** A vector of indices lies along the axis of choice, and makes the same choice everywhere. */
    static Tensor along(int axis, Tensor x, Tensor indices) {
        int rank = x.shape().rank();
        if (indices.shape().rank() != 1 || rank == 1) {
            return indices;
        }
        int[] extents = new int[rank];
        Arrays.fill(extents, 1);
        extents[axis] = indices.shape().size();
        return indices.reshape(Shape.of(extents));
    }
}
