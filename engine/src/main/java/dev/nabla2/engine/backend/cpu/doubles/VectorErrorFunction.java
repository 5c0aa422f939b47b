package dev.nabla2.engine.backend.cpu.doubles;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The error function and its complement, in {@link Passes}: near 0 a polynomial of x², further out the complement. The polynomials are
 * minimax approximations ({@code src/build/polynomials.py}).
 */
final class VectorErrorFunction {
    private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();
    /** Where both change over from one polynomial to the other. */
    private static final double NEAR = 0.75;

    /** From here on the complement is 0. */
    private static final double FAR = 28;

    private static final Dense EXP = s -> VectorExponential.exp(s.b(), s.j(), s.out(), s.o(), s.count());

    private VectorErrorFunction() {}

    static Dense erf() {
        return Passes.of(
                VectorErrorFunction::negatedSquare, EXP, VectorErrorFunction::tail, VectorErrorFunction::erfOf);
    }

    static Dense erfc() {
        return Passes.of(
                VectorErrorFunction::negatedSquare, EXP, VectorErrorFunction::tail, VectorErrorFunction::erfcOf);
    }

    private static void negatedSquare(Dense.Span span) {
        double[] a = span.a();
        int i = span.i();
        double[] out = span.out();
        int o = span.o();
        for (int n = 0; n < span.count(); n += LANES) {
            DoubleVector t = DoubleVector.fromArray(SPECIES, a, i + n).abs();
            t = t.blend(FAR, t.compare(VectorOperators.GT, FAR));
            t.mul(t).neg().intoArray(out, o + n);
        }
    }

    /**
     * The complement at {@code t = |x|}, {@code y (1 + p(q)) / (1 + 2t)} of {@code y = e^-t²} and {@code q = (t - 3) / (t + 3)}, after
     * M. Shepherd and J. Laframboise, Mathematics of Computation 36 (1981). What the square lost in rounding is made up for.
     */
    private static void tail(Dense.Span span) {
        double[] a = span.a();
        int i = span.i();
        double[] b = span.b();
        int j = span.j();
        double[] out = span.out();
        int o = span.o();
        for (int n = 0; n < span.count(); n += LANES) {
            DoubleVector t = DoubleVector.fromArray(SPECIES, a, i + n).abs();
            DoubleVector y = DoubleVector.fromArray(SPECIES, b, j + n);
            t = t.blend(FAR, t.compare(VectorOperators.GT, FAR));
            DoubleVector q = constant(1).sub(constant(6).div(t.add(3d)));
            DoubleVector p = constant(-0x1.97d8e4004ac03p-27)
                    .fma(q, constant(0x1.d6dc3f2ca61c8p-24))
                    .fma(q, constant(-0x1.1c401a63e397ap-24))
                    .fma(q, constant(-0x1.5e6bad8dbb2b4p-21))
                    .fma(q, constant(0x1.4b4c162af4076p-22))
                    .fma(q, constant(0x1.d6611c3f22c27p-19))
                    .fma(q, constant(-0x1.7fae1ec35b716p-21))
                    .fma(q, constant(-0x1.517873e33066p-16))
                    .fma(q, constant(0x1.4bedee591db6ap-18))
                    .fma(q, constant(0x1.065c28e46f474p-13))
                    .fma(q, constant(-0x1.b912157768d11p-14))
                    .fma(q, constant(-0x1.98db6410471e7p-11))
                    .fma(q, constant(0x1.ef1bdcff24209p-10))
                    .fma(q, constant(0x1.4b884eb10c8f8p-9))
                    .fma(q, constant(-0x1.8574c40bd463ep-6))
                    .fma(q, constant(0x1.17ca2877c6932p-4))
                    .fma(q, constant(-0x1.e88b803a48a74p-4))
                    .fma(q, constant(0x1.098366a5b4e51p-3))
                    .fma(q, constant(-0x1.85a15c58aa628p-5))
                    .fma(q, constant(-0x1.15c084bb9e9p-3))
                    .fma(q, constant(0x1.03148b5f9261dp-2));
            DoubleVector lost = t.fma(t.neg(), t.mul(t));
            DoubleVector tail = y.mul(p.add(1d).div(t.add(t).add(1d)));
            tail.fma(lost, tail).intoArray(out, o + n);
        }
    }

    private static void erfOf(Dense.Span span) {
        double[] a = span.a();
        int i = span.i();
        double[] b = span.b();
        int j = span.j();
        double[] out = span.out();
        int o = span.o();
        for (int n = 0; n < span.count(); n += LANES) {
            DoubleVector x = DoubleVector.fromArray(SPECIES, a, i + n);
            DoubleVector tail = DoubleVector.fromArray(SPECIES, b, j + n);
            DoubleVector z = x.mul(x);
            DoubleVector near = constant(0x1.89e4428a00e1ap-27)
                    .fma(z, constant(-0x1.5641e09dd07edp-23))
                    .fma(z, constant(0x1.b90cc45a612ap-20))
                    .fma(z, constant(-0x1.f4c5b3774913cp-17))
                    .fma(z, constant(0x1.f9a2ad770eda4p-14))
                    .fma(z, constant(-0x1.c02db110bb94p-11))
                    .fma(z, constant(0x1.565bcd03116efp-8))
                    .fma(z, constant(-0x1.b82ce312556bfp-6))
                    .fma(z, constant(0x1.ce2f21a04247p-4))
                    .fma(z, constant(-0x1.812746b0379ep-2))
                    .fma(z, constant(0x1.06eba8214db69p-3))
                    .fma(x, x);
            DoubleVector magnitude = constant(1).sub(tail);
            near.blend(magnitude, x.compare(VectorOperators.GT, NEAR))
                    .blend(magnitude.neg(), x.compare(VectorOperators.LT, -NEAR))
                    .intoArray(out, o + n);
        }
    }

    private static void erfcOf(Dense.Span span) {
        double[] a = span.a();
        int i = span.i();
        double[] b = span.b();
        int j = span.j();
        double[] out = span.out();
        int o = span.o();
        for (int n = 0; n < span.count(); n += LANES) {
            DoubleVector x = DoubleVector.fromArray(SPECIES, a, i + n);
            DoubleVector tail = DoubleVector.fromArray(SPECIES, b, j + n);
            DoubleVector z = x.mul(x);
            DoubleVector near = constant(0x1.89e4428a00e1ap-27)
                    .fma(z, constant(-0x1.5641e09dd07edp-23))
                    .fma(z, constant(0x1.b90cc45a612ap-20))
                    .fma(z, constant(-0x1.f4c5b3774913cp-17))
                    .fma(z, constant(0x1.f9a2ad770eda4p-14))
                    .fma(z, constant(-0x1.c02db110bb94p-11))
                    .fma(z, constant(0x1.565bcd03116efp-8))
                    .fma(z, constant(-0x1.b82ce312556bfp-6))
                    .fma(z, constant(0x1.ce2f21a04247p-4))
                    .fma(z, constant(-0x1.812746b0379ep-2))
                    .fma(z, constant(0x1.06eba8214db69p-3))
                    .fma(x, x);
            constant(1)
                    .sub(near)
                    .blend(tail, x.compare(VectorOperators.GT, NEAR))
                    .blend(constant(2).sub(tail), x.compare(VectorOperators.LT, -NEAR))
                    .intoArray(out, o + n);
        }
    }

    private static DoubleVector constant(double value) {
        return DoubleVector.broadcast(SPECIES, value);
    }
}
