package dev.nabla2.engine.backend;

import java.util.ArrayList;
import java.util.List;

/** Every elementwise function for which a backend may hold a kernel, and one for which none does. */
final class Functions {
    private static final double SLOPE = 0.2f;

    private Functions() {}

    static List<Elementwise> all() {
        List<Elementwise> all = new ArrayList<>(unary());
        all.addAll(binary());
        all.add(new Elementwise("where", 3, 0, (a, b, c) -> a != 0 ? b : c));
        all.add(new Elementwise("unknown", 3, 0, (a, b, c) -> a * b - c));
        return all;
    }

    static List<Elementwise> binary() {
        return List.of(
                Elementwise.binary("add", 0, Double::sum),
                Elementwise.binary("subtract", 0, (a, b) -> a - b),
                Elementwise.binary("multiply", 0, (a, b) -> a * b),
                Elementwise.binary("divide", 0, (a, b) -> a / b),
                Elementwise.binary("maximum", 0, Math::max),
                Elementwise.binary("minimum", 0, Math::min),
                Elementwise.binary("greater_or_equal", 0, (a, b) -> a >= b ? 1 : 0),
                Elementwise.binary("equal", 0, (a, b) -> a == b ? 1 : 0),
                Elementwise.binary("greater", 0, (a, b) -> a > b ? 1 : 0),
                Elementwise.binary("prefers", 0, (a, b) -> a > b ? 1 : a == b ? 0.5 : 0));
    }

    static List<Elementwise> unary() {
        return List.of(
                Elementwise.unary("copy", 0, x -> x),
                Elementwise.unary("negate", 0, x -> -x),
                Elementwise.unary("scale", SLOPE, x -> x * SLOPE),
                Elementwise.unary("shift", SLOPE, x -> x + SLOPE),
                Elementwise.unary("abs", 0, Math::abs),
                Elementwise.unary("sign", 0, Math::signum),
                Elementwise.unary("step", 0, x -> x > 0 ? 1 : 0),
                Elementwise.unary("leaky_step", SLOPE, x -> x > 0 ? 1 : SLOPE),
                Elementwise.unary("above", 0.1, x -> x > 0.1 ? 1 : 0),
                Elementwise.unary("above", -0.5, x -> x > -0.5 ? 1 : 0),
                Elementwise.unary("at_least", SLOPE, x -> Math.max(x, SLOPE)),
                Elementwise.unary("at_most", SLOPE, x -> Math.min(x, SLOPE)),
                Elementwise.unary("floor", 0, Math::floor),
                Elementwise.unary("pow", 1, x -> x),
                Elementwise.unary("pow", 3, x -> Math.pow(x, 3)),
                Elementwise.unary("pow", -2, x -> Math.pow(x, -2)),
                Elementwise.unary("pow", 2.5, x -> Math.pow(x, 2.5)),
                Elementwise.unary("relu_mollified", 0.25, x -> mollified(0.25, x)),
                Elementwise.unary("rsqrt", 0, x -> 1 / Math.sqrt(x)),
                Elementwise.unary("exp", 0, Math::exp),
                Elementwise.unary("log", 0, Math::log),
                Elementwise.unary("log1p", 0, Math::log1p),
                Elementwise.unary("expm1", 0, Math::expm1),
                Elementwise.unary("sqrt", 0, Math::sqrt),
                Elementwise.unary("square", 0, x -> x * x),
                Elementwise.unary("reciprocal", 0, x -> 1 / x),
                Elementwise.unary("safe_reciprocal", 0, x -> x == 0 ? 0 : 1 / x),
                Elementwise.unary("tanh", 0, Math::tanh),
                Elementwise.unary("sigmoid", 0, x -> 1 / (1 + Math.exp(-x))),
                Elementwise.unary("softplus", 1, x -> softplus(1, x)),
                Elementwise.unary("softplus", 2.5, x -> softplus(2.5, x)),
                Elementwise.unary("relu", 0, x -> x <= 0 ? 0 : x),
                Elementwise.unary("leaky_relu", SLOPE, x -> x > 0 ? x : SLOPE * x),
                Elementwise.unary("elu", SLOPE, x -> x > 0 ? x : SLOPE * Math.expm1(x)),
                Elementwise.unary("erf", 0, Functions::erf),
                Elementwise.unary("erfc", 0, Functions::erfc),
                Elementwise.unary("sin", 0, Math::sin),
                Elementwise.unary("cos", 0, Math::cos));
    }

    private static double mollified(double epsilon, double x) {
        return x <= -epsilon ? 0 : x <= epsilon ? (x + epsilon) * (x + epsilon) / (4 * epsilon) : x;
    }

    private static double softplus(double beta, double x) {
        return (Math.max(beta * x, 0) + Math.log1p(Math.exp(-Math.abs(beta * x)))) / beta;
    }

    private static double erf(double x) {
        return Math.abs(x) < 1 ? series(x) : Math.signum(x) * (1 - tail(Math.abs(x)));
    }

    private static double erfc(double x) {
        return Math.abs(x) < 1 ? 1 - series(x) : x < 0 ? 2 - tail(-x) : tail(x);
    }

    /** Maclaurin's series, in the form in which each term is made of those after it. */
    private static double series(double x) {
        double rest = 0;
        for (int n = 25; n > 0; n--) {
            rest = -x * x / n * (1.0 / (2 * n + 1) + rest);
        }
        return 2 / Math.sqrt(Math.PI) * (x + x * rest);
    }

    /** 2x/π · exp(−x²) ∫ exp(−t²) / (t² + x²) dt from 0 on by the trapezoidal rule, which is exact here but for exp(−2πx/h). */
    private static double tail(double x) {
        double h = 0.15;
        double sum = 0.5 / (x * x);
        for (double t = h; t < 7; t += h) {
            sum += Math.exp(-t * t) / (t * t + x * x);
        }
        double integral = h * sum;
        return Double.isInfinite(x) ? 0 : 2 * x / Math.PI * Math.exp(-x * x) * integral;
    }
}
