package dev.nabla2.engine.backend.cpu.doubles;

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
    private static final int BIAS = 1023;
    private static final int FRACTION_BITS = 52;

    private VectorExponential() {}

    static void exp(double[] a, int i, double[] out, int o, int count) {
        for (int n = 0; n < count; n += LANES) {
            DoubleVector x = DoubleVector.fromArray(SPECIES, a, i + n);
            // Beyond these bounds the result is 0 or infinite anyhow. Comparisons let NaN through.
            x = x.blend(-746d, x.compare(VectorOperators.LT, -746d));
            x = x.blend(710d, x.compare(VectorOperators.GT, 710d));
            DoubleVector shifted = x.fma(constant(PER_LN2), constant(ROUND));
            DoubleVector multiple = shifted.sub(ROUND);
            DoubleVector r = multiple.fma(constant(-LN2_LOW), multiple.fma(constant(-LN2_HIGH), x));
            DoubleVector y = constant(0x1.b044c1747ae87p-26)
                    .fma(r, constant(0x1.28a7dc4b86abap-22))
                    .fma(r, constant(0x1.71dd886f9709ap-19))
                    .fma(r, constant(0x1.a019a167b7e45p-16))
                    .fma(r, constant(0x1.a01a01d35193ap-13))
                    .fma(r, constant(0x1.6c16c180dfcebp-10))
                    .fma(r, constant(0x1.111111110b6dp-7))
                    .fma(r, constant(0x1.5555555551ab2p-5))
                    .fma(r, constant(0x1.555555555556p-3))
                    .fma(r, constant(0x1.0000000000006p-1))
                    .fma(r.mul(r), r)
                    .add(1d);
            // Times 2^n in two factors, because 2^n alone may overflow or be subnormal. Bits above those of n are
            // shifted out.
            LongVector half = multiple.fma(constant(0.5), constant(ROUND)).reinterpretAsLongs();
            LongVector rest = shifted.reinterpretAsLongs().sub(half);
            y.mul(half.add(BIAS).lanewise(VectorOperators.LSHL, FRACTION_BITS).reinterpretAsDoubles())
                    .mul(rest.add(BIAS)
                            .lanewise(VectorOperators.LSHL, FRACTION_BITS)
                            .reinterpretAsDoubles())
                    .intoArray(out, o + n);
        }
    }

    static void expm1(double[] a, int i, double[] out, int o, int count) {
        for (int n = 0; n < count; n += LANES) {
            DoubleVector x = DoubleVector.fromArray(SPECIES, a, i + n);
            x = x.blend(-40d, x.compare(VectorOperators.LT, -40d));
            x = x.blend(710d, x.compare(VectorOperators.GT, 710d));
            DoubleVector shifted = x.fma(constant(PER_LN2), constant(ROUND));
            DoubleVector multiple = shifted.sub(ROUND);
            DoubleVector r = multiple.fma(constant(-LN2_LOW), multiple.fma(constant(-LN2_HIGH), x));
            DoubleVector y = constant(0x1.b044c1747ae87p-26)
                    .fma(r, constant(0x1.28a7dc4b86abap-22))
                    .fma(r, constant(0x1.71dd886f9709ap-19))
                    .fma(r, constant(0x1.a019a167b7e45p-16))
                    .fma(r, constant(0x1.a01a01d35193ap-13))
                    .fma(r, constant(0x1.6c16c180dfcebp-10))
                    .fma(r, constant(0x1.111111110b6dp-7))
                    .fma(r, constant(0x1.5555555551ab2p-5))
                    .fma(r, constant(0x1.555555555556p-3))
                    .fma(r, constant(0x1.0000000000006p-1))
                    .fma(r.mul(r), r);
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
