package dev.nabla2.engine.backend.cpu;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Logarithms in correctly rounded instructions only, so that the bits are the same interpreted and compiled, and on every
 * processor; in {@link Passes}, and without calls for the reason given in {@link VectorExponential}.
 *
 * <p>{@code ln u = k ln 2 + ln(1 + f)} with {@code 1 + f = u / 2^k} between √½ and √2. The series for {@code ln(1 + f)} and its
 * coefficients are those of FreeBSD's e_logf.c.
 */
final class VectorLogarithm {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();
    private static final int ROOT_HALF_BITS = 0x3f3504f3;
    private static final int FOUR_BITS = 0x40800000;
    private static final int EXPONENT = 0xff800000;
    private static final int FRACTION_BITS = 23;
    /** A small integer added to its bits is added to its value: cheaper than a conversion, which Java 17 may box. */
    private static final float SHIFTED = 0x1p23f + 0x1p10f;

    private static final int SHIFTED_BITS = Float.floatToRawIntBits(SHIFTED);
    private static final float LN2_HIGH = 0x1.62e3p-1f;
    private static final float LN2_LOW = 0x1.2fefa2p-17f;

    private VectorLogarithm() {}

    static Dense log() {
        return Passes.of(VectorLogarithm::fraction, VectorLogarithm::series, VectorLogarithm::sum);
    }

    static Dense log1p() {
        return Passes.of(VectorLogarithm::fraction1p, VectorLogarithm::series, VectorLogarithm::sum1p);
    }

    private static void fraction(Dense.Span s) {
        float[] a = s.a();
        int i = s.i();
        float[] out = s.out();
        int o = s.o();
        for (int n = 0; n < s.count(); n += LANES) {
            FloatVector x = FloatVector.fromArray(SPECIES, a, i + n);
            // Subnormal numbers have no exponent of their own, so they are made normal first.
            VectorMask<Float> subnormal = x.compare(VectorOperators.LT, Float.MIN_NORMAL);
            FloatVector u = x.blend(x.mul(0x1p23f), subnormal);
            IntVector exponent = u.reinterpretAsInts().sub(ROOT_HALF_BITS).and(EXPONENT);
            u.reinterpretAsInts().sub(exponent).reinterpretAsFloats().sub(1f).intoArray(out, o + n);
        }
    }

    private static void fraction1p(Dense.Span s) {
        float[] a = s.a();
        int i = s.i();
        float[] out = s.out();
        int o = s.o();
        for (int n = 0; n < s.count(); n += LANES) {
            FloatVector x = FloatVector.fromArray(SPECIES, a, i + n);
            FloatVector u = x.add(1f);
            IntVector exponent = u.reinterpretAsInts().sub(ROOT_HALF_BITS).and(EXPONENT);
            // 1 / 2^k may be subnormal, 4 / 2^k is not.
            FloatVector four = exponent.neg().add(FOUR_BITS).reinterpretAsFloats();
            // From x and not from its rounded sum with 1, of which f would inherit the error.
            four.fma(x.mul(0.25f), four.mul(0.25f).sub(1f)).intoArray(out, o + n);
        }
    }

    /** {@code ln(1 + f)}. */
    private static void series(Dense.Span span) {
        float[] b = span.b();
        int j = span.j();
        float[] out = span.out();
        int o = span.o();
        for (int n = 0; n < span.count(); n += LANES) {
            FloatVector f = FloatVector.fromArray(SPECIES, b, j + n);
            FloatVector s = f.div(f.add(2f));
            FloatVector z = s.mul(s);
            FloatVector halfSquare = f.mul(f).mul(0.5f);
            FloatVector series = constant(0xf89e26.0p-26f)
                    .fma(z, constant(0x91e9ee.0p-25f))
                    .fma(z, constant(0xccce13.0p-25f))
                    .fma(z, constant(0xaaaaaa.0p-24f))
                    .fma(z, halfSquare);
            s.mul(series).sub(halfSquare).add(f).intoArray(out, o + n);
        }
    }

    private static void sum(Dense.Span s) {
        float[] a = s.a();
        int i = s.i();
        float[] b = s.b();
        int j = s.j();
        float[] out = s.out();
        int o = s.o();
        for (int n = 0; n < s.count(); n += LANES) {
            FloatVector x = FloatVector.fromArray(SPECIES, a, i + n);
            // Subnormal numbers have no exponent of their own, so they are made normal first.
            VectorMask<Float> subnormal = x.compare(VectorOperators.LT, Float.MIN_NORMAL);
            FloatVector u = x.blend(x.mul(0x1p23f), subnormal);
            FloatVector k = u.reinterpretAsInts()
                    .sub(ROOT_HALF_BITS)
                    .lanewise(VectorOperators.ASHR, FRACTION_BITS)
                    .add(SHIFTED_BITS)
                    .reinterpretAsFloats()
                    .sub(SHIFTED);
            k = k.blend(k.sub(23f), subnormal);
            FloatVector y = k.fma(constant(LN2_LOW), FloatVector.fromArray(SPECIES, b, j + n))
                    .add(k.mul(LN2_HIGH));
            // The bits of NaN pass for a number's; its difference from itself does not.
            y.add(x.sub(x))
                    .blend(x, x.compare(VectorOperators.EQ, Float.POSITIVE_INFINITY))
                    .blend(Float.NEGATIVE_INFINITY, x.compare(VectorOperators.EQ, 0f))
                    .blend(Float.NaN, x.compare(VectorOperators.LT, 0f))
                    .intoArray(out, o + n);
        }
    }

    private static void sum1p(Dense.Span s) {
        float[] a = s.a();
        int i = s.i();
        float[] b = s.b();
        int j = s.j();
        float[] out = s.out();
        int o = s.o();
        for (int n = 0; n < s.count(); n += LANES) {
            FloatVector x = FloatVector.fromArray(SPECIES, a, i + n);
            FloatVector u = x.add(1f);
            FloatVector k = u.reinterpretAsInts()
                    .sub(ROOT_HALF_BITS)
                    .lanewise(VectorOperators.ASHR, FRACTION_BITS)
                    .add(SHIFTED_BITS)
                    .reinterpretAsFloats()
                    .sub(SHIFTED);
            FloatVector y = k.fma(constant(LN2_LOW), FloatVector.fromArray(SPECIES, b, j + n))
                    .add(k.mul(LN2_HIGH));
            y.blend(x, u.compare(VectorOperators.EQ, Float.POSITIVE_INFINITY))
                    .blend(Float.NEGATIVE_INFINITY, u.compare(VectorOperators.EQ, 0f))
                    .blend(Float.NaN, u.compare(VectorOperators.LT, 0f))
                    .intoArray(out, o + n);
        }
    }

    /**
     * {@code max(x, 0) + ln(1 + y) / k} of {@code y = e^-|kx|}, which cannot overflow. The logarithm is {@code 2 artanh(y / (2 +
     * y))}, whose polynomial interpolates at Chebyshev points, to a quarter of a unit roundoff.
     */
    static void softplus(Dense.Span s) {
        float k = s.constant();
        float scale = 1 / k;
        float[] a = s.a();
        int i = s.i();
        float[] b = s.b();
        int j = s.j();
        float[] out = s.out();
        int o = s.o();
        for (int n = 0; n < s.count(); n += LANES) {
            FloatVector x = FloatVector.fromArray(SPECIES, a, i + n);
            FloatVector y = FloatVector.fromArray(SPECIES, b, j + n);
            FloatVector t = y.div(y.add(2f));
            FloatVector z = t.mul(t);
            FloatVector logarithm = constant(0x1.131facp-2f)
                    .fma(z, constant(0x1.211dap-2f))
                    .fma(z, constant(0x1.99adb6p-2f))
                    .fma(z, constant(0x1.55554cp-1f))
                    .fma(z.mul(t), t.add(t));
            x.blend(0f, x.mul(k).compare(VectorOperators.LE, 0f))
                    .add(logarithm.mul(scale))
                    .intoArray(out, o + n);
        }
    }

    private static FloatVector constant(float value) {
        return FloatVector.broadcast(SPECIES, value);
    }
}
