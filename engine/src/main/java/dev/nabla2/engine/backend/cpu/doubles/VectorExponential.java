package dev.nabla2.engine.backend.cpu.doubles;

import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The exponential function in correctly rounded instructions only, as in floats, where it says why; the polynomial is a minimax
 * approximation ({@code src/build/polynomials.py}).
 */
final class VectorExponential {
    private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();
    /** Added to a small number, it leaves the nearest integer in the lowest bits. */
    private static final double ROUND = 0x1.8p52;

    private static final double PER_LN2 = 0x1.71547652b82fep0;
    private static final double LN2_HIGH = 0x1.62e42fefa39efp-1;
    private static final double LN2_LOW = 0x1.abc9e3b39803fp-56;
    /** The result of what is no larger is finite and not subnormal. */
    private static final double LARGE = 708;

    private static final int BIAS = 1023;
    private static final int FRACTION_BITS = 52;

    private VectorExponential() {}

    static void exp(double[] a, int i, double[] out, int o, int count) {
        if (areSmall(a, i, count)) {
            expOfSmall(a, i, out, o, count);
            return;
        }
        // The result may replace the argument.
        double[] x = Arrays.copyOfRange(a, i, i + count);
        expOfSmall(x, 0, out, o, count);
        for (int n = 0; n < count; n++) {
            if (!(Math.abs(x[n]) <= LARGE)) {
                out[o + n] = StrictMath.exp(x[n]);
            }
        }
    }

    static void expm1(double[] a, int i, double[] out, int o, int count) {
        if (areSmall(a, i, count)) {
            expm1OfSmall(a, i, out, o, count);
            return;
        }
        double[] x = Arrays.copyOfRange(a, i, i + count);
        expm1OfSmall(x, 0, out, o, count);
        for (int n = 0; n < count; n++) {
            if (!(Math.abs(x[n]) <= LARGE)) {
                out[o + n] = StrictMath.expm1(x[n]);
            }
        }
    }

    /** Whether none is larger than {@link #LARGE}, or NaN. The bits of numbers without their sign are ordered as the numbers. */
    private static boolean areSmall(double[] a, int i, int count) {
        LongVector below = LongVector.zero(LongVector.SPECIES_PREFERRED);
        LongVector bound = LongVector.broadcast(LongVector.SPECIES_PREFERRED, Double.doubleToRawLongBits(LARGE));
        for (int n = 0; n < count; n += LANES) {
            LongVector bits = DoubleVector.fromArray(SPECIES, a, i + n).reinterpretAsLongs();
            below = below.or(bound.sub(bits.and(Long.MAX_VALUE)));
        }
        return !below.compare(VectorOperators.LT, 0).anyTrue();
    }

    private static void expOfSmall(double[] a, int i, double[] out, int o, int count) {
        for (int n = 0; n < count; n += LANES) {
            DoubleVector x = DoubleVector.fromArray(SPECIES, a, i + n);
            DoubleVector shifted = x.fma(constant(PER_LN2), constant(ROUND));
            DoubleVector multiple = shifted.sub(ROUND);
            DoubleVector r = multiple.fma(constant(-LN2_LOW), multiple.fma(constant(-LN2_HIGH), x));
            DoubleVector square = r.mul(r);
            DoubleVector even = constant(0x1.28a7dc4b86abap-22)
                    .fma(square, constant(0x1.a019a167b7e45p-16))
                    .fma(square, constant(0x1.6c16c180dfcebp-10))
                    .fma(square, constant(0x1.5555555551ab2p-5))
                    .fma(square, constant(0x1.0000000000006p-1));
            DoubleVector odd = constant(0x1.b044c1747ae87p-26)
                    .fma(square, constant(0x1.71dd886f9709ap-19))
                    .fma(square, constant(0x1.a01a01d35193ap-13))
                    .fma(square, constant(0x1.111111110b6dp-7))
                    .fma(square, constant(0x1.555555555556p-3));
            DoubleVector y = odd.fma(r, even).fma(square, r).add(1d);
            // Bits above those of n are shifted out.
            y.mul(shifted.reinterpretAsLongs()
                            .add(BIAS)
                            .lanewise(VectorOperators.LSHL, FRACTION_BITS)
                            .reinterpretAsDoubles())
                    .intoArray(out, o + n);
        }
    }

    private static void expm1OfSmall(double[] a, int i, double[] out, int o, int count) {
        for (int n = 0; n < count; n += LANES) {
            DoubleVector x = DoubleVector.fromArray(SPECIES, a, i + n);
            DoubleVector shifted = x.fma(constant(PER_LN2), constant(ROUND));
            DoubleVector multiple = shifted.sub(ROUND);
            DoubleVector r = multiple.fma(constant(-LN2_LOW), multiple.fma(constant(-LN2_HIGH), x));
            DoubleVector square = r.mul(r);
            DoubleVector even = constant(0x1.28a7dc4b86abap-22)
                    .fma(square, constant(0x1.a019a167b7e45p-16))
                    .fma(square, constant(0x1.6c16c180dfcebp-10))
                    .fma(square, constant(0x1.5555555551ab2p-5))
                    .fma(square, constant(0x1.0000000000006p-1));
            DoubleVector odd = constant(0x1.b044c1747ae87p-26)
                    .fma(square, constant(0x1.71dd886f9709ap-19))
                    .fma(square, constant(0x1.a01a01d35193ap-13))
                    .fma(square, constant(0x1.111111110b6dp-7))
                    .fma(square, constant(0x1.555555555556p-3));
            DoubleVector y = odd.fma(r, even).fma(square, r);
            // Half of the result, because 2^n may overflow where 2^(n-1) does not.
            DoubleVector scale = shifted.reinterpretAsLongs()
                    .add(BIAS - 1)
                    .lanewise(VectorOperators.LSHL, FRACTION_BITS)
                    .reinterpretAsDoubles();
            DoubleVector half = y.fma(scale, scale.sub(0.5));
            half.add(half).intoArray(out, o + n);
        }
    }

    private static DoubleVector constant(double value) {
        return DoubleVector.broadcast(SPECIES, value);
    }
}
