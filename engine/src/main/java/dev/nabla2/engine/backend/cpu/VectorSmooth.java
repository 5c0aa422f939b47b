package dev.nabla2.engine.backend.cpu;

import java.util.Map;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** The costly functions of one argument, each with a loop of its own: in a shared one vectors would be boxed. */
final class VectorSmooth {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();

    static final Map<String, Dense> ALL = Map.ofEntries(
            Map.entry("exp", VectorSmooth::exp),
            Map.entry("expm1", VectorSmooth::expm1),
            Map.entry("log", VectorSmooth::log),
            Map.entry("log1p", VectorSmooth::log1p),
            Map.entry("tanh", VectorSmooth::tanh),
            Map.entry("sigmoid", VectorSmooth::sigmoid),
            Map.entry("softplus", VectorSmooth::softplus),
            Map.entry("elu", VectorSmooth::elu),
            Map.entry("erf", VectorSmooth::erf),
            Map.entry("sin", VectorSmooth::sin),
            Map.entry("cos", VectorSmooth::cos));

    private VectorSmooth() {}

    private static void exp(Dense.Span s) {
        float[] a = s.a();
        float[] out = s.out();
        int i = s.i();
        int o = s.o();
        for (int n = 0; n < s.count(); n += LANES) {
            FloatVector x = FloatVector.fromArray(SPECIES, a, i + n);
            VectorExponential.exp(x).intoArray(out, o + n);
        }
    }

    private static void expm1(Dense.Span s) {
        float[] a = s.a();
        float[] out = s.out();
        int i = s.i();
        int o = s.o();
        for (int n = 0; n < s.count(); n += LANES) {
            FloatVector x = FloatVector.fromArray(SPECIES, a, i + n);
            VectorExponential.expm1(x).intoArray(out, o + n);
        }
    }

    private static void log(Dense.Span s) {
        float[] a = s.a();
        float[] out = s.out();
        int i = s.i();
        int o = s.o();
        for (int n = 0; n < s.count(); n += LANES) {
            FloatVector x = FloatVector.fromArray(SPECIES, a, i + n);
            VectorLogarithm.log(x).intoArray(out, o + n);
        }
    }

    private static void log1p(Dense.Span s) {
        float[] a = s.a();
        float[] out = s.out();
        int i = s.i();
        int o = s.o();
        for (int n = 0; n < s.count(); n += LANES) {
            FloatVector x = FloatVector.fromArray(SPECIES, a, i + n);
            VectorLogarithm.log1p(x).intoArray(out, o + n);
        }
    }

    private static void tanh(Dense.Span s) {
        float[] a = s.a();
        float[] out = s.out();
        int i = s.i();
        int o = s.o();
        for (int n = 0; n < s.count(); n += LANES) {
            FloatVector x = FloatVector.fromArray(SPECIES, a, i + n);
            VectorExponential.tanh(x).intoArray(out, o + n);
        }
    }

    private static void sigmoid(Dense.Span s) {
        float[] a = s.a();
        float[] out = s.out();
        int i = s.i();
        int o = s.o();
        for (int n = 0; n < s.count(); n += LANES) {
            FloatVector x = FloatVector.fromArray(SPECIES, a, i + n);
            FloatVector.broadcast(SPECIES, 1f)
                    .div(VectorExponential.exp(x.neg()).add(1f))
                    .intoArray(out, o + n);
        }
    }

    private static void softplus(Dense.Span s) {
        float[] a = s.a();
        float[] out = s.out();
        int i = s.i();
        int o = s.o();
        float k = s.constant();
        float scale = 1 / k;
        for (int n = 0; n < s.count(); n += LANES) {
            FloatVector x = FloatVector.fromArray(SPECIES, a, i + n);
            softplus(x, k, scale).intoArray(out, o + n);
        }
    }

    private static void elu(Dense.Span s) {
        float[] a = s.a();
        float[] out = s.out();
        int i = s.i();
        int o = s.o();
        float k = s.constant();
        for (int n = 0; n < s.count(); n += LANES) {
            FloatVector x = FloatVector.fromArray(SPECIES, a, i + n);
            x.blend(VectorExponential.expm1(x).mul(k), x.compare(VectorOperators.LE, 0f))
                    .intoArray(out, o + n);
        }
    }

    private static void erf(Dense.Span s) {
        float[] a = s.a();
        float[] out = s.out();
        int i = s.i();
        int o = s.o();
        for (int n = 0; n < s.count(); n += LANES) {
            FloatVector x = FloatVector.fromArray(SPECIES, a, i + n);
            VectorExponential.erf(x).intoArray(out, o + n);
        }
    }

    private static void sin(Dense.Span s) {
        float[] a = s.a();
        float[] out = s.out();
        int i = s.i();
        int o = s.o();
        for (int n = 0; n < s.count(); n += LANES) {
            FloatVector x = FloatVector.fromArray(SPECIES, a, i + n);
            VectorTrigonometry.sin(x).intoArray(out, o + n);
        }
    }

    private static void cos(Dense.Span s) {
        float[] a = s.a();
        float[] out = s.out();
        int i = s.i();
        int o = s.o();
        for (int n = 0; n < s.count(); n += LANES) {
            FloatVector x = FloatVector.fromArray(SPECIES, a, i + n);
            VectorTrigonometry.cos(x).intoArray(out, o + n);
        }
    }

    private static FloatVector softplus(FloatVector x, float k, float scale) {
        FloatVector t = x.mul(k);
        FloatVector smooth = VectorLogarithm.log1p(VectorExponential.exp(t.abs().neg()));
        return x.blend(0f, t.compare(VectorOperators.LE, 0f)).add(smooth.mul(scale));
    }
}
