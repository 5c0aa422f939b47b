package dev.nabla2.engine;

import dev.nabla2.engine.op.Discretes;

/** Functions that only jump: no derivative flows through them. What each means stands in {@link Discretes}. */
public sealed interface DiscreteOperations permits Tensor {

    /**
     * The same value, through which no derivative flows. Unlike {@link Tensor#detach} it stays on its tape, so that a tape that is run
     * again computes it again.
     */
    default Tensor stopGradient() {
        return Tensor.apply(Discretes.STOP_GRADIENT, self());
    }

    /** 1 where positive, 0 elsewhere. */
    default Tensor step() {
        return Tensor.apply(Discretes.STEP, self());
    }

    /** 1 where positive, the slope elsewhere. */
    default Tensor leakyStep(double slope) {
        return Tensor.apply(Discretes.leakyStep(slope), self());
    }

    /** 1, 0 or −1. */
    default Tensor sign() {
        return Tensor.apply(Discretes.SIGN, self());
    }

    /** 1 where this is greater than y, 0 elsewhere. */
    default Tensor greater(Tensor y) {
        return Tensor.apply(Discretes.GREATER, self(), y);
    }

    /** 1 where this is greater than y, ½ where they are equal, 0 elsewhere. */
    default Tensor prefers(Tensor y) {
        return Tensor.apply(Discretes.PREFERS, self(), y);
    }

    /** 1 above the threshold, 0 elsewhere. */
    default Tensor above(double threshold) {
        return Tensor.apply(Discretes.above(threshold), self());
    }

    /** The largest whole number that is not above x. */
    default Tensor floor() {
        return Tensor.apply(Discretes.FLOOR, self());
    }

    /** 1 where this is at least y, 0 elsewhere. */
    default Tensor greaterOrEqual(Tensor y) {
        return Tensor.apply(Discretes.AT_LEAST, self(), y);
    }

    /** 1 where this is less than y, 0 elsewhere. */
    default Tensor less(Tensor y) {
        return y.greater(self());
    }

    /** 1 where both are equal, 0 elsewhere. */
    default Tensor equalTo(Tensor y) {
        return Tensor.apply(Discretes.EQUAL, self(), y);
    }

    /**
     * Which elements along an axis are the largest or smallest, best first, as indices for {@link LinearOperations#gather}. Of equal
     * elements the one with the lower index comes first; NaN counts as the largest.
     *
     * @param count how many are wanted
     */
    default Tensor order(int axis, int count, boolean largest) {
        return Tensor.apply(Discretes.order(self().shape().axis(axis), count, largest), self());
    }

    /** Which element along an axis is the largest, as an index; the axis stays with length 1. */
    default Tensor argmax(int axis) {
        return order(axis, 1, true);
    }

    /** Which element along an axis is the smallest, as an index; the axis stays with length 1. */
    default Tensor argmin(int axis) {
        return order(axis, 1, false);
    }

    private Tensor self() {
        return (Tensor) this;
    }
}
