package dev.nabla2.engine.op;

import dev.nabla2.engine.Shape;
import dev.nabla2.engine.backend.Backend;
import dev.nabla2.engine.backend.Buffer;
import dev.nabla2.engine.backend.Elementwise;
import dev.nabla2.engine.backend.Loop;

/** Running sums by doubling the distance that is added across (Hillis and Steele 1986): as many passes as the length has bits. */
final class Scan {
    private static final Elementwise COPY = Elementwise.unary("copy", 0, x -> x);
    private static final Elementwise ADD = Elementwise.binary("add", 0, Double::sum);

    private Scan() {}

    static void cumulativeSum(Backend backend, int axis, boolean reversed, Shape shape, Buffer in, Buffer out) {
        copy(backend, shape, 0, in, out);
        Buffer before = backend.allocate(shape.size());
        int extent = shape.extent(axis);
        for (int distance = 1; distance < extent; distance *= 2) {
            copy(backend, shape, 0, out, before);
            int far = distance * shape.strides()[axis];
            int near = 0;
            Loop.Layout to = layout(shape, reversed ? near : far);
            Loop.Layout from = layout(shape, reversed ? far : near);
            Loop loop = new Loop(shape.with(axis, extent - distance).extents(), to, to, from);
            backend.elementwise(ADD, loop, out, before, before);
        }
        backend.release(before);
    }

    private static void copy(Backend backend, Shape shape, int offset, Buffer from, Buffer to) {
        Loop.Layout whole = layout(shape, offset);
        backend.elementwise(COPY, new Loop(shape.extents(), whole, whole), to, from);
    }

    private static Loop.Layout layout(Shape shape, int offset) {
        return new Loop.Layout(offset, shape.strides());
    }
}
