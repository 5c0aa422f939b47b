package dev.nabla2.engine.op;

import dev.nabla2.engine.Shape;
import dev.nabla2.engine.ShapeException;
import dev.nabla2.engine.backend.Gather;
import dev.nabla2.engine.backend.Loop;

/** The shapes of a choice along an axis by indices, and how kernels step through it. */
final class Choices {
    private Choices() {}

    static Shape gathered(int axis, Shape source, Shape indices) {
        Shape chosen = indices.rank() == source.rank() ? source.with(axis, indices.extent(axis)) : source;
        if (indices.rank() != source.rank() || !indices.broadcastsTo(chosen)) {
            throw new ShapeException(
                    "gather",
                    "indices shaped like " + source + ", with any length along axis " + axis
                            + " and 1 allowed along others",
                    indices.toString());
        }
        return chosen;
    }

    static Shape scattered(int axis, int extent, Shape chosen, Shape indices) {
        if (indices.rank() != chosen.rank()
                || !indices.broadcastsTo(chosen)
                || indices.extent(axis) != chosen.extent(axis)) {
            throw new ShapeException(
                    "scatterAdd",
                    "indices shaped like " + chosen + ", with 1 allowed along axes other than " + axis,
                    indices.toString());
        }
        return chosen.with(axis, extent);
    }

    static Gather gather(int axis, Shape source, Shape indices, Shape chosen) {
        int[] line = source.strides();
        int stride = line[axis];
        line[axis] = 0;
        int[] index = indices.strides();
        for (int i = 0; i < index.length; i++) {
            index[i] = indices.extent(i) == 1 ? 0 : index[i];
        }
        Loop loop = new Loop(
                chosen.extents(),
                new Loop.Layout(0, chosen.strides()),
                new Loop.Layout(0, line),
                new Loop.Layout(0, index));
        return new Gather(loop, stride, source.extent(axis));
    }
}
