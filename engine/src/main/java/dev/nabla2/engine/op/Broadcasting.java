package dev.nabla2.engine.op;

import dev.nabla2.engine.Shape;
import dev.nabla2.engine.ShapeException;
import dev.nabla2.engine.backend.Loop;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** NumPy's rule: shapes are aligned at their last axes, and an axis of length 1, or a missing one, repeats. */
final class Broadcasting {
    private Broadcasting() {}

    static Shape shape(String operation, List<Shape> shapes) {
        Shape result = shapes.get(0);
        for (Shape shape : shapes.subList(1, shapes.size())) {
            result = result.equals(shape) ? result : shape(operation, shapes, result, shape);
        }
        return result;
    }

    private static Shape shape(String operation, List<Shape> all, Shape a, Shape b) {
        int rank = Math.max(a.rank(), b.rank());
        int[] extents = new int[rank];
        for (int back = 1; back <= rank; back++) {
            int p = back <= a.rank() ? a.extent(-back) : 1;
            int q = back <= b.rank() ? b.extent(-back) : 1;
            if (p != q && p != 1 && q != 1) {
                throw new ShapeException(
                        operation,
                        "shapes that broadcast (each axis, from the last, equal or 1)",
                        all.stream().map(Shape::toString).collect(Collectors.joining(" and ")));
            }
            extents[rank - back] = Math.max(p, q);
        }
        return Shape.of(extents);
    }

    static Loop loop(Shape result, List<Shape> operands) {
        Loop.Layout[] in = new Loop.Layout[operands.size()];
        boolean same = true;
        for (Shape operand : operands) {
            same &= operand.equals(result);
        }
        if (same) {
            Loop.Layout whole = new Loop.Layout(0, 1);
            Arrays.fill(in, whole);
            return new Loop(new int[] {result.size()}, whole, in);
        }
        for (int i = 0; i < in.length; i++) {
            in[i] = repeated(operands.get(i), result.rank());
        }
        return new Loop(result.extents(), new Loop.Layout(0, result.strides()), in);
    }

    private static Loop.Layout repeated(Shape shape, int rank) {
        int[] own = shape.strides();
        int[] strides = new int[rank];
        for (int back = 1; back <= shape.rank(); back++) {
            strides[rank - back] = shape.extent(-back) == 1 ? 0 : own[shape.rank() - back];
        }
        return new Loop.Layout(0, strides);
    }
}
