package dev.nabla2.engine.backend.cpu;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The exponential function in correctly rounded instructions only, so that the bits are the same interpreted and compiled, and
 * on every processor.
 *
 * <p>{@code e^x = 2^n · e^r} with {@code n} the integer nearest to {@code x / ln 2} and {@code |r| <= ln 2 / 2}, as in Muller,
 * Elementary Functions (2016), chapter 11. The polynomial is a minimax approximation by N. Juffa (public domain).
 *
 * <p>Each loop is written out without calls: a method that takes and returns vectors is compiled before the loops that call it,
 * and once that code is large, the compiler calls it instead of inlining it, and boxes every vector on the way.
 */
final class VectorExponential {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();
    /** Added to a small float, it leaves the nearest integer in the lowest bits. */
    private static final float ROUND = 0x1.8p23f;

    private static final int ROUND_BITS = Float.floatToRawIntBits(ROUND);
    private static final float PER_LN2 = 0x1.715476p0f;
    private static final float LN2_HIGH = 0x1.62e400p-1f;
    private static final float LN2_LOW = 0x1.7f7d1cp-20f;
    private static final int BIAS = 127;
    private static final int FRACTION_BITS = 23;

    private VectorExponential() {}

    static void exp(float[] a, int i, float[] out, int o, int count) {
        for (int n = 0; n < count; n += LANES) {
            FloatVector x = FloatVector.fromArray(SPECIES, a, i + n);
            // Beyond these bounds the result is 0 or infinite anyhow. Comparisons let NaN through.
            x = x.blend(-104f, x.compare(VectorOperators.LT, -104f));
            x = x.blend(89f, x.compare(VectorOperators.GT, 89f));
            FloatVector shifted = x.mul(PER_LN2).add(ROUND);
            FloatVector multiple = shifted.sub(ROUND);
            FloatVector r = multiple.fma(constant(-LN2_LOW), multiple.fma(constant(-LN2_HIGH), x));
            FloatVector y = constant(0x1.694000p-10f)
                    .fma(r, constant(0x1.125edcp-7f))
                    .fma(r, constant(0x1.555b5ap-5f))
                    .fma(r, constant(0x1.555450p-3f))
                    .fma(r, constant(0x1.fffff6p-2f))
                    .fma(r.mul(r), r)
                    .add(1f);
            // Times 2^n in two factors, because 2^n alone may overflow or be subnormal.
            IntVector power = shifted.reinterpretAsInts().sub(ROUND_BITS);
            IntVector half = power.lanewise(VectorOperators.ASHR, 1);
            IntVector rest = power.sub(half);
            y.mul(half.add(BIAS).lanewise(VectorOperators.LSHL, FRACTION_BITS).reinterpretAsFloats())
                    .mul(rest.add(BIAS)
                            .lanewise(VectorOperators.LSHL, FRACTION_BITS)
                            .reinterpretAsFloats())
                    .intoArray(out, o + n);
        }
    }

    static void expm1(float[] a, int i, float[] out, int o, int count) {
        for (int n = 0; n < count; n += LANES) {
            FloatVector x = FloatVector.fromArray(SPECIES, a, i + n);
            x = x.blend(-18f, x.compare(VectorOperators.LT, -18f));
            x = x.blend(89f, x.compare(VectorOperators.GT, 89f));
            FloatVector shifted = x.mul(PER_LN2).add(ROUND);
            FloatVector multiple = shifted.sub(ROUND);
            FloatVector r = multiple.fma(constant(-LN2_LOW), multiple.fma(constant(-LN2_HIGH), x));
            FloatVector y = constant(0x1.694000p-10f)
                    .fma(r, constant(0x1.125edcp-7f))
                    .fma(r, constant(0x1.555b5ap-5f))
                    .fma(r, constant(0x1.555450p-3f))
                    .fma(r, constant(0x1.fffff6p-2f))
                    .fma(r.mul(r), r);
            // Half of the result, because 2^n may overflow where 2^(n-1) does not.
            FloatVector scale = shifted.reinterpretAsInts()
                    .add(BIAS - 1 - ROUND_BITS)
                    .lanewise(VectorOperators.LSHL, FRACTION_BITS)
                    .reinterpretAsFloats();
            FloatVector half = y.fma(scale, scale.sub(0.5f));
            half.add(half).intoArray(out, o + n);
        }
    }

    private static FloatVector constant(float value) {
        return FloatVector.broadcast(SPECIES, value);
    }
}
