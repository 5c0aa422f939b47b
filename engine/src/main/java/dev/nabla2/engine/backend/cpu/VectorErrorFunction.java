package dev.nabla2.engine.backend.cpu;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The error function and its complement, in {@link Passes}; the polynomials are minimax approximations by N. Juffa (public
 * domain).
 */
final class VectorErrorFunction {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();
    /** Where the error function changes over from one polynomial to the other. */
    private static final float NEAR = 0x1.dbp-1f;

    /** From here on the complement is 0 as a float. */
    private static final float FAR = 11f;

    private static final Dense EXP = s -> VectorExponential.exp(s.b(), s.j(), s.out(), s.o(), s.count());

    private VectorErrorFunction() {}

    static Dense erf() {
        return Passes.of(VectorErrorFunction::exponent, EXP, VectorErrorFunction::erfOf);
    }

    static Dense erfc() {
        return Passes.of(VectorErrorFunction::negatedSquare, EXP, VectorErrorFunction::erfcOf);
    }

    private static void exponent(Dense.Span s) {
        float[] a = s.a();
        int i = s.i();
        float[] out = s.out();
        int o = s.o();
        for (int n = 0; n < s.count(); n += LANES) {
            FloatVector x = FloatVector.fromArray(SPECIES, a, i + n);
            FloatVector t = x.abs();
            FloatVector low = constant(-0x1.fd1438p-9f).fma(t, constant(0x1.8d6342p-6f));
            FloatVector exponent = constant(-0x1.22p-16f)
                    .fma(t, constant(0x1.91cfb2p-12f))
                    .fma(x.mul(x), low)
                    .fma(t, constant(-0x1.b55cb8p-4f))
                    .fma(t, constant(-0x1.450aap-1f))
                    .fma(t, constant(-0x1.079d0cp-3f))
                    .fma(t, t.neg());
            exponent.intoArray(out, o + n);
        }
    }

    private static void erfOf(Dense.Span s) {
        float[] a = s.a();
        int i = s.i();
        float[] b = s.b();
        int j = s.j();
        float[] out = s.out();
        int o = s.o();
        for (int n = 0; n < s.count(); n += LANES) {
            FloatVector x = FloatVector.fromArray(SPECIES, a, i + n);
            FloatVector y = FloatVector.fromArray(SPECIES, b, j + n);
            FloatVector square = x.mul(x);
            FloatVector near = constant(-0x1.38ep-11f)
                    .fma(square, constant(0x1.471a58p-8f))
                    .fma(square, constant(-0x1.b691b2p-6f))
                    .fma(square, constant(0x1.ce1c44p-4f))
                    .fma(square, constant(-0x1.8127p-2f))
                    .fma(square, constant(0x1.06eba8p-3f))
                    .fma(x, x);
            FloatVector magnitude = constant(1f).sub(y);
            near.blend(magnitude, x.compare(VectorOperators.GT, NEAR))
                    .blend(magnitude.neg(), x.compare(VectorOperators.LT, -NEAR))
                    .intoArray(out, o + n);
        }
    }

    private static void negatedSquare(Dense.Span s) {
        float[] a = s.a();
        int i = s.i();
        float[] out = s.out();
        int o = s.o();
        for (int n = 0; n < s.count(); n += LANES) {
            FloatVector t = FloatVector.fromArray(SPECIES, a, i + n).abs();
            t = t.blend(FAR, t.compare(VectorOperators.GT, FAR));
            t.mul(t).neg().intoArray(out, o + n);
        }
    }

    /**
     * {@code erfc t = y p(q) / (1 + 2t)} of {@code y = e^-t²} and {@code q = (t - 2) / (t + 2)}, after M. Shepherd and J. Laframboise,
     * Mathematics of Computation 36 (1981). What the square lost in rounding is made up for, so that the result is good to a few units in its last place wherever it is a normal number.
     */
    private static void erfcOf(Dense.Span s) {
        float[] a = s.a();
        int i = s.i();
        float[] b = s.b();
        int j = s.j();
        float[] out = s.out();
        int o = s.o();
        for (int n = 0; n < s.count(); n += LANES) {
            FloatVector x = FloatVector.fromArray(SPECIES, a, i + n);
            FloatVector y = FloatVector.fromArray(SPECIES, b, j + n);
            FloatVector t = x.abs();
            t = t.blend(FAR, t.compare(VectorOperators.GT, FAR));
            FloatVector q = constant(1f).sub(constant(4f).div(t.add(2f)));
            FloatVector p = constant(-0x1.a4ap-12f)
                    .fma(q, constant(-0x1.42a26p-10f))
                    .fma(q, constant(0x1.585714p-10f))
                    .fma(q, constant(0x1.1adcc4p-7f))
                    .fma(q, constant(-0x1.081b82p-7f))
                    .fma(q, constant(-0x1.bc0b6ap-5f))
                    .fma(q, constant(0x1.4ffc46p-3f))
                    .fma(q, constant(-0x1.54084p-3f))
                    .fma(q, constant(-0x1.7bf616p-4f))
                    .fma(q, constant(0x1.1ba03ap-2f));
            FloatVector lost = t.fma(t.neg(), t.mul(t));
            FloatVector tail = y.mul(p.add(1f).div(t.add(t).add(1f)));
            tail = tail.fma(lost, tail);
            tail.blend(constant(2f).sub(tail), x.compare(VectorOperators.LT, 0f))
                    .intoArray(out, o + n);
        }
    }

    private static FloatVector constant(float value) {
        return FloatVector.broadcast(SPECIES, value);
    }
}
