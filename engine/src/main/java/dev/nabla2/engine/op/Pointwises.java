package dev.nabla2.engine.op;

import static dev.nabla2.engine.backend.Elementwise.unary;
import static dev.nabla2.engine.op.Pointwise.Partial.NOTHING;
import static dev.nabla2.engine.op.Pointwise.Partial.ONE;

import dev.nabla2.engine.SecondDerivative;
import dev.nabla2.engine.SecondDerivativeException;
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
    public static final Pointwise RSQRT = on(
            Interval.POSITIVE,
            ofResult("rsqrt", x -> 1 / Math.sqrt(x), y -> y.square().mul(y).mul(-0.5)));
    public static final Pointwise SQUARE = of("square", x -> x * x, x -> x.mul(2));
    public static final Pointwise RECIPROCAL = on(
            Interval.POSITIVE,
            ofResult("reciprocal", x -> 1 / x, y -> y.square().negate()));
    public static final Pointwise SIN = of("sin", Math::sin, Tensor::cos);
    public static final Pointwise COS = of("cos", Math::cos, x -> x.sin().negate());
    public static final Pointwise ERF =
            of("erf", Erf::of, x -> x.square().negate().exp().mul(2 / Math.sqrt(Math.PI)));
    public static final Pointwise ERFC =
            of("erfc", Erf::complementary, x -> x.square().negate().exp().mul(-2 / Math.sqrt(Math.PI)));
    public static final Pointwise TANH =
            ofResult("tanh", Math::tanh, y -> y.square().negate().add(1));
    public static final Pointwise SIGMOID =
            ofResult("sigmoid", Pointwises::sigmoid, y -> y.mul(y.negate().add(1)));

    /** The square root of a sum of squares: both of its derivatives at 0 are taken as 0, so that a norm is never NaN. */
    public static final Pointwise SAFE_SQRT = kinked(
            Contract.c0(Kinks.at(0), "every derivative is 0"),
            on(
                    Interval.POSITIVE,
                    ofResult("safe_sqrt", Math::sqrt, y -> y.safeReciprocal().mul(0.5))));

    /** The reciprocal of a norm: 0 at 0, with every derivative. */
    public static final Pointwise SAFE_RECIPROCAL = kinked(
            Contract.jumps(Kinks.at(0), "0, and every derivative is 0"),
            on(
                    Interval.POSITIVE,
                    ofResult(
                            "safe_reciprocal",
                            x -> x == 0 ? 0 : 1 / x,
                            y -> y.square().negate())));

    public static final Pointwise ABS = kinked(
            Contract.c0(Kinks.at(0), "the derivative is 0, the mean of both sides"),
            of("abs", Math::abs, Tensor::sign));

    /** max(0, x) with {@link dev.nabla2.engine.SecondDerivative#ALMOST_EVERYWHERE}. */
    public static final Pointwise RELU = relu(
            Signature.of("relu"),
            Contract.c0(Kinks.at(0), "the derivative is 0, the left side's; the second is 0 almost everywhere"),
            Tensor::step);

    /** max(0, x) with {@link dev.nabla2.engine.SecondDerivative#FORBIDDEN}. */
    public static final Pointwise RELU_FORBIDDEN = relu(
            Signature.of("relu", SecondDerivative.FORBIDDEN),
            Contract.c0(Kinks.at(0), "the derivative is 0, the left side's; asking for the second is an error")
                    .upTo(1),
            Tensor::stepForbidden);

    /** The derivative of a relu whose second derivative is forbidden: differentiating it is an error. */
    public static final Pointwise STEP_FORBIDDEN = new Pointwise(
            Signature.of("step", SecondDerivative.FORBIDDEN),
            unary("step", 0, x -> x > 0 ? 1 : 0),
            List.of((x, y) -> {
                throw new SecondDerivativeException("relu", y.place());
            }),
            Contract.jumps(Kinks.at(0), "0, the left side's; differentiating it is an error")
                    .upTo(0),
            Interval.EVERYWHERE);

    /** x^y of positive x. */
    public static final Pointwise POWER = entry(
            Elementwise.binary("power", 0, Math::pow),
            List.of(
                    (x, y) -> x.get(1).mul(x.get(0).pow(x.get(1).sub(1))),
                    (x, y) -> y.mul(x.get(0).log())),
            Contract.SMOOTH,
            Interval.POSITIVE);

    public static final Pointwise DIVIDE = entry(
            Elementwise.binary("divide", 0, (a, b) -> a / b),
            List.of((x, y) -> x.get(1).reciprocal(), (x, y) -> y.div(x.get(1)).negate()),
            Contract.SMOOTH,
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
    public static final Pointwise WHERE = entry(
            new Elementwise("where", 3, 0, (mask, a, b) -> mask != 0 ? a : b),
            List.of(NOTHING, (x, y) -> x.get(0), (x, y) -> x.get(0).negate().add(1)),
            Contract.SMOOTH,
            Interval.EVERYWHERE);

    private Pointwises() {}

    /** x + c. */
    public static Pointwise shift(double c) {
        return entry(unary("shift", c, x -> x + c), List.of(ONE), Contract.SMOOTH, Interval.EVERYWHERE);
    }

    /** x^c for a number c: of any x if c is a whole number of at least 0, of positive x otherwise. */
    public static Pointwise pow(double c) {
        return new Pointwise(
                Signature.of("pow", c),
                unary("pow", c, x -> Math.pow(x, c)),
                List.of(c == 0 ? NOTHING : (x, y) -> x.get(0).pow(c - 1).mul(c)),
                Contract.SMOOTH,
                c >= 0 && c == Math.rint(c) ? Interval.EVERYWHERE : Interval.POSITIVE);
    }

    /** max(x, c) for a number c. */
    public static Pointwise atLeast(double c) {
        return new Pointwise(
                Signature.of("at_least", c),
                unary("at_least", c, x -> Math.max(x, c)),
                List.of((x, y) -> x.get(0).above(c)),
                Contract.c0(Kinks.at(c), "the derivative is 0, the left side's"),
                Interval.EVERYWHERE);
    }

    /** min(x, c) for a number c. */
    public static Pointwise atMost(double c) {
        return kinked(
                Contract.c0(Kinks.at(c), "the derivative is 1, the left side's"),
                of(
                        unary("at_most", c, x -> Math.min(x, c)),
                        x -> x.above(c).negate().add(1)));
    }

    /**
     * relu with its kink smoothed quadratically: 0 below −ε, (x + ε)² / 4ε up to ε, x above. Its second derivative is 1 / 2ε on that
     * band, where that of relu is a Dirac impulse.
     */
    public static Pointwise reluMollified(double epsilon) {
        return new Pointwise(
                Signature.of("relu", SecondDerivative.mollified(epsilon)),
                unary(
                        "relu_mollified",
                        epsilon,
                        x -> x <= -epsilon ? 0 : x <= epsilon ? (x + epsilon) * (x + epsilon) / (4 * epsilon) : x),
                List.of((x, y) ->
                        x.get(0).mul(1 / (2 * epsilon)).add(0.5).atLeast(0).atMost(1)),
                Contract.c1(Kinks.at(-epsilon, epsilon), "the second derivative is the left side's: 0 and 1 / 2ε"),
                Interval.EVERYWHERE);
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
                Contract.c0(
                        Kinks.at(0), "the derivative is the slope, the left side's; the second is 0 almost everywhere"),
                of(unary("leaky_relu", slope, x -> x <= 0 ? slope * x : x), x -> x.leakyStep(slope)));
    }

    /** x where positive, alpha (exp(x) - 1) elsewhere. */
    public static Pointwise elu(double alpha) {
        return entry(
                unary("elu", alpha, x -> x <= 0 ? alpha * Math.expm1(x) : x),
                List.of((x, y) -> x.get(0).step().where(Tensor.scalar(y.backend(), 1), y.add(alpha))),
                new Contract(
                        alpha == 1 ? Smoothness.C1 : Smoothness.C0,
                        Kinks.at(0),
                        "every derivative is alpha, the left side's",
                        Contract.ANY_ORDER),
                Interval.EVERYWHERE);
    }

    private static Pointwise relu(Signature signature, Contract contract, UnaryOperator<Tensor> derivative) {
        return new Pointwise(
                signature,
                unary("relu", 0, x -> x <= 0 ? 0 : x),
                List.of((x, y) -> derivative.apply(x.get(0))),
                contract,
                Interval.EVERYWHERE);
    }

    private static Pointwise of(String name, DoubleUnaryOperator f, UnaryOperator<Tensor> derivative) {
        return of(unary(name, 0, f), derivative);
    }

    private static Pointwise of(Elementwise f, UnaryOperator<Tensor> derivative) {
        return entry(f, List.of((x, y) -> derivative.apply(x.get(0))), Contract.SMOOTH, Interval.EVERYWHERE);
    }

    private static Pointwise ofResult(String name, DoubleUnaryOperator f, UnaryOperator<Tensor> derivativeOfResult) {
        return entry(
                unary(name, 0, f),
                List.of((x, y) -> derivativeOfResult.apply(y)),
                Contract.SMOOTH,
                Interval.EVERYWHERE);
    }

    private static Pointwise ordering(
            String name, java.util.function.DoubleBinaryOperator f, Pointwise.Partial a, Pointwise.Partial b) {
        return entry(
                Elementwise.binary(name, 0, f),
                List.of(a, b),
                Contract.c0(new Kinks.Tie(), "each operand's derivative is one half, the mean of both sides"),
                Interval.EVERYWHERE);
    }

    private static Pointwise entry(
            Elementwise function, List<Pointwise.Partial> partials, Contract contract, Interval domain) {
        return new Pointwise(Elementwises.signature(function), function, partials, contract, domain);
    }

    private static Pointwise on(Interval domain, Pointwise p) {
        return new Pointwise(p.signature(), p.function(), p.partials(), p.contract(), domain);
    }

    private static Pointwise kinked(Contract contract, Pointwise p) {
        return new Pointwise(p.signature(), p.function(), p.partials(), contract, p.domain());
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
