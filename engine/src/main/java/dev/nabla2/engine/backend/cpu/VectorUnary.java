package dev.nabla2.engine.backend.cpu;

import java.util.Map;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** The cheap functions of one argument, each with a loop of its own: in a shared one vectors would be boxed. */
final class VectorUnary {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();

    static final Map<String, Dense> ALL = Map.ofEntries(
            Map.entry("copy", VectorUnary::copy),
            Map.entry("negate", VectorUnary::negate),
            Map.entry("scale", VectorUnary::scale),
            Map.entry("shift", VectorUnary::shift),
            Map.entry("abs", VectorUnary::abs),
            Map.entry("sign", VectorUnary::sign),
            Map.entry("step", VectorUnary::step),
            Map.entry("leaky_step", VectorUnary::leakyStep),
            Map.entry("sqrt", VectorUnary::sqrt),
            Map.entry("square", VectorUnary::square),
            Map.entry("reciprocal", VectorUnary::reciprocal),
            Map.entry("safe_reciprocal", VectorUnary::safeReciprocal),
            Map.entry("relu", VectorUnary::relu),
            Map.entry("leaky_relu", VectorUnary::leakyRelu));

    private VectorUnary() {}

    private static void copy(Dense.Span s) {
        System.arraycopy(s.a(), s.i(), s.out(), s.o(), s.count());
    }

    private static void negate(Dense.Span s) {
        float[] a = s.a();
        float[] out = s.out();
        int i = s.i();
        int o = s.o();
        for (int n = 0; n < s.count(); n += LANES) {
            FloatVector x = FloatVector.fromArray(SPECIES, a, i + n);
            x.neg().intoArray(out, o + n);
        }
    }

    private static void scale(Dense.Span s) {
        float[] a = s.a();
        float[] out = s.out();
        int i = s.i();
        int o = s.o();
        float k = s.constant();
        for (int n = 0; n < s.count(); n += LANES) {
            FloatVector x = FloatVector.fromArray(SPECIES, a, i + n);
            x.mul(k).intoArray(out, o + n);
        }
    }

    private static void shift(Dense.Span s) {
        float[] a = s.a();
        float[] out = s.out();
        int i = s.i();
        int o = s.o();
        float k = s.constant();
        for (int n = 0; n < s.count(); n += LANES) {
            FloatVector x = FloatVector.fromArray(SPECIES, a, i + n);
            x.add(k).intoArray(out, o + n);
        }
    }

    private static void abs(Dense.Span s) {
        float[] a = s.a();
        float[] out = s.out();
        int i = s.i();
        int o = s.o();
        for (int n = 0; n < s.count(); n += LANES) {
            FloatVector x = FloatVector.fromArray(SPECIES, a, i + n);
            x.abs().intoArray(out, o + n);
        }
    }

    private static void sign(Dense.Span s) {
        float[] a = s.a();
        float[] out = s.out();
        int i = s.i();
        int o = s.o();
        for (int n = 0; n < s.count(); n += LANES) {
            FloatVector x = FloatVector.fromArray(SPECIES, a, i + n);
            x.blend(1f, x.compare(VectorOperators.GT, 0f))
                    .blend(-1f, x.compare(VectorOperators.LT, 0f))
                    .intoArray(out, o + n);
        }
    }

    private static void step(Dense.Span s) {
        float[] a = s.a();
        float[] out = s.out();
        int i = s.i();
        int o = s.o();
        for (int n = 0; n < s.count(); n += LANES) {
            FloatVector x = FloatVector.fromArray(SPECIES, a, i + n);
            FloatVector.zero(SPECIES)
                    .blend(1f, x.compare(VectorOperators.GT, 0f))
                    .intoArray(out, o + n);
        }
    }

    private static void leakyStep(Dense.Span s) {
        float[] a = s.a();
        float[] out = s.out();
        int i = s.i();
        int o = s.o();
        float k = s.constant();
        for (int n = 0; n < s.count(); n += LANES) {
            FloatVector x = FloatVector.fromArray(SPECIES, a, i + n);
            FloatVector.broadcast(SPECIES, k)
                    .blend(1f, x.compare(VectorOperators.GT, 0f))
                    .intoArray(out, o + n);
        }
    }

    private static void sqrt(Dense.Span s) {
        float[] a = s.a();
        float[] out = s.out();
        int i = s.i();
        int o = s.o();
        for (int n = 0; n < s.count(); n += LANES) {
            FloatVector x = FloatVector.fromArray(SPECIES, a, i + n);
            x.sqrt().intoArray(out, o + n);
        }
    }

    private static void square(Dense.Span s) {
        float[] a = s.a();
        float[] out = s.out();
        int i = s.i();
        int o = s.o();
        for (int n = 0; n < s.count(); n += LANES) {
            FloatVector x = FloatVector.fromArray(SPECIES, a, i + n);
            x.mul(x).intoArray(out, o + n);
        }
    }

    private static void reciprocal(Dense.Span s) {
        float[] a = s.a();
        float[] out = s.out();
        int i = s.i();
        int o = s.o();
        for (int n = 0; n < s.count(); n += LANES) {
            FloatVector x = FloatVector.fromArray(SPECIES, a, i + n);
            FloatVector.broadcast(SPECIES, 1f).div(x).intoArray(out, o + n);
        }
    }

    private static void safeReciprocal(Dense.Span s) {
        float[] a = s.a();
        float[] out = s.out();
        int i = s.i();
        int o = s.o();
        for (int n = 0; n < s.count(); n += LANES) {
            FloatVector x = FloatVector.fromArray(SPECIES, a, i + n);
            FloatVector.broadcast(SPECIES, 1f)
                    .div(x)
                    .blend(0f, x.compare(VectorOperators.EQ, 0f))
                    .intoArray(out, o + n);
        }
    }

    private static void relu(Dense.Span s) {
        float[] a = s.a();
        float[] out = s.out();
        int i = s.i();
        int o = s.o();
        for (int n = 0; n < s.count(); n += LANES) {
            FloatVector x = FloatVector.fromArray(SPECIES, a, i + n);
            x.blend(0f, x.compare(VectorOperators.LE, 0f)).intoArray(out, o + n);
        }
    }

    private static void leakyRelu(Dense.Span s) {
        float[] a = s.a();
        float[] out = s.out();
        int i = s.i();
        int o = s.o();
        float k = s.constant();
        for (int n = 0; n < s.count(); n += LANES) {
            FloatVector x = FloatVector.fromArray(SPECIES, a, i + n);
            x.blend(x.mul(k), x.compare(VectorOperators.LE, 0f)).intoArray(out, o + n);
        }
    }
}
