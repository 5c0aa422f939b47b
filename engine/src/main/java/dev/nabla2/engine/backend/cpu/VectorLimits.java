package dev.nabla2.engine.backend.cpu;

import java.util.Map;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** Limits, comparisons and the reciprocal root, each with a loop of its own: in a shared one vectors would be boxed. */
final class VectorLimits {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();

    static final Map<String, Dense> ALL = Map.ofEntries(
            Map.entry("rsqrt", VectorLimits::reciprocalRoot),
            Map.entry("relu_mollified", VectorLimits::reluMollified),
            Map.entry("pow", VectorPowers::pow),
            Map.entry("at_least", VectorLimits::atLeast),
            Map.entry("at_most", VectorLimits::atMost),
            Map.entry("above", VectorLimits::above),
            Map.entry("greater_or_equal", VectorLimits::greaterOrEqual),
            Map.entry("equal", VectorLimits::equal));

    private VectorLimits() {}

    private static void reciprocalRoot(Dense.Span s) {
        float[] a = s.a();
        float[] out = s.out();
        int i = s.i();
        int o = s.o();
        for (int n = 0; n < s.count(); n += LANES) {
            FloatVector x = FloatVector.fromArray(SPECIES, a, i + n);
            FloatVector.broadcast(SPECIES, 1f).div(x.sqrt()).intoArray(out, o + n);
        }
    }

    private static void reluMollified(Dense.Span s) {
        float[] a = s.a();
        float[] out = s.out();
        int i = s.i();
        int o = s.o();
        float epsilon = s.constant();
        for (int n = 0; n < s.count(); n += LANES) {
            FloatVector x = FloatVector.fromArray(SPECIES, a, i + n);
            FloatVector above = x.add(epsilon);
            above.mul(above)
                    .div(4 * epsilon)
                    .blend(0f, x.compare(VectorOperators.LE, -epsilon))
                    .blend(x, x.compare(VectorOperators.GT, epsilon))
                    .intoArray(out, o + n);
        }
    }

    private static void atLeast(Dense.Span s) {
        float[] a = s.a();
        float[] out = s.out();
        int i = s.i();
        int o = s.o();
        float k = s.constant();
        for (int n = 0; n < s.count(); n += LANES) {
            FloatVector x = FloatVector.fromArray(SPECIES, a, i + n);
            x.max(k).intoArray(out, o + n);
        }
    }

    private static void atMost(Dense.Span s) {
        float[] a = s.a();
        float[] out = s.out();
        int i = s.i();
        int o = s.o();
        float k = s.constant();
        for (int n = 0; n < s.count(); n += LANES) {
            FloatVector x = FloatVector.fromArray(SPECIES, a, i + n);
            x.min(k).intoArray(out, o + n);
        }
    }

    private static void above(Dense.Span s) {
        float[] a = s.a();
        float[] out = s.out();
        int i = s.i();
        int o = s.o();
        float k = s.constant();
        for (int n = 0; n < s.count(); n += LANES) {
            FloatVector x = FloatVector.fromArray(SPECIES, a, i + n);
            FloatVector.zero(SPECIES)
                    .blend(1f, x.compare(VectorOperators.GT, k))
                    .intoArray(out, o + n);
        }
    }

    private static void greaterOrEqual(Dense.Span s) {
        float[] a = s.a();
        float[] b = s.b();
        float[] out = s.out();
        int i = s.i();
        int j = s.j();
        int o = s.o();
        for (int n = 0; n < s.count(); n += LANES) {
            FloatVector x = FloatVector.fromArray(SPECIES, a, i + n);
            FloatVector y = FloatVector.fromArray(SPECIES, b, j + n);
            FloatVector.zero(SPECIES)
                    .blend(1f, x.compare(VectorOperators.GE, y))
                    .intoArray(out, o + n);
        }
    }

    private static void equal(Dense.Span s) {
        float[] a = s.a();
        float[] b = s.b();
        float[] out = s.out();
        int i = s.i();
        int j = s.j();
        int o = s.o();
        for (int n = 0; n < s.count(); n += LANES) {
            FloatVector x = FloatVector.fromArray(SPECIES, a, i + n);
            FloatVector y = FloatVector.fromArray(SPECIES, b, j + n);
            FloatVector.zero(SPECIES)
                    .blend(1f, x.compare(VectorOperators.EQ, y))
                    .intoArray(out, o + n);
        }
    }
}
