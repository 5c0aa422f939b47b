package dev.nabla2.engine;

import dev.nabla2.engine.op.Pointwises;

/** Functions applied element by element; two operands broadcast. What each means stands in {@link Pointwises}. */
public sealed interface PointwiseOperations permits Tensor {

    /** x + c. */
    default Tensor add(double c) {
        return Tensor.apply(Pointwises.shift(c), self());
    }

    /** x − c. */
    default Tensor sub(double c) {
        return add(-c);
    }

    /** x / y. */
    default Tensor div(Tensor y) {
        return Tensor.apply(Pointwises.DIVIDE, self(), y);
    }

    /** eˣ. */
    default Tensor exp() {
        return Tensor.apply(Pointwises.EXP, self());
    }

    /** eˣ − 1, exact near 0. */
    default Tensor expm1() {
        return Tensor.apply(Pointwises.EXPM1, self());
    }

    /** The natural logarithm. */
    default Tensor log() {
        return Tensor.apply(Pointwises.LOG, self());
    }

    /** log(1 + x), exact near 0. */
    default Tensor log1p() {
        return Tensor.apply(Pointwises.LOG1P, self());
    }

    /** √x; its derivative at 0 is infinite. For norms use {@link #safeSqrt}. */
    default Tensor sqrt() {
        return Tensor.apply(Pointwises.SQRT, self());
    }

    /** √x whose derivatives at 0 are taken as 0, as the norm of a zero vector needs. */
    default Tensor safeSqrt() {
        return Tensor.apply(Pointwises.SAFE_SQRT, self());
    }

    /** 1 / √x. */
    default Tensor rsqrt() {
        return Tensor.apply(Pointwises.RSQRT, self());
    }

    /** x². */
    default Tensor square() {
        return Tensor.apply(Pointwises.SQUARE, self());
    }

    /**
     * x^c. Where c is not a whole number, x is at least 0, and at 0 derivatives of an order above c are infinite; where c is negative, x
     * is not 0.
     */
    default Tensor pow(double c) {
        if (c == 1) {
            return self();
        }
        if (c == 2) {
            return square();
        }
        if (c == 0.5) {
            return sqrt();
        }
        if (c == -0.5) {
            return rsqrt();
        }
        return c == -1 ? reciprocal() : Tensor.apply(Pointwises.pow(c), self());
    }

    /** x^y of positive x. */
    default Tensor pow(Tensor y) {
        return Tensor.apply(Pointwises.POWER, self(), y);
    }

    /** 1 / x. */
    default Tensor reciprocal() {
        return Tensor.apply(Pointwises.RECIPROCAL, self());
    }

    /** 1 / x, and 0 where x is 0, with every derivative. */
    default Tensor safeReciprocal() {
        return Tensor.apply(Pointwises.SAFE_RECIPROCAL, self());
    }

    /** |x|; its derivative at 0 is 0. */
    default Tensor abs() {
        return Tensor.apply(Pointwises.ABS, self());
    }

    /** sin x. */
    default Tensor sin() {
        return Tensor.apply(Pointwises.SIN, self());
    }

    /** cos x. */
    default Tensor cos() {
        return Tensor.apply(Pointwises.COS, self());
    }

    /** The error function. */
    default Tensor erf() {
        return Tensor.apply(Pointwises.ERF, self());
    }

    /** 1 − erf(x), to full precision where it is small. */
    default Tensor erfc() {
        return Tensor.apply(Pointwises.ERFC, self());
    }

    /** The hyperbolic tangent. */
    default Tensor tanh() {
        return Tensor.apply(Pointwises.TANH, self());
    }

    /** 1 / (1 + e⁻ˣ). */
    default Tensor sigmoid() {
        return Tensor.apply(Pointwises.SIGMOID, self());
    }

    /** log(1 + e^(beta x)) / beta. */
    default Tensor softplus(double beta) {
        return Tensor.apply(Pointwises.softplus(beta), self());
    }

    /** max(0, x), whose derivative at 0 is 0 and whose second derivative is 0 almost everywhere. */
    default Tensor relu() {
        return Tensor.apply(Pointwises.RELU, self());
    }

    /** max(0, x) whose second derivative is as named. A mollified one has a smoothed value too; an annealed one is at its last ε. */
    default Tensor relu(SecondDerivative second) {
        if (second.settled() instanceof SecondDerivative.Mollified mollified) {
            return Tensor.apply(Pointwises.reluMollified(mollified.epsilon()), self());
        }
        return second == SecondDerivative.FORBIDDEN ? Tensor.apply(Pointwises.RELU_FORBIDDEN, self()) : relu();
    }

    /** 1 where positive, 0 elsewhere, as the derivative of relu whose own derivative is an error. */
    default Tensor stepForbidden() {
        return Tensor.apply(Pointwises.STEP_FORBIDDEN, self());
    }

    /** max(x, c); where they are equal the derivative is 0, the left side's. */
    default Tensor atLeast(double c) {
        return Tensor.apply(Pointwises.atLeast(c), self());
    }

    /** min(x, c); where they are equal the derivative is 1, the left side's. */
    default Tensor atMost(double c) {
        return Tensor.apply(Pointwises.atMost(c), self());
    }

    /** x where positive, slope · x elsewhere; the derivative at 0 is the slope. */
    default Tensor leakyRelu(double slope) {
        return Tensor.apply(Pointwises.leakyRelu(slope), self());
    }

    /** x where positive, alpha (eˣ − 1) elsewhere; every derivative at 0 is alpha (Clevert, Unterthiner and Hochreiter 2016). */
    default Tensor elu(double alpha) {
        return Tensor.apply(Pointwises.elu(alpha), self());
    }

    /** The larger of two; at a tie the derivative is shared. */
    default Tensor maximum(Tensor y) {
        return Tensor.apply(Pointwises.MAXIMUM, self(), y);
    }

    /** The smaller of two; at a tie the derivative is shared. */
    default Tensor minimum(Tensor y) {
        return Tensor.apply(Pointwises.MINIMUM, self(), y);
    }

    /**
     * This tensor as a mask of zeros and ones: {@code a} where it is 1, {@code b} where it is 0.
     *
     * <p>A derivative that is infinite in the branch not taken gives NaN, as 0 · ∞ does: keep the operand of that branch within its
     * domain, not only its result.
     */
    default Tensor where(Tensor a, Tensor b) {
        return Tensor.apply(Pointwises.WHERE, self(), a, b);
    }

    private Tensor self() {
        return (Tensor) this;
    }
}
