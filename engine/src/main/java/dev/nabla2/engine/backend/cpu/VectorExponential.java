package dev.nabla2.engine.backend.cpu;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The exponential function and its relatives in correctly rounded instructions only, so that the bits are the same interpreted
 * and compiled, and on every processor.
 *
 * <p>{@code e^x = 2^n · e^r} with {@code n} the integer nearest to {@code x / ln 2} and {@code |r| <= ln 2 / 2}, as in Muller,
 * Elementary Functions (2016), chapter 11. The polynomials are minimax approximations by N. Juffa (public domain).
 */
final class VectorExponential {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    /** Added to a small float, it leaves the nearest integer in the lowest bits. */
    private static final float ROUND = 0x1.8p23f;

    private static final float PER_LN2 = 0x1.715476p0f;
    private static final float LN2_HIGH = 0x1.62e400p-1f;
    private static final float LN2_LOW = 0x1.7f7d1cp-20f;
    private static final int BIAS = 127;
    private static final int FRACTION_BITS = 23;

    private VectorExponential() {}

    static FloatVector exp(FloatVector x) {
        // Beyond these bounds the result is 0 or infinite anyhow.
        FloatVector bounded = x.max(-104f).min(89f);
        FloatVector shifted = bounded.mul(PER_LN2).add(ROUND);
        FloatVector n = shifted.sub(ROUND);
        FloatVector r = reduce(bounded, n);
        FloatVector y = tail(r).fma(r.mul(r), r).add(1f);
        // In two factors, because 2^n alone may overflow or be subnormal.
        IntVector power = exponent(shifted);
        IntVector half = power.lanewise(VectorOperators.ASHR, 1);
        return y.mul(powerOfTwo(half)).mul(powerOfTwo(power.sub(half)));
    }

    static FloatVector expm1(FloatVector x) {
        FloatVector bounded = x.max(-18f).min(89f);
        FloatVector shifted = bounded.mul(PER_LN2).add(ROUND);
        FloatVector n = shifted.sub(ROUND);
        FloatVector r = reduce(bounded, n);
        FloatVector y = tail(r).fma(r.mul(r), r);
        // Half of the result, because 2^n may overflow where 2^(n-1) does not.
        FloatVector scale = powerOfTwo(exponent(shifted).sub(1));
        FloatVector half = y.fma(scale, scale.sub(0.5f));
        return half.add(half);
    }

    static FloatVector tanh(FloatVector x) {
        FloatVector y = expm1(x.add(x).min(30f));
        return y.div(y.add(2f));
    }

    static FloatVector erf(FloatVector x) {
        FloatVector t = x.abs();
        FloatVector s = x.mul(x);
        FloatVector near = constant(-0x1.38ep-11f)
                .fma(s, constant(0x1.471a58p-8f))
                .fma(s, constant(-0x1.b691b2p-6f))
                .fma(s, constant(0x1.ce1c44p-4f))
                .fma(s, constant(-0x1.8127p-2f))
                .fma(s, constant(0x1.06eba8p-3f))
                .fma(x, x);
        FloatVector low = constant(-0x1.fd1438p-9f).fma(t, constant(0x1.8d6342p-6f));
        FloatVector exponent = constant(-0x1.22p-16f)
                .fma(t, constant(0x1.91cfb2p-12f))
                .fma(s, low)
                .fma(t, constant(-0x1.b55cb8p-4f))
                .fma(t, constant(-0x1.450aap-1f))
                .fma(t, constant(-0x1.079d0cp-3f))
                .fma(t, t.neg());
        FloatVector far = constant(1f).sub(exp(exponent));
        FloatVector signed = far.blend(far.neg(), x.compare(VectorOperators.LT, 0f));
        return near.blend(signed, t.compare(VectorOperators.GT, 0x1.dbp-1f));
    }

    private static FloatVector reduce(FloatVector x, FloatVector n) {
        return n.fma(constant(-LN2_LOW), n.fma(constant(-LN2_HIGH), x));
    }

    /** {@code (e^r - 1 - r) / r²}. */
    private static FloatVector tail(FloatVector r) {
        return constant(0x1.694000p-10f)
                .fma(r, constant(0x1.125edcp-7f))
                .fma(r, constant(0x1.555b5ap-5f))
                .fma(r, constant(0x1.555450p-3f))
                .fma(r, constant(0x1.fffff6p-2f));
    }

    private static IntVector exponent(FloatVector shifted) {
        return shifted.reinterpretAsInts().sub(Float.floatToRawIntBits(ROUND));
    }

    private static FloatVector powerOfTwo(IntVector n) {
        return n.add(BIAS).lanewise(VectorOperators.LSHL, FRACTION_BITS).reinterpretAsFloats();
    }

    private static FloatVector constant(float value) {
        return FloatVector.broadcast(SPECIES, value);
    }
}
