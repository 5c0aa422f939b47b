package dev.nabla2.engine;

import dev.nabla2.engine.op.Linears;
import java.util.Arrays;

/** Functions linear in all operands. What each means stands in {@link Linears}. */
public sealed interface LinearOperations permits Tensor {

    /** −x. */
    default Tensor negate() {
        return Tensor.apply(Linears.NEGATE, self());
    }

    /** c · x. */
    default Tensor mul(double c) {
        return Tensor.apply(Linears.scale(c), self());
    }

    /** x + y. */
    default Tensor add(Tensor y) {
        return Tensor.apply(Linears.ADD, self(), y);
    }

    /** x − y. */
    default Tensor sub(Tensor y) {
        return Tensor.apply(Linears.SUBTRACT, self(), y);
    }

    /** The sum of all elements, a scalar. */
    default Tensor sum() {
        return sumAxes(0, self().shape().rank()).reshape(Shape.SCALAR);
    }

    /** The sum over one axis, which disappears; negative axes count from the end. */
    default Tensor sum(int axis) {
        int[] extents = self().shape().extents();
        int summed = self().shape().axis(axis);
        int[] rest = new int[extents.length - 1];
        System.arraycopy(extents, 0, rest, 0, summed);
        System.arraycopy(extents, summed + 1, rest, summed, rest.length - summed);
        return sumAxes(summed, summed + 1).reshape(Shape.of(rest));
    }

    /** The sum over the axes {@code from} to {@code to} (exclusive), which stay as axes of length 1. */
    default Tensor sumAxes(int from, int to) {
        if (from < 0 || from > to || to > self().shape().rank()) {
            throw new ShapeException("sum", "a range of the axes of " + self().shape(), "[" + from + ", " + to + ")")
                    .in(self().place());
        }
        return self().shape().sizeBetween(from, to) == 1 ? self() : Tensor.apply(Linears.sum(from, to), self());
    }

    /** The mean of all elements, a scalar. */
    default Tensor mean() {
        return sum().mul(1.0 / self().shape().size());
    }

    /** The mean over one axis, which disappears; negative axes count from the end. */
    default Tensor mean(int axis) {
        return sum(axis).mul(1.0 / self().shape().extent(axis));
    }

    /** The mean over the axes {@code from} to {@code to} (exclusive), which stay as axes of length 1. */
    default Tensor meanAxes(int from, int to) {
        Tensor sum = sumAxes(from, to);
        int count = self().shape().sizeBetween(from, to);
        return count == 1 ? sum : sum.mul(1.0 / count);
    }

    /** The transpose of broadcasting: sums over what was repeated, until the shape is {@code to}. */
    default Tensor sumTo(Shape to) {
        if (self().shape().equals(to)) {
            return self();
        }
        if (!to.broadcastsTo(self().shape())) {
            throw new ShapeException("sumTo", "a shape that repeats to " + self().shape(), to.toString())
                    .in(self().place());
        }
        int added = self().shape().rank() - to.rank();
        Tensor sum = added > 0 ? sumAxes(0, added) : self();
        for (int axis = 0; axis < to.rank(); axis++) {
            if (to.extent(axis) == 1) {
                sum = sum.sumAxes(added + axis, added + axis + 1);
            }
        }
        return sum.reshape(to);
    }

    /** Repeats axes of length 1, and adds axes in front, until the shape is {@code to}. */
    default Tensor broadcastTo(Shape to) {
        return self().shape().equals(to) ? self() : Tensor.apply(Linears.broadcast(to), self());
    }

    /** The same elements in the same order under another shape. */
    default Tensor reshape(Shape to) {
        return self().shape().equals(to) ? self() : Tensor.apply(Linears.reshape(to), self());
    }

    /**
     * The axes in another order: axis i of the result is axis {@code order[i]} of this.
     *
     * @throws ShapeException if {@code order} is not an order of all axes
     */
    default Tensor permute(int... order) {
        boolean[] seen = new boolean[self().shape().rank()];
        for (int axis : order) {
            if (order.length != seen.length || axis < 0 || axis >= seen.length || seen[axis]) {
                throw new ShapeException(
                        "permute", "an order of the axes of " + self().shape(), Arrays.toString(order));
            }
            seen[axis] = true;
        }
        return Tensor.apply(Linears.permute(order), self());
    }

    /** The elements {@code from} to {@code to} (exclusive) of an axis. */
    default Tensor slice(int axis, int from, int to) {
        return Tensor.apply(Linears.slice(self().shape().axis(axis), from, to), self());
    }

    /** Zeros before and after along an axis. */
    default Tensor pad(int axis, int before, int after) {
        return Tensor.apply(Linears.pad(self().shape().axis(axis), before, after), self());
    }

    /** The elements along an axis in reverse order. */
    default Tensor flip(int axis) {
        return Tensor.apply(Linears.flip(self().shape().axis(axis)), self());
    }

    /** Each element and all before it along an axis, summed. */
    default Tensor cumulativeSum(int axis) {
        return cumulativeSum(axis, false);
    }

    /** Each element and all before it along an axis, or all after it, summed. */
    default Tensor cumulativeSum(int axis, boolean reversed) {
        return Tensor.apply(Linears.cumulativeSum(self().shape().axis(axis), reversed), self());
    }

    /**
     * The elements along an axis that indices choose.
     *
     * @param indices whole numbers from 0, shaped like this but for the length of the axis, with 1 allowed along other axes, which then
     *     all make the same choice; or a vector, which makes the same choice everywhere
     * @throws IndexOutOfBoundsException if an index is not a whole number in range
     */
    default Tensor gather(int axis, Tensor indices) {
        int chosen = self().shape().axis(axis);
        return Tensor.apply(Linears.gather(chosen), self(), Indices.along(chosen, self(), indices));
    }

    /**
     * The adjoint of {@link #gather}: an axis of length {@code extent}, of which each element is the sum of the elements whose index it
     * is, and 0 where there is none.
     */
    default Tensor scatterAdd(int axis, Tensor indices, int extent) {
        int chosen = self().shape().axis(axis);
        return Tensor.apply(Linears.scatterAdd(chosen, extent), self(), Indices.along(chosen, self(), indices));
    }

    private Tensor self() {
        return (Tensor) this;
    }
}
