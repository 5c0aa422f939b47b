package dev.nabla2.engine.op;

import static dev.nabla2.engine.backend.Elementwise.unary;
import static dev.nabla2.engine.op.Pointwise.Partial.NOTHING;
import static dev.nabla2.engine.op.Pointwise.Partial.ONE;

import dev.nabla2.engine.Tensor;
import dev.nabla2.engine.backend.Elementwise;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;

/** The table of pointwise operations: definition, derivative, and what holds at a kink. */
public final class Pointwises {
    public static final Pointwise EXP = ofResult("exp", Math::exp, y -> y);
    public static final Pointwise EXPM1 = ofResult("expm1", Math::expm1, y -> y.add(1));
    public static final Pointwise LOG = on(Interval.POSITIVE, of("log", Math::log, Tensor::reciprocal));
    public static final Pointwise LOG1P = on(
            new Interval(-1, Double.POSITIVE_INFINITY),
            of("log1p", Math::log1p, x -> x.add(1).reciprocal()));
    public static final Pointwise SQRT = on(
            Interval.POSITIVE, ofResult("sqrt", Math::sqrt, y -> y.reciprocal().mul(0.5)));
    public static final Pointwise SQUARE = of("square", x -> x * x, x -> x.mul(2));
    public static final Pointwise RECIPROCAL = on(
            Interval.POSITIVE,
            ofResult("reciprocal", x -> 1 / x, y -> y.square().negate()));
    public static final Pointwise SIN = of("sin", Math::sin, Tensor::cos);
    public static final Pointwise COS = of("cos", Math::cos, x -> x.sin().negate());
    public static final Pointwise ERF =
            of("erf", Erf::of, x -> x.square().negate().exp().mul(2 / Math.sqrt(Math.PI)));
    public static final Pointwise TANH =
            ofResult("tanh", Math::tanh, y -> y.square().negate().add(1));
    public static final Pointwise SIGMOID =
            ofResult("sigmoid", Pointwises::sigmoid, y -> y.mul(y.negate().add(1)));

    /** The square root of a sum of squares: both of its derivatives at 0 are taken as 0, so that a norm is never NaN. */
    public static final Pointwise SAFE_SQRT = kinked(
            Smoothness.C0,
            "at 0 every derivative is 0",
            on(
                    Interval.POSITIVE,
                    ofResult("safe_sqrt", Math::sqrt, y -> y.safeReciprocal().mul(0.5))));

    /** The reciprocal of a norm: 0 at 0, with every derivative. */
    public static final Pointwise SAFE_RECIPROCAL = on(
            Interval.POSITIVE,
            ofResult("safe_reciprocal", x -> x == 0 ? 0 : 1 / x, y -> y.square().negate()));

    public static final Pointwise ABS = kinked(
            Smoothness.C0, "at 0 the derivative is 0, the mean of both sides", of("abs", Math::abs, Tensor::sign));

    public static final Pointwise RELU = kinked(
            Smoothness.C0,
            "at 0 the derivative is 0, the left side's; the second is 0 almost everywhere",
            of("relu", x -> x <= 0 ? 0 : x, Tensor::step));

    public static final Pointwise DIVIDE = new Pointwise(
            Elementwise.binary("divide", 0, (a, b) -> a / b),
            List.of((x, y) -> x.get(1).reciprocal(), (x, y) -> y.div(x.get(1)).negate()),
            Smoothness.SMOOTH,
            "",
            Interval.POSITIVE);

    public static final Pointwise MAXIMUM = ordering(
            "maximum",
            Math::max,
            (x, y) -> x.get(0).prefers(x.get(1)),
            (x, y) -> x.get(1).prefers(x.get(0)));

    public static final Pointwise MINIMUM = ordering(
            "minimum",
            Math::min,
            (x, y) -> x.get(1).prefers(x.get(0)),
            (x, y) -> x.get(0).prefers(x.get(1)));

    /** where(mask, a, b): a where the mask is 1, b where it is 0. */
    public static final Pointwise WHERE = new Pointwise(
            new Elementwise("where", 3, 0, (mask, a, b) -> mask != 0 ? a : b),
            List.of(NOTHING, (x, y) -> x.get(0), (x, y) -> x.get(0).negate().add(1)),
            Smoothness.SMOOTH,
            "",
            Interval.EVERYWHERE);

    private Pointwises() {}

    /** x + c. */
    public static Pointwise shift(double c) {
        return new Pointwise(unary("shift", c, x -> x + c), List.of(ONE), Smoothness.SMOOTH, "", Interval.EVERYWHERE);
    }

    /** log(1 + exp(beta x)) / beta. */
    public static Pointwise softplus(double beta) {
        return of(
                unary("softplus", beta, x -> softplusOf(beta * x) / beta),
                x -> x.mul(beta).sigmoid());
    }

    /** x where positive, slope x elsewhere. */
    public static Pointwise leakyRelu(double slope) {
        return kinked(
                Smoothness.C0,
                "at 0 the derivative is the slope, the left side's; the second is 0 almost everywhere",
                of(unary("leaky_relu", slope, x -> x <= 0 ? slope * x : x), x -> x.leakyStep(slope)));
    }

    /** x where positive, alpha (exp(x) - 1) elsewhere. */
    public static Pointwise elu(double alpha) {
        return new Pointwise(
                unary("elu", alpha, x -> x <= 0 ? alpha * Math.expm1(x) : x),
                List.of((x, y) -> x.get(0).step().where(Tensor.scalar(y.backend(), 1), y.add(alpha))),
                alpha == 1 ? Smoothness.C1 : Smoothness.C0,
                "at 0 every derivative is alpha, the left side's",
                Interval.EVERYWHERE);
    }

    private static Pointwise of(String name, DoubleUnaryOperator f, UnaryOperator<Tensor> derivative) {
        return of(unary(name, 0, f), derivative);
    }

    private static Pointwise of(Elementwise f, UnaryOperator<Tensor> derivative) {
        return new Pointwise(
                f, List.of((x, y) -> derivative.apply(x.get(0))), Smoothness.SMOOTH, "", Interval.EVERYWHERE);
    }

    private static Pointwise ofResult(String name, DoubleUnaryOperator f, UnaryOperator<Tensor> derivativeOfResult) {
        return new Pointwise(
                unary(name, 0, f),
                List.of((x, y) -> derivativeOfResult.apply(y)),
                Smoothness.SMOOTH,
                "",
                Interval.EVERYWHERE);
    }

    private static Pointwise ordering(
            String name, java.util.function.DoubleBinaryOperator f, Pointwise.Partial a, Pointwise.Partial b) {
        return new Pointwise(
                Elementwise.binary(name, 0, f),
                List.of(a, b),
                Smoothness.C0,
                "at a tie each operand's derivative is one half",
                Interval.EVERYWHERE);
    }

    private static Pointwise on(Interval domain, Pointwise p) {
        return new Pointwise(p.function(), p.partials(), p.smoothness(), p.kink(), domain);
    }

    private static Pointwise kinked(Smoothness smoothness, String kink, Pointwise p) {
        return new Pointwise(p.function(), p.partials(), smoothness, kink, p.domain());
    }

    /** Without the overflow of exp(-x), and without losing the small values at large negative x. */
    private static double sigmoid(double x) {
        double e = Math.exp(-Math.abs(x));
        return x >= 0 ? 1 / (1 + e) : e / (1 + e);
    }

    private static double softplusOf(double x) {
        return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
    }
}
