package dev.nabla2.engine.backend.cpu;

import java.util.Map;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** The smooth functions of one argument; those made of an exponential run in several {@link Passes}. */
final class VectorSmooth {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();

    private static final Dense EXP = s -> VectorExponential.exp(s.b(), s.j(), s.out(), s.o(), s.count());
    private static final Dense EXPM1 = s -> VectorExponential.expm1(s.b(), s.j(), s.out(), s.o(), s.count());

    static final Map<String, Dense> ALL = Map.ofEntries(
            Map.entry("exp", s -> VectorExponential.exp(s.a(), s.i(), s.out(), s.o(), s.count())),
            Map.entry("expm1", s -> VectorExponential.expm1(s.a(), s.i(), s.out(), s.o(), s.count())),
            Map.entry("log", VectorLogarithm.log()),
            Map.entry("log1p", VectorLogarithm.log1p()),
            Map.entry("tanh", Passes.of(VectorSmooth::doubled, EXPM1, VectorSmooth::tanhOf)),
            Map.entry("sigmoid", Passes.of(VectorSmooth::negated, EXP, VectorSmooth::sigmoidOf)),
            Map.entry("softplus", Passes.of(VectorSmooth::decay, EXP, VectorLogarithm::softplus)),
            Map.entry(
                    "elu",
                    Passes.of(
                            s -> VectorExponential.expm1(s.a(), s.i(), s.out(), s.o(), s.count()),
                            VectorSmooth::eluOf)),
            Map.entry("erf", VectorErrorFunction.erf()),
            Map.entry("erfc", VectorErrorFunction.erfc()),
            Map.entry("sin", VectorTrigonometry.sin()),
            Map.entry("cos", VectorTrigonometry.cos()));

    private VectorSmooth() {}

    private static void doubled(Dense.Span s) {
        float[] a = s.a();
        int i = s.i();
        float[] out = s.out();
        int o = s.o();
        for (int n = 0; n < s.count(); n += LANES) {
            FloatVector x = FloatVector.fromArray(SPECIES, a, i + n);
            FloatVector twice = x.add(x);
            // Where the quotient is 1 already, and before it would be of infinities.
            twice.blend(40f, twice.compare(VectorOperators.GT, 40f)).intoArray(out, o + n);
        }
    }

    /** {@code tanh x = y / (y + 2)} of {@code y = e^2x - 1}. */
    private static void tanhOf(Dense.Span s) {
        float[] b = s.b();
        int j = s.j();
        float[] out = s.out();
        int o = s.o();
        for (int n = 0; n < s.count(); n += LANES) {
            FloatVector y = FloatVector.fromArray(SPECIES, b, j + n);
            y.div(y.add(2f)).intoArray(out, o + n);
        }
    }

    private static void negated(Dense.Span s) {
        float[] a = s.a();
        int i = s.i();
        float[] out = s.out();
        int o = s.o();
        for (int n = 0; n < s.count(); n += LANES) {
            FloatVector x = FloatVector.fromArray(SPECIES, a, i + n);
            x.neg().intoArray(out, o + n);
        }
    }

    private static void sigmoidOf(Dense.Span s) {
        float[] b = s.b();
        int j = s.j();
        float[] out = s.out();
        int o = s.o();
        for (int n = 0; n < s.count(); n += LANES) {
            FloatVector y = FloatVector.fromArray(SPECIES, b, j + n);
            FloatVector.broadcast(SPECIES, 1f).div(y.add(1f)).intoArray(out, o + n);
        }
    }

    private static void eluOf(Dense.Span s) {
        float k = s.constant();
        float[] a = s.a();
        int i = s.i();
        float[] b = s.b();
        int j = s.j();
        float[] out = s.out();
        int o = s.o();
        for (int n = 0; n < s.count(); n += LANES) {
            FloatVector x = FloatVector.fromArray(SPECIES, a, i + n);
            FloatVector y = FloatVector.fromArray(SPECIES, b, j + n);
            x.blend(y.mul(k), x.compare(VectorOperators.LE, 0f)).intoArray(out, o + n);
        }
    }

    private static void decay(Dense.Span s) {
        float k = s.constant();
        float[] a = s.a();
        int i = s.i();
        float[] out = s.out();
        int o = s.o();
        for (int n = 0; n < s.count(); n += LANES) {
            FloatVector x = FloatVector.fromArray(SPECIES, a, i + n);
            x.mul(k).abs().neg().intoArray(out, o + n);
        }
    }
}
