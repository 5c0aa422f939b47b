package dev.nabla2.engine.backend.cpu;

import java.util.Map;

/** Limits, comparisons, rounding and the reciprocal root, as plain loops. */
final class ScalarLimits {
    static final Map<String, Dense> ALL = Map.ofEntries(
            Map.entry("rsqrt", ScalarLimits::reciprocalRoot),
            Map.entry("floor", ScalarLimits::floor),
            Map.entry("at_least", ScalarLimits::atLeast),
            Map.entry("at_most", ScalarLimits::atMost),
            Map.entry("above", ScalarLimits::above),
            Map.entry("greater_or_equal", ScalarLimits::greaterOrEqual),
            Map.entry("equal", ScalarLimits::equal));

    private ScalarLimits() {}

    private static void reciprocalRoot(Dense.Span s) {
        float[] out = s.out();
        float[] a = s.a();
        int o = s.o();
        int i = s.i();
        for (int n = 0; n < s.count(); n++) {
            float x = a[i + n];
            out[o + n] = (float) (1 / Math.sqrt(x));
        }
    }

    private static void floor(Dense.Span s) {
        float[] out = s.out();
        float[] a = s.a();
        int o = s.o();
        int i = s.i();
        for (int n = 0; n < s.count(); n++) {
            float x = a[i + n];
            out[o + n] = (float) Math.floor(x);
        }
    }

    private static void atLeast(Dense.Span s) {
        float[] out = s.out();
        float[] a = s.a();
        int o = s.o();
        int i = s.i();
        float k = s.constant();
        for (int n = 0; n < s.count(); n++) {
            float x = a[i + n];
            out[o + n] = Math.max(x, k);
        }
    }

    private static void atMost(Dense.Span s) {
        float[] out = s.out();
        float[] a = s.a();
        int o = s.o();
        int i = s.i();
        float k = s.constant();
        for (int n = 0; n < s.count(); n++) {
            float x = a[i + n];
            out[o + n] = Math.min(x, k);
        }
    }

    private static void above(Dense.Span s) {
        float[] out = s.out();
        float[] a = s.a();
        int o = s.o();
        int i = s.i();
        float k = s.constant();
        for (int n = 0; n < s.count(); n++) {
            float x = a[i + n];
            out[o + n] = x > k ? 1 : 0;
        }
    }

    private static void greaterOrEqual(Dense.Span s) {
        float[] out = s.out();
        float[] a = s.a();
        float[] b = s.b();
        int o = s.o();
        int i = s.i();
        int j = s.j();
        for (int n = 0; n < s.count(); n++) {
            out[o + n] = a[i + n] >= b[j + n] ? 1 : 0;
        }
    }

    private static void equal(Dense.Span s) {
        float[] out = s.out();
        float[] a = s.a();
        float[] b = s.b();
        int o = s.o();
        int i = s.i();
        int j = s.j();
        for (int n = 0; n < s.count(); n++) {
            out[o + n] = a[i + n] == b[j + n] ? 1 : 0;
        }
    }
}
