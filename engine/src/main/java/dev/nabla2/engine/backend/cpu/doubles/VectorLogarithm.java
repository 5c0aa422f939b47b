package dev.nabla2.engine.backend.cpu.doubles;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Logarithms in correctly rounded instructions only, in {@link Passes}, and without calls, as in floats, where it says why; the
 * polynomials are minimax approximations ({@code src/build/polynomials.py}).
 *
 * <p>{@code ln u = k ln 2 + ln(1 + f)} with {@code 1 + f = u / 2^k} between √½ and √2, and {@code ln(1 + f) = 2 artanh s} with {@code
 * s = f / (2 + f)}, arranged as in FreeBSD's e_log.c so that f itself is added last.
 */
final class VectorLogarithm {
    private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();
    private static final long ROOT_HALF_BITS = 0x3fe6a09e667f3bcdL;
    private static final long FOUR_BITS = 0x4010000000000000L;
    private static final long EXPONENT = 0xfff0000000000000L;
    private static final int FRACTION_BITS = 52;
    private static final int ABOVE_ALL = 1024;
    /** A small integer added to its bits is added to its value: cheaper than a conversion. */
    private static final double SHIFTED = 0x1p52;

    private static final long SHIFTED_BITS = Double.doubleToRawLongBits(SHIFTED);
    /** Taken off a number's bits, it leaves the exponent k and 1024, which is never negative. */
    private static final long OFFSET_BITS = ROOT_HALF_BITS - ((long) ABOVE_ALL << FRACTION_BITS);

    private static final double LN2_HIGH = 0x1.62e42fefa39efp-1;
    private static final double LN2_LOW = 0x1.abc9e3b39803fp-56;

    private VectorLogarithm() {}

    static Dense log() {
        return Passes.of(VectorLogarithm::fraction, VectorLogarithm::series, VectorLogarithm::sum);
    }

    static Dense log1p() {
        return Passes.of(VectorLogarithm::fraction1p, VectorLogarithm::series, VectorLogarithm::sum1p);
    }

    private static void fraction(Dense.Span span) {
        double[] a = span.a();
        int i = span.i();
        double[] out = span.out();
        int o = span.o();
        for (int n = 0; n < span.count(); n += LANES) {
            DoubleVector x = DoubleVector.fromArray(SPECIES, a, i + n);
            // Subnormal numbers have no exponent of their own, so they are made normal first.
            VectorMask<Double> subnormal = x.compare(VectorOperators.LT, Double.MIN_NORMAL);
            DoubleVector u = x.blend(x.mul(0x1p54), subnormal);
            LongVector exponent = u.reinterpretAsLongs().sub(ROOT_HALF_BITS).and(EXPONENT);
            u.reinterpretAsLongs().sub(exponent).reinterpretAsDoubles().sub(1d).intoArray(out, o + n);
        }
    }

    private static void fraction1p(Dense.Span span) {
        double[] a = span.a();
        int i = span.i();
        double[] out = span.out();
        int o = span.o();
        for (int n = 0; n < span.count(); n += LANES) {
            DoubleVector x = DoubleVector.fromArray(SPECIES, a, i + n);
            DoubleVector u = x.add(1d);
            LongVector exponent = u.reinterpretAsLongs().sub(ROOT_HALF_BITS).and(EXPONENT);
            // 1 / 2^k may be subnormal, 4 / 2^k is not.
            DoubleVector four = exponent.neg().add(FOUR_BITS).reinterpretAsDoubles();
            // From x and not from its rounded sum with 1, of which f would inherit the error.
            four.fma(x.mul(0.25), four.mul(0.25).sub(1d)).intoArray(out, o + n);
        }
    }

    /** {@code ln(1 + f)}. */
    private static void series(Dense.Span span) {
        double[] b = span.b();
        int j = span.j();
        double[] out = span.out();
        int o = span.o();
        for (int n = 0; n < span.count(); n += LANES) {
            DoubleVector f = DoubleVector.fromArray(SPECIES, b, j + n);
            DoubleVector s = f.div(f.add(2d));
            DoubleVector z = s.mul(s);
            DoubleVector halfSquare = f.mul(f).mul(0.5);
            DoubleVector w = z.mul(z);
            DoubleVector even = constant(0x1.2f0556ceadd66p-3)
                    .fma(w, constant(0x1.74663edd156fbp-3))
                    .fma(w, constant(0x1.24924941f0e87p-2))
                    .fma(w, constant(0x1.5555555555592p-1));
            DoubleVector odd = constant(0x1.39a1bbeb7207ap-3)
                    .fma(w, constant(0x1.c71c520991649p-3))
                    .fma(w, constant(0x1.999999997fdbbp-2));
            DoubleVector series = odd.fma(z, even).fma(z, halfSquare);
            s.mul(series).sub(halfSquare).add(f).intoArray(out, o + n);
        }
    }

    private static void sum(Dense.Span span) {
        double[] a = span.a();
        int i = span.i();
        double[] b = span.b();
        int j = span.j();
        double[] out = span.out();
        int o = span.o();
        for (int n = 0; n < span.count(); n += LANES) {
            DoubleVector x = DoubleVector.fromArray(SPECIES, a, i + n);
            VectorMask<Double> subnormal = x.compare(VectorOperators.LT, Double.MIN_NORMAL);
            DoubleVector u = x.blend(x.mul(0x1p54), subnormal);
            DoubleVector k = u.reinterpretAsLongs()
                    .sub(OFFSET_BITS)
                    .lanewise(VectorOperators.LSHR, FRACTION_BITS)
                    .add(SHIFTED_BITS)
                    .reinterpretAsDoubles()
                    .sub(SHIFTED + ABOVE_ALL);
            k = k.blend(k.sub(54d), subnormal);
            DoubleVector y = k.fma(constant(LN2_LOW), DoubleVector.fromArray(SPECIES, b, j + n));
            // The bits of NaN pass for a number's; its difference from itself does not.
            k.fma(constant(LN2_HIGH), y)
                    .add(x.sub(x))
                    .blend(x, x.compare(VectorOperators.EQ, Double.POSITIVE_INFINITY))
                    .blend(Double.NEGATIVE_INFINITY, x.compare(VectorOperators.EQ, 0d))
                    .blend(Double.NaN, x.compare(VectorOperators.LT, 0d))
                    .intoArray(out, o + n);
        }
    }

    private static void sum1p(Dense.Span span) {
        double[] a = span.a();
        int i = span.i();
        double[] b = span.b();
        int j = span.j();
        double[] out = span.out();
        int o = span.o();
        for (int n = 0; n < span.count(); n += LANES) {
            DoubleVector x = DoubleVector.fromArray(SPECIES, a, i + n);
            DoubleVector u = x.add(1d);
            DoubleVector k = u.reinterpretAsLongs()
                    .sub(OFFSET_BITS)
                    .lanewise(VectorOperators.LSHR, FRACTION_BITS)
                    .add(SHIFTED_BITS)
                    .reinterpretAsDoubles()
                    .sub(SHIFTED + ABOVE_ALL);
            DoubleVector y = k.fma(constant(LN2_LOW), DoubleVector.fromArray(SPECIES, b, j + n));
            k.fma(constant(LN2_HIGH), y)
                    .blend(x, u.compare(VectorOperators.EQ, Double.POSITIVE_INFINITY))
                    .blend(Double.NEGATIVE_INFINITY, u.compare(VectorOperators.EQ, 0d))
                    .blend(Double.NaN, u.compare(VectorOperators.LT, 0d))
                    .intoArray(out, o + n);
        }
    }

    /** {@code max(x, 0) + ln(1 + y) / k} of {@code y = e^-|kx|}, which cannot overflow. The logarithm is {@code 2 artanh(y / (2 + y))}. */
    static void softplus(Dense.Span span) {
        double k = span.constant();
        double scale = 1 / k;
        double[] a = span.a();
        int i = span.i();
        double[] b = span.b();
        int j = span.j();
        double[] out = span.out();
        int o = span.o();
        for (int n = 0; n < span.count(); n += LANES) {
            DoubleVector x = DoubleVector.fromArray(SPECIES, a, i + n);
            DoubleVector y = DoubleVector.fromArray(SPECIES, b, j + n);
            DoubleVector t = y.div(y.add(2d));
            DoubleVector z = t.mul(t);
            DoubleVector w = z.mul(z);
            DoubleVector even = constant(0x1.559c785b66e3cp-4)
                    .fma(w, constant(0x1.106769223e5bep-3))
                    .fma(w, constant(0x1.745cb39bd9c3ap-3))
                    .fma(w, constant(0x1.24924920857dp-2))
                    .fma(w, constant(0x1.5555555555535p-1));
            DoubleVector odd = constant(0x1.5c8a30452961p-3)
                    .fma(w, constant(0x1.efdd7a5111ae4p-4))
                    .fma(w, constant(0x1.3b1de31a52507p-3))
                    .fma(w, constant(0x1.c71c741f895dap-3))
                    .fma(w, constant(0x1.99999999a083fp-2));
            DoubleVector logarithm = odd.fma(z, even).fma(z.mul(t), t.add(t));
            x.blend(0d, x.mul(k).compare(VectorOperators.LE, 0d))
                    .add(logarithm.mul(scale))
                    .intoArray(out, o + n);
        }
    }

    private static DoubleVector constant(double value) {
        return DoubleVector.broadcast(SPECIES, value);
    }
}
