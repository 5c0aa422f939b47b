package dev.nabla2.opencl;

import dev.nabla2.engine.backend.Elementwise;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Elementwise functions in OpenCL C: of the arguments {@code a}, {@code b} and {@code c}, and of the function's constant {@code k}. */
final class Formulas {
    /** By name, in alphabetical order, so that sources made of all of them do not change from run to run. */
    private static final Map<String, String> TABLE = Map.copyOf(table());

    private static final List<String> NAMES = TABLE.keySet().stream().sorted().toList();

    private Formulas() {}

    private static Map<String, String> table() {
        Map<String, String> f = new TreeMap<>();
        f.put("copy", "a");
        f.put("negate", "-a");
        f.put("scale", "a * k");
        f.put("shift", "a + k");
        f.put("abs", "fabs(a)");
        f.put("sign", "a > 0 ? 1.0f : a < 0 ? -1.0f : a");
        f.put("step", "a > 0 ? 1.0f : 0.0f");
        f.put("leaky_step", "a > 0 ? 1.0f : k");
        f.put("above", "a > k ? 1.0f : 0.0f");
        f.put("at_least", "larger(a, k)");
        f.put("at_most", "smaller(a, k)");
        f.put("floor", "floor(a)");
        f.put("pow", "pow(a, k)");
        f.put("exp", "exp(a)");
        f.put("expm1", "expm1(a)");
        f.put("log", "log(a)");
        f.put("log1p", "log1p(a)");
        f.put("sqrt", "sqrt(a)");
        f.put("safe_sqrt", "sqrt(a)");
        f.put("rsqrt", "1 / sqrt(a)");
        f.put("square", "a * a");
        f.put("reciprocal", "1 / a");
        f.put("safe_reciprocal", "a == 0 ? 0.0f : 1 / a");
        f.put("sin", "sin(a)");
        f.put("cos", "cos(a)");
        f.put("tanh", "tanh(a)");
        f.put("erf", "erf(a)");
        f.put("erfc", "erfc(a)");
        f.put("sigmoid", "sigmoid(a)");
        f.put("softplus", "softplus(a, k)");
        f.put("relu", "a <= 0 ? 0.0f : a");
        f.put("relu_mollified", "a <= -k ? 0.0f : a <= k ? (a + k) * (a + k) / (4 * k) : a");
        f.put("leaky_relu", "a <= 0 ? k * a : a");
        f.put("elu", "a <= 0 ? k * expm1(a) : a");
        f.put("add", "a + b");
        f.put("subtract", "a - b");
        f.put("multiply", "a * b");
        f.put("divide", "a / b");
        f.put("power", "pow(a, b)");
        f.put("maximum", "larger(a, b)");
        f.put("minimum", "smaller(a, b)");
        f.put("greater", "a > b ? 1.0f : 0.0f");
        f.put("greater_or_equal", "a >= b ? 1.0f : 0.0f");
        f.put("equal", "a == b ? 1.0f : 0.0f");
        f.put("prefers", "a > b ? 1.0f : a == b ? 0.5f : 0.0f");
        f.put("where", "a != 0 ? b : c");
        return f;
    }

    /** The functions that have a formula, in order. */
    static List<String> names() {
        return NAMES;
    }

    static boolean knows(Elementwise function) {
        return TABLE.containsKey(function.name());
    }

    /** The number of a function among {@link #names}. */
    static Optional<Integer> number(Elementwise function) {
        return knows(function) ? Optional.of(NAMES.indexOf(function.name())) : Optional.empty();
    }

    /** A function in OpenCL C that computes the formula, called {@code f_NAME}. */
    static String definition(String name) {
        return "static inline float f_" + name
                + "(const float a, const float b, const float c, const float k) {\n    return " + TABLE.get(name)
                + ";\n}\n";
    }

    /** The function's constant as a float; a threshold is rounded down, so that the same floats are above it. */
    static float constant(Elementwise f) {
        float nearest = (float) f.constant();
        return f.name().equals("above") && nearest > f.constant() ? Math.nextDown(nearest) : nearest;
    }

    /** A float as OpenCL C writes it, exactly. */
    static String literal(float value) {
        if (Float.isNaN(value)) {
            return "NAN";
        }
        if (Float.isInfinite(value)) {
            return value > 0 ? "INFINITY" : "-INFINITY";
        }
        return Float.toHexString(value).toLowerCase(Locale.ROOT) + "f";
    }
}
