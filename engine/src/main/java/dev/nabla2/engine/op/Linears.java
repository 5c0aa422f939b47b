package dev.nabla2.engine.op;

import static dev.nabla2.engine.backend.Elementwise.binary;
import static dev.nabla2.engine.backend.Elementwise.unary;

import dev.nabla2.engine.Shape;
import dev.nabla2.engine.ShapeException;
import dev.nabla2.engine.Tensor;
import dev.nabla2.engine.backend.Elementwise;
import dev.nabla2.engine.backend.Gather;
import dev.nabla2.engine.backend.Loop;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** The table of linear operations, each with its adjoint. */
public final class Linears {
    private static final Elementwise COPY = unary("copy", 0, x -> x);

    public static final Linear NEGATE = scaling(unary("negate", 0, x -> -x), Tensor::negate);

    public static final Linear ADD = elementwise(
            binary("add", 0, Double::sum),
            (at, i, x) -> x.broadcastTo(at.result().shape()),
            (at, i, y) -> y.sumTo(at.shape(i)));

    public static final Linear SUBTRACT = elementwise(
            binary("subtract", 0, (a, b) -> a - b),
            (at, i, x) -> (i == 0 ? x : x.negate()).broadcastTo(at.result().shape()),
            (at, i, y) -> i == 0 ? y.sumTo(at.shape(0)) : y.sumTo(at.shape(1)).negate());

    /** The same value on a line of its own, so that a derivative by it does not see what else is made of its operand. */
    public static final Linear ALIAS = view(Signature.of("alias"), x -> x, (at, i, x) -> x, (at, i, y) -> y);

    private Linears() {}

    /** c x. */
    public static Linear scale(double c) {
        return scaling(unary("scale", c, x -> x * c), x -> x.mul(c));
    }

    /** The sum over the adjacent axes {@code from} to {@code to} (exclusive), which stay as axes of length 1. */
    public static Linear sum(int from, int to) {
        return single(
                Signature.of("sum", from, to),
                x -> {
                    int[] extents = x.extents();
                    Arrays.fill(extents, from, to, 1);
                    return Shape.of(extents);
                },
                (in, out) -> {
                    int outer = in.get(0).sizeBetween(0, from);
                    int reduced = in.get(0).sizeBetween(from, to);
                    int inner = in.get(0).sizeBetween(to, in.get(0).rank());
                    return (backend, x, y) -> backend.sum(x[0], y, outer, reduced, inner);
                },
                (at, i, x) -> x.sumAxes(from, to),
                (at, i, y) -> y.broadcastTo(at.shape(0)));
    }

    /** Repeats axes of length 1, and adds axes in front, until the shape is {@code to}. */
    public static Linear broadcast(Shape to) {
        return single(
                Signature.of("broadcast", to),
                x -> {
                    if (!x.broadcastsTo(to)) {
                        throw new ShapeException("broadcast", "a shape that repeats to " + to, x.toString());
                    }
                    return to;
                },
                (in, out) -> copy(Broadcasting.loop(to, in)),
                (at, i, x) -> x.broadcastTo(to),
                (at, i, y) -> y.sumTo(at.shape(0)));
    }

    /** The same elements in the same order under another shape. */
    public static Linear reshape(Shape to) {
        return view(
                Signature.of("reshape", to),
                x -> {
                    if (x.size() != to.size()) {
                        throw new ShapeException("reshape", x.size() + " elements as in " + x, to.toString());
                    }
                    return to;
                },
                (at, i, x) -> x.reshape(to),
                (at, i, y) -> y.reshape(at.shape(0)));
    }

    /** Axis i of the result is axis {@code order[i]} of the operand. */
    public static Linear permute(int... order) {
        int[] inverse = new int[order.length];
        for (int axis = 0; axis < order.length; axis++) {
            inverse[order[axis]] = axis;
        }
        return single(
                Signature.of("permute", Arrays.stream(order).boxed().toArray()),
                x -> {
                    if (x.rank() != order.length) {
                        throw new ShapeException("permute", order.length + " axes", x.toString());
                    }
                    return Shape.of(Arrays.stream(order).map(x::extent).toArray());
                },
                (in, out) -> {
                    int[] own = in.get(0).strides();
                    int[] strides = Arrays.stream(order).map(axis -> own[axis]).toArray();
                    return copy(loop(out, rowMajor(out), new Loop.Layout(0, strides)));
                },
                (at, i, x) -> x.permute(order),
                (at, i, y) -> y.permute(inverse));
    }

    /** The elements {@code from} to {@code to} (exclusive) of an axis. */
    public static Linear slice(int axis, int from, int to) {
        return single(
                Signature.of("slice", axis, from, to),
                x -> {
                    if (from < 0 || to > x.extent(axis) || from >= to) {
                        throw new ShapeException(
                                "slice", "a range within axis " + axis + " of " + x, "[" + from + ", " + to + ")");
                    }
                    return x.with(axis, to - from);
                },
                (in, out) -> {
                    int[] strides = in.get(0).strides();
                    Loop.Layout from0 = new Loop.Layout(from * strides[axis], strides);
                    return copy(loop(out, rowMajor(out), from0));
                },
                (at, i, x) -> x.slice(axis, from, to),
                (at, i, y) -> y.pad(axis, from, at.shape(0).extent(axis) - to));
    }

    /** Zeros before and after along an axis. */
    public static Linear pad(int axis, int before, int after) {
        return single(
                Signature.of("pad", axis, before, after),
                x -> {
                    if (before < 0 || after < 0) {
                        throw new ShapeException("pad", "lengths of at least 0", before + " and " + after);
                    }
                    return x.with(axis, before + x.extent(axis) + after);
                },
                (in, out) -> {
                    Loop loop = paste(in.get(0), out, axis, before);
                    return (backend, x, y) -> {
                        backend.fill(y, 0);
                        backend.elementwise(COPY, loop, y, x[0]);
                    };
                },
                (at, i, x) -> x.pad(axis, before, after),
                (at, i, y) -> y.slice(axis, before, y.shape().extent(axis) - after));
    }

    /** The operands one after another along an axis. */
    public static Linear concatenate(int axis, int count) {
        return new Linear(
                Signature.of("concatenate", axis, count),
                count,
                0,
                false,
                shapes -> joined(axis, shapes),
                (in, out) -> {
                    Loop[] loops = new Loop[in.size()];
                    int start = 0;
                    for (int i = 0; i < loops.length; i++) {
                        loops[i] = paste(in.get(i), out, axis, start);
                        start += in.get(i).extent(axis);
                    }
                    return (backend, x, y) -> {
                        for (int i = 0; i < loops.length; i++) {
                            backend.elementwise(COPY, loops[i], y, x[i]);
                        }
                    };
                },
                (at, i, x) -> x.pad(axis, start(at, axis, i), start(at, axis, count) - start(at, axis, i + 1)),
                (at, i, y) -> y.slice(axis, start(at, axis, i), start(at, axis, i + 1)));
    }

    /** The elements along an axis in reverse order. */
    public static Linear flip(int axis) {
        return single(
                Signature.of("flip", axis),
                x -> x,
                (in, out) -> {
                    int[] own = out.strides();
                    int[] back = own.clone();
                    back[axis] = -own[axis];
                    Loop.Layout from = new Loop.Layout((out.extent(axis) - 1) * own[axis], back);
                    return copy(loop(out, rowMajor(out), from));
                },
                (at, i, x) -> x.flip(axis),
                (at, i, y) -> y.flip(axis));
    }

    /** Each element and all before it along an axis, or all after it, summed. */
    public static Linear cumulativeSum(int axis, boolean reversed) {
        return single(
                Signature.of("cumulative_sum", axis, reversed),
                x -> x,
                (in, out) -> (backend, x, y) -> Scan.cumulativeSum(backend, axis, reversed, out, x[0], y),
                (at, i, x) -> x.cumulativeSum(axis, reversed),
                (at, i, y) -> y.cumulativeSum(axis, !reversed));
    }

    /**
     * The elements along an axis that indices choose. The indices' shape is the result's, or has axes of length 1 in place of others than
     * the one of choice.
     */
    public static Linear gather(int axis) {
        return new Linear(
                Signature.of("gather", axis),
                2,
                1,
                false,
                shapes -> Choices.gathered(axis, shapes.get(0), shapes.get(1)),
                (in, out) -> {
                    Gather gather = Choices.gather(axis, in.get(0), in.get(1), out);
                    return (backend, x, y) -> backend.gather(gather, x[0], x[1], y);
                },
                (at, i, x) -> x.gather(axis, at.operands().get(1)),
                (at, i, y) ->
                        y.scatterAdd(axis, at.operands().get(1), at.shape(0).extent(axis)));
    }

    /** The adjoint of {@link #gather}: an axis of length {@code extent}, each element the sum of those whose index it is. */
    public static Linear scatterAdd(int axis, int extent) {
        return new Linear(
                Signature.of("scatter_add", axis, extent),
                2,
                1,
                false,
                shapes -> Choices.scattered(axis, extent, shapes.get(0), shapes.get(1)),
                (in, out) -> {
                    Gather gather = Choices.gather(axis, out, in.get(1), in.get(0));
                    return (backend, x, y) -> backend.scatterAdd(gather, x[0], x[1], y);
                },
                (at, i, x) -> x.scatterAdd(axis, at.operands().get(1), extent),
                (at, i, y) -> y.gather(axis, at.operands().get(1)));
    }

    private static int start(Instruction at, int axis, int operand) {
        return IntStream.range(0, operand).map(i -> at.shape(i).extent(axis)).sum();
    }

    private static Shape joined(int axis, List<Shape> shapes) {
        Shape first = shapes.get(0);
        int total = 0;
        for (Shape shape : shapes) {
            if (shape.rank() != first.rank()
                    || !shape.with(axis, first.extent(axis)).equals(first)) {
                throw new ShapeException("concatenate", "shapes equal but for axis " + axis, shapes.toString());
            }
            total += shape.extent(axis);
        }
        return first.with(axis, total);
    }

    /** Where a part lies in the whole. */
    private static Loop paste(Shape part, Shape whole, int axis, int start) {
        int[] strides = whole.strides();
        Loop.Layout place = new Loop.Layout(start * strides[axis], strides);
        return loop(part, place, rowMajor(part));
    }

    private static Loop.Layout rowMajor(Shape shape) {
        return new Loop.Layout(0, shape.strides());
    }

    private static Loop loop(Shape extents, Loop.Layout out, Loop.Layout in) {
        return new Loop(extents.extents(), out, in);
    }

    private static Kernel.Launch copy(Loop loop) {
        return new ElementwiseLaunch(COPY, loop);
    }

    private static Linear view(
            Signature signature, java.util.function.UnaryOperator<Shape> shape, Linear.Map self, Linear.Map adjoint) {
        Kernel none = (in, out) -> {
            throw new IllegalStateException("a view is not computed");
        };
        return new Linear(signature, 1, 0, true, shapes -> shape.apply(shapes.get(0)), none, self, adjoint);
    }

    private static Linear single(
            Signature signature,
            java.util.function.UnaryOperator<Shape> shape,
            Kernel kernel,
            Linear.Map self,
            Linear.Map adjoint) {
        return new Linear(signature, 1, 0, false, shapes -> shape.apply(shapes.get(0)), kernel, self, adjoint);
    }

    private static Linear scaling(Elementwise function, java.util.function.UnaryOperator<Tensor> self) {
        return elementwise(function, (at, i, x) -> self.apply(x), (at, i, y) -> self.apply(y));
    }

    private static Linear elementwise(Elementwise function, Linear.Map part, Linear.Map adjoint) {
        return new Linear(
                Elementwises.signature(function),
                function.arity(),
                0,
                false,
                shapes -> Broadcasting.shape(function.name(), shapes),
                Elementwises.kernel(function),
                part,
                adjoint);
    }
}
