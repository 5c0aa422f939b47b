package dev.nabla2.engine.backend.cpu;

import java.util.Map;
import java.util.Optional;

/** Elementwise functions as plain loops; the compiler turns most of the cheap ones into vector instructions by itself. */
final class ScalarElementwise {
    private static final Map<String, Dense> CHEAP = Map.ofEntries(
            Map.entry("copy", s -> System.arraycopy(s.a(), s.i(), s.out(), s.o(), s.count())),
            Map.entry("negate", ScalarElementwise::negate),
            Map.entry("scale", ScalarElementwise::scale),
            Map.entry("shift", ScalarElementwise::shift),
            Map.entry("abs", ScalarElementwise::abs),
            Map.entry("sign", ScalarElementwise::sign),
            Map.entry("step", ScalarElementwise::step),
            Map.entry("leaky_step", ScalarElementwise::leakyStep),
            Map.entry("sqrt", ScalarElementwise::sqrt),
            Map.entry("square", ScalarElementwise::square),
            Map.entry("reciprocal", ScalarElementwise::reciprocal),
            Map.entry("safe_reciprocal", ScalarElementwise::safeReciprocal),
            Map.entry("relu", ScalarElementwise::relu),
            Map.entry("leaky_relu", ScalarElementwise::leakyRelu),
            Map.entry("add", ScalarElementwise::add),
            Map.entry("subtract", ScalarElementwise::subtract),
            Map.entry("multiply", ScalarElementwise::multiply),
            Map.entry("divide", ScalarElementwise::divide),
            Map.entry("maximum", ScalarElementwise::maximum),
            Map.entry("minimum", ScalarElementwise::minimum),
            Map.entry("greater", ScalarElementwise::greater),
            Map.entry("prefers", ScalarElementwise::prefers),
            Map.entry("where", ScalarElementwise::where));

    /** Functions so costly that a call for each element does not matter; in double precision, rounded once. */
    @FunctionalInterface
    private interface Costly {
        double at(double x, double constant);
    }

    private static final Map<String, Costly> COSTLY = Map.ofEntries(
            Map.entry("exp", (x, k) -> Math.exp(x)),
            Map.entry("log", (x, k) -> Math.log(x)),
            Map.entry("log1p", (x, k) -> Math.log1p(x)),
            Map.entry("expm1", (x, k) -> Math.expm1(x)),
            Map.entry("tanh", (x, k) -> Math.tanh(x)),
            Map.entry("sigmoid", (x, k) -> 1 / (1 + Math.exp(-x))),
            Map.entry("softplus", (x, k) -> (Math.max(k * x, 0) + Math.log1p(Math.exp(-Math.abs(k * x)))) / k),
            Map.entry("elu", (x, k) -> x > 0 ? x : k * Math.expm1(x)),
            Map.entry("erf", (x, k) -> ErrorFunction.erf(x)),
            Map.entry("erfc", (x, k) -> ErrorFunction.erfc(x)),
            Map.entry("sin", (x, k) -> Math.sin(x)),
            Map.entry("cos", (x, k) -> Math.cos(x)));

    private ScalarElementwise() {}

    static Optional<Dense> find(String name) {
        Costly costly = COSTLY.get(name);
        Dense cheap = CHEAP.getOrDefault(name, ScalarLimits.ALL.get(name));
        return costly == null ? Optional.ofNullable(cheap) : Optional.of(s -> each(s, costly));
    }

    private static void each(Dense.Span s, Costly f) {
        for (int n = 0; n < s.count(); n++) {
            s.out()[s.o() + n] = (float) f.at(s.a()[s.i() + n], s.constant());
        }
    }

    private static void negate(Dense.Span s) {
        float[] out = s.out();
        float[] a = s.a();
        int o = s.o();
        int i = s.i();
        for (int n = 0; n < s.count(); n++) {
            float x = a[i + n];
            out[o + n] = -x;
        }
    }

    private static void scale(Dense.Span s) {
        float[] out = s.out();
        float[] a = s.a();
        int o = s.o();
        int i = s.i();
        float k = s.constant();
        for (int n = 0; n < s.count(); n++) {
            float x = a[i + n];
            out[o + n] = x * k;
        }
    }

    private static void shift(Dense.Span s) {
        float[] out = s.out();
        float[] a = s.a();
        int o = s.o();
        int i = s.i();
        float k = s.constant();
        for (int n = 0; n < s.count(); n++) {
            float x = a[i + n];
            out[o + n] = x + k;
        }
    }

    private static void abs(Dense.Span s) {
        float[] out = s.out();
        float[] a = s.a();
        int o = s.o();
        int i = s.i();
        for (int n = 0; n < s.count(); n++) {
            float x = a[i + n];
            out[o + n] = Math.abs(x);
        }
    }

    private static void sign(Dense.Span s) {
        float[] out = s.out();
        float[] a = s.a();
        int o = s.o();
        int i = s.i();
        for (int n = 0; n < s.count(); n++) {
            float x = a[i + n];
            out[o + n] = Math.signum(x);
        }
    }

    private static void step(Dense.Span s) {
        float[] out = s.out();
        float[] a = s.a();
        int o = s.o();
        int i = s.i();
        for (int n = 0; n < s.count(); n++) {
            float x = a[i + n];
            out[o + n] = x > 0 ? 1 : 0;
        }
    }

    private static void leakyStep(Dense.Span s) {
        float[] out = s.out();
        float[] a = s.a();
        int o = s.o();
        int i = s.i();
        float k = s.constant();
        for (int n = 0; n < s.count(); n++) {
            float x = a[i + n];
            out[o + n] = x > 0 ? 1 : k;
        }
    }

    private static void sqrt(Dense.Span s) {
        float[] out = s.out();
        float[] a = s.a();
        int o = s.o();
        int i = s.i();
        for (int n = 0; n < s.count(); n++) {
            float x = a[i + n];
            out[o + n] = (float) Math.sqrt(x);
        }
    }

    private static void square(Dense.Span s) {
        float[] out = s.out();
        float[] a = s.a();
        int o = s.o();
        int i = s.i();
        for (int n = 0; n < s.count(); n++) {
            float x = a[i + n];
            out[o + n] = x * x;
        }
    }

    private static void reciprocal(Dense.Span s) {
        float[] out = s.out();
        float[] a = s.a();
        int o = s.o();
        int i = s.i();
        for (int n = 0; n < s.count(); n++) {
            float x = a[i + n];
            out[o + n] = 1 / x;
        }
    }

    private static void safeReciprocal(Dense.Span s) {
        float[] out = s.out();
        float[] a = s.a();
        int o = s.o();
        int i = s.i();
        for (int n = 0; n < s.count(); n++) {
            float x = a[i + n];
            out[o + n] = x == 0 ? 0 : 1 / x;
        }
    }

    private static void relu(Dense.Span s) {
        float[] out = s.out();
        float[] a = s.a();
        int o = s.o();
        int i = s.i();
        for (int n = 0; n < s.count(); n++) {
            float x = a[i + n];
            out[o + n] = x <= 0 ? 0 : x;
        }
    }

    private static void leakyRelu(Dense.Span s) {
        float[] out = s.out();
        float[] a = s.a();
        int o = s.o();
        int i = s.i();
        float k = s.constant();
        for (int n = 0; n < s.count(); n++) {
            float x = a[i + n];
            out[o + n] = x <= 0 ? k * x : x;
        }
    }

    private static void add(Dense.Span s) {
        float[] out = s.out();
        float[] a = s.a();
        float[] b = s.b();
        int o = s.o();
        int i = s.i();
        int j = s.j();
        for (int n = 0; n < s.count(); n++) {
            float x = a[i + n];
            float y = b[j + n];
            out[o + n] = x + y;
        }
    }

    private static void subtract(Dense.Span s) {
        float[] out = s.out();
        float[] a = s.a();
        float[] b = s.b();
        int o = s.o();
        int i = s.i();
        int j = s.j();
        for (int n = 0; n < s.count(); n++) {
            float x = a[i + n];
            float y = b[j + n];
            out[o + n] = x - y;
        }
    }

    private static void multiply(Dense.Span s) {
        float[] out = s.out();
        float[] a = s.a();
        float[] b = s.b();
        int o = s.o();
        int i = s.i();
        int j = s.j();
        for (int n = 0; n < s.count(); n++) {
            float x = a[i + n];
            float y = b[j + n];
            out[o + n] = x * y;
        }
    }

    private static void divide(Dense.Span s) {
        float[] out = s.out();
        float[] a = s.a();
        float[] b = s.b();
        int o = s.o();
        int i = s.i();
        int j = s.j();
        for (int n = 0; n < s.count(); n++) {
            float x = a[i + n];
            float y = b[j + n];
            out[o + n] = x / y;
        }
    }

    private static void maximum(Dense.Span s) {
        float[] out = s.out();
        float[] a = s.a();
        float[] b = s.b();
        int o = s.o();
        int i = s.i();
        int j = s.j();
        for (int n = 0; n < s.count(); n++) {
            float x = a[i + n];
            float y = b[j + n];
            out[o + n] = Math.max(x, y);
        }
    }

    private static void minimum(Dense.Span s) {
        float[] out = s.out();
        float[] a = s.a();
        float[] b = s.b();
        int o = s.o();
        int i = s.i();
        int j = s.j();
        for (int n = 0; n < s.count(); n++) {
            float x = a[i + n];
            float y = b[j + n];
            out[o + n] = Math.min(x, y);
        }
    }

    private static void greater(Dense.Span s) {
        float[] out = s.out();
        float[] a = s.a();
        float[] b = s.b();
        int o = s.o();
        int i = s.i();
        int j = s.j();
        for (int n = 0; n < s.count(); n++) {
            float x = a[i + n];
            float y = b[j + n];
            out[o + n] = x > y ? 1 : 0;
        }
    }

    private static void prefers(Dense.Span s) {
        float[] out = s.out();
        float[] a = s.a();
        float[] b = s.b();
        int o = s.o();
        int i = s.i();
        int j = s.j();
        for (int n = 0; n < s.count(); n++) {
            float x = a[i + n];
            float y = b[j + n];
            out[o + n] = x > y ? 1 : x == y ? 0.5f : 0;
        }
    }

    private static void where(Dense.Span s) {
        for (int n = 0; n < s.count(); n++) {
            s.out()[s.o() + n] = s.a()[s.i() + n] != 0 ? s.b()[s.j() + n] : s.c()[s.k() + n];
        }
    }
}
