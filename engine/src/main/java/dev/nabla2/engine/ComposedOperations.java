package dev.nabla2.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Functions written in the operations of the four kinds. Longer ones stand, by family, in {@code engine.compose}. */
public sealed interface ComposedOperations permits Tensor {

    // Element by element
    // ------------------------------------------------------------------------------------------------------------------

    /** elu scaled so that activations normalise themselves (Klambauer et al. 2017). */
    default Tensor selu() {
        return self().elu(1.6732632423543772).mul(1.0507009873554805);
    }

    /**
     * x where positive, alpha (e^(x / alpha) − 1) elsewhere: continuously differentiable for every alpha above 0 (Barron 2017). Every
     * derivative at 0 is the left side's.
     */
    default Tensor celu(double alpha) {
        return self().mul(1 / alpha).elu(1).mul(alpha);
    }

    /**
     * x Φ(x) with the normal distribution function Φ, in its exact form (Hendrycks and Gimpel 2016). As Φ(x) = erfc(−x/√2) / 2 it keeps its
     * digits at large negative x.
     */
    default Tensor gelu() {
        return self().mul(self().mul(-Math.sqrt(0.5)).erfc()).mul(0.5);
    }

    /**
     * gelu in its form with tanh, x (1 + tanh u) / 2 with u = √(2/π) (x + 0.044715 x³), which is x · sigmoid(2u) (Hendrycks and Gimpel
     * 2016).
     */
    default Tensor geluTanh() {
        Tensor x = self();
        double twice = 2 * Math.sqrt(2 / Math.PI);
        return x.mul(x.square().mul(twice * 0.044715).add(twice).mul(x).sigmoid());
    }

    /** x · sigmoid(x) (Elfwing, Uchibe and Doya 2018). */
    default Tensor silu() {
        return self().mul(self().sigmoid());
    }

    /** log sigmoid(x), without underflow at either end. */
    default Tensor logSigmoid() {
        return self().negate().softplus(1).negate();
    }

    /** log(x / (1 − x)) of x between 0 and 1: the inverse of sigmoid. */
    default Tensor logit() {
        return self().log().sub(self().negate().log1p());
    }

    /**
     * The nearest number of an interval; at its ends the derivative is the left side's, 0 and 1.
     *
     * @throws IllegalArgumentException if {@code low} is above {@code high}
     */
    default Tensor clamp(double low, double high) {
        if (!(low <= high)) {
            throw new IllegalArgumentException("clamp: expected low <= high, found " + low + " and " + high);
        }
        return self().atLeast(low).atMost(high);
    }

    /** x where positive, slope · x elsewhere, whose second derivative is as named. A mollified one has a smoothed value too. */
    default Tensor leakyRelu(double slope, SecondDerivative second) {
        return second == SecondDerivative.ALMOST_EVERYWHERE
                ? self().leakyRelu(slope)
                : self().relu(second).mul(1 - slope).add(self().mul(slope));
    }

    // Statistics and norms
    // ------------------------------------------------------------------------------------------------------------------

    /** The mean of the squared distances of all elements from their mean, a scalar: the biased variance. */
    default Tensor variance() {
        return self().sub(self().mean()).square().mean();
    }

    /** The biased variance along an axis, which disappears; negative axes count from the end. */
    default Tensor variance(int axis) {
        int along = self().shape().axis(axis);
        return self().sub(self().meanAxes(along, along + 1)).square().mean(along);
    }

    /** The biased variance over the axes {@code from} to {@code to} (exclusive), which stay as axes of length 1. */
    default Tensor varianceAxes(int from, int to) {
        return self().sub(self().meanAxes(from, to)).square().meanAxes(from, to);
    }

    /** The Euclidean norm of all elements, of a matrix the Frobenius norm, a scalar; where it is 0, so are its derivatives. */
    default Tensor norm() {
        return self().square().sum().safeSqrt();
    }

    /** The sum of the absolute values of all elements, a scalar; the derivative by an element that is 0 is 0. */
    default Tensor norm1() {
        return self().abs().sum();
    }

    /**
     * The Euclidean norm of each sample, over all axes but the first; where it is 0, so are its derivatives.
     *
     * <p>Squares are summed without scaling: in floats a norm is 0 below about 1e-22 and infinite above 1e19, and its second
     * derivative overflows below about 1e-19.
     *
     * @return a tensor of shape {@code [batch]}
     */
    default Tensor normPerSample() {
        return sumPerSample(self().square()).safeSqrt();
    }

    /** The sum of the absolute values of each sample, over all axes but the first: [batch]. */
    default Tensor norm1PerSample() {
        return sumPerSample(self().abs());
    }

    /**
     * The sum of the diagonal of a square matrix, or of each one in the last two axes, which disappear.
     *
     * @throws ShapeException if the last two axes differ in length
     */
    default Tensor trace() {
        Shape shape = self().shape();
        if (shape.rank() < 2 || shape.extent(-1) != shape.extent(-2)) {
            throw new ShapeException("trace", "square matrices", shape.toString()).in(self().place());
        }
        int side = shape.extent(-1);
        int[] extents = Arrays.copyOf(shape.extents(), shape.rank() - 1);
        extents[extents.length - 1] = side * side;
        double[] diagonal = new double[side];
        Arrays.setAll(diagonal, i -> i * (side + 1.0));
        return self().reshape(Shape.of(extents))
                .gather(-1, Tensor.of(self().backend(), Shape.of(side), diagonal))
                .sum(-1);
    }

    // Choices along an axis
    // ------------------------------------------------------------------------------------------------------------------

    /** The largest element along an axis, which disappears; of equal ones the first has the whole derivative. */
    default Tensor max(int axis) {
        return top(axis, 1).sum(axis);
    }

    /** The smallest element along an axis, which disappears; of equal ones the first has the whole derivative. */
    default Tensor min(int axis) {
        return self().gather(axis, self().argmin(axis)).sum(axis);
    }

    /** The largest elements along an axis, largest first. With a count of 1 this is the maximum, whose axis stays. */
    default Tensor top(int axis, int count) {
        return self().gather(axis, self().order(axis, count, true));
    }

    /** The elements along an axis, smallest first or largest first; equal ones keep their order. */
    default Tensor sort(int axis, boolean largestFirst) {
        return self().gather(axis, self().order(axis, self().shape().extent(axis), largestFirst));
    }

    /** 1 at each label's place along a new last axis, 0 elsewhere; a label that is not from 0 to {@code classes} − 1 has no 1. */
    default Tensor oneHot(int classes) {
        double[] all = new double[classes];
        Arrays.setAll(all, i -> i);
        Shape shape = self().shape();
        return self().reshape(shape.inserted(shape.rank()))
                .equalTo(Tensor.of(self().backend(), Shape.of(classes), all));
    }

    // Probabilities
    // ------------------------------------------------------------------------------------------------------------------

    /** log Σ eˣ along an axis, which disappears; finite for all finite x. */
    default Tensor logSumExp(int axis) {
        int along = self().shape().axis(axis);
        Tensor largest = largest(along);
        return self().sub(largest).exp().sum(along).log().add(largest.sum(along));
    }

    /** eˣ / Σ eˣ along an axis. */
    default Tensor softmax(int axis) {
        int along = self().shape().axis(axis);
        Tensor powers = self().sub(largest(along)).exp();
        return powers.div(powers.sumAxes(along, along + 1));
    }

    /** log(eˣ / Σ eˣ) along an axis, without underflow. */
    default Tensor logSoftmax(int axis) {
        int along = self().shape().axis(axis);
        Tensor shifted = self().sub(largest(along));
        return shifted.sub(shifted.exp().sumAxes(along, along + 1).log());
    }

    // Shapes
    // ------------------------------------------------------------------------------------------------------------------

    /**
     * The elements before and after an axis's ends, mirrored about the first and the last one, which are not repeated.
     *
     * @throws ShapeException if there are not that many elements to mirror
     */
    default Tensor reflectPad(int axis, int before, int after) {
        int along = self().shape().axis(axis);
        int extent = self().shape().extent(along);
        if (Math.min(before, after) < 0 || Math.max(before, after) >= extent) {
            throw new ShapeException(
                            "reflectPad",
                            "from 0 to " + (extent - 1) + " on axis " + along + " of " + self().shape(),
                            before + " and " + after)
                    .in(self().place());
        }
        List<Tensor> parts = new ArrayList<>();
        if (before > 0) {
            parts.add(self().slice(along, 1, before + 1).flip(along));
        }
        parts.add(self());
        if (after > 0) {
            parts.add(self().slice(along, extent - 1 - after, extent - 1).flip(along));
        }
        return parts.size() == 1 ? self() : Tensor.concatenate(along, parts.toArray(Tensor[]::new));
    }

    /**
     * A constant to shift by before exponentials are taken. The result does not depend on it, and so needs no derivative through it.
     */
    private Tensor largest(int axis) {
        return self().top(axis, 1).stopGradient();
    }

    private static Tensor sumPerSample(Tensor x) {
        return x.sumAxes(1, x.shape().rank()).reshape(Shape.of(x.shape().extent(0)));
    }

    private Tensor self() {
        return (Tensor) this;
    }
}
