package dev.nabla2.engine.backend.cpu.doubles;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The error function and its complement, in {@link Passes}: near 0 a polynomial of x², further out the complement at {@code t = |x|},
 * {@code e^-t² (1 + p(q)) / (1 + 2t)} with {@code q = (t - 3) / (t + 3)}, after M. Shepherd and J. Laframboise, Mathematics of
 * Computation 36 (1981). The polynomials are minimax approximations ({@code src/build/polynomials.py}); beside 1 a shorter one will do.
 */
final class VectorErrorFunction {
    private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();
    /** Up to here the error function is a polynomial. */
    private static final double NEAR = 1;

    /** Up to here its complement is the rest to 1, which further out has too few digits. */
    private static final double NEAR_FOR_COMPLEMENT = 0.75;

    /** From here on the error function is 1. */
    private static final double FAR = 6;

    /** From here on its complement is 0. */
    private static final double FAR_FOR_COMPLEMENT = 28;

    private static final Dense EXP = s -> VectorExponential.exp(s.b(), s.j(), s.out(), s.o(), s.count());

    private VectorErrorFunction() {}

    static Dense erf() {
        return Passes.of(
                s -> negatedSquare(s, FAR), EXP, VectorErrorFunction::tailBesideOne, VectorErrorFunction::erfOf);
    }

    static Dense erfc() {
        return Passes.of(
                s -> negatedSquare(s, FAR_FOR_COMPLEMENT), EXP, VectorErrorFunction::tail, VectorErrorFunction::erfcOf);
    }

    private static void negatedSquare(Dense.Span span, double far) {
        double[] a = span.a();
        int i = span.i();
        double[] out = span.out();
        int o = span.o();
        for (int n = 0; n < span.count(); n += LANES) {
            DoubleVector t = DoubleVector.fromArray(SPECIES, a, i + n).abs();
            t = t.blend(far, t.compare(VectorOperators.GT, far));
            t.mul(t).neg().intoArray(out, o + n);
        }
    }

    /** The complement at t as exact as it need be beside 1. */
    private static void tailBesideOne(Dense.Span span) {
        double[] a = span.a();
        int i = span.i();
        double[] b = span.b();
        int j = span.j();
        double[] out = span.out();
        int o = span.o();
        for (int n = 0; n < span.count(); n += LANES) {
            DoubleVector x = DoubleVector.fromArray(SPECIES, a, i + n);
            DoubleVector y = DoubleVector.fromArray(SPECIES, b, j + n);
            DoubleVector t = x.abs();
            t = t.blend(FAR, t.compare(VectorOperators.GT, FAR));
            DoubleVector q = constant(1).sub(constant(6).div(t.add(3d)));
            DoubleVector square = q.mul(q);
            DoubleVector even = constant(-0x1.6f43da11b451p-12)
                    .fma(square, constant(0x1.c6da70045e323p-10))
                    .fma(square, constant(-0x1.85be1f80713bbp-6))
                    .fma(square, constant(-0x1.e88be13d2aefdp-4))
                    .fma(square, constant(-0x1.85a15c7604e9bp-5))
                    .fma(square, constant(0x1.03148b5f977eep-2));
            DoubleVector odd = constant(-0x1.0cfbdfe22111p-10)
                    .fma(square, constant(0x1.433da22a5d017p-9))
                    .fma(square, constant(0x1.17c6d0176463cp-4))
                    .fma(square, constant(0x1.098363c51b313p-3))
                    .fma(square, constant(-0x1.15c084ba520c4p-3));
            y.mul(odd.fma(q, even).add(1d).div(t.add(t).add(1d))).intoArray(out, o + n);
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
            DoubleVector magnitude = constant(1).sub(tail);
            DoubleVector z = x.mul(x);
            DoubleVector w = z.mul(z);
            DoubleVector even = constant(0x1.d71b0e02df535p-27)
                    .fma(w, constant(0x1.b97fd3c48ed9ap-20))
                    .fma(w, constant(0x1.f9a2baa8b66a7p-14))
                    .fma(w, constant(0x1.565bccf92b091p-8))
                    .fma(w, constant(0x1.ce2f21a040d15p-4))
                    .fma(w, constant(0x1.06eba8214db68p-3));
            DoubleVector odd = constant(-0x1.abae489800681p-31)
                    .fma(w, constant(-0x1.5c07269fb394bp-23))
                    .fma(w, constant(-0x1.f4ca4d6c2290ep-17))
                    .fma(w, constant(-0x1.c02db03dd2f1fp-11))
                    .fma(w, constant(-0x1.b82ce311fa923p-6))
                    .fma(w, constant(-0x1.812746b0379bdp-2));
            DoubleVector near = odd.fma(z, even).fma(x, x);
            near.blend(magnitude, x.compare(VectorOperators.GT, NEAR))
                    .blend(magnitude.neg(), x.compare(VectorOperators.LT, -NEAR))
                    .intoArray(out, o + n);
        }
    }

    /** The complement at t, in which what the square lost in rounding is made up for. */
    private static void tail(Dense.Span span) {
        double[] a = span.a();
        int i = span.i();
        double[] b = span.b();
        int j = span.j();
        double[] out = span.out();
        int o = span.o();
        for (int n = 0; n < span.count(); n += LANES) {
            DoubleVector x = DoubleVector.fromArray(SPECIES, a, i + n);
            DoubleVector y = DoubleVector.fromArray(SPECIES, b, j + n);
            DoubleVector t = x.abs();
            t = t.blend(FAR_FOR_COMPLEMENT, t.compare(VectorOperators.GT, FAR_FOR_COMPLEMENT));
            DoubleVector q = constant(1).sub(constant(6).div(t.add(3d)));
            DoubleVector square = q.mul(q);
            DoubleVector even = constant(-0x1.97d8e4004ac03p-27)
                    .fma(square, constant(-0x1.1c401a63e397ap-24))
                    .fma(square, constant(0x1.4b4c162af4076p-22))
                    .fma(square, constant(-0x1.7fae1ec35b716p-21))
                    .fma(square, constant(0x1.4bedee591db6ap-18))
                    .fma(square, constant(-0x1.b912157768d11p-14))
                    .fma(square, constant(0x1.ef1bdcff24209p-10))
                    .fma(square, constant(-0x1.8574c40bd463ep-6))
                    .fma(square, constant(-0x1.e88b803a48a74p-4))
                    .fma(square, constant(-0x1.85a15c58aa628p-5))
                    .fma(square, constant(0x1.03148b5f9261dp-2));
            DoubleVector odd = constant(0x1.d6dc3f2ca61c8p-24)
                    .fma(square, constant(-0x1.5e6bad8dbb2b4p-21))
                    .fma(square, constant(0x1.d6611c3f22c27p-19))
                    .fma(square, constant(-0x1.517873e33066p-16))
                    .fma(square, constant(0x1.065c28e46f474p-13))
                    .fma(square, constant(-0x1.98db6410471e7p-11))
                    .fma(square, constant(0x1.4b884eb10c8f8p-9))
                    .fma(square, constant(0x1.17ca2877c6932p-4))
                    .fma(square, constant(0x1.098366a5b4e51p-3))
                    .fma(square, constant(-0x1.15c084bb9e9p-3));
            DoubleVector lost = t.fma(t.neg(), t.mul(t));
            DoubleVector tail = y.mul(odd.fma(q, even).add(1d).div(t.add(t).add(1d)));
            tail.fma(lost, tail).intoArray(out, o + n);
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
            DoubleVector w = z.mul(z);
            DoubleVector even = constant(0x1.d71b0e02df535p-27)
                    .fma(w, constant(0x1.b97fd3c48ed9ap-20))
                    .fma(w, constant(0x1.f9a2baa8b66a7p-14))
                    .fma(w, constant(0x1.565bccf92b091p-8))
                    .fma(w, constant(0x1.ce2f21a040d15p-4))
                    .fma(w, constant(0x1.06eba8214db68p-3));
            DoubleVector odd = constant(-0x1.abae489800681p-31)
                    .fma(w, constant(-0x1.5c07269fb394bp-23))
                    .fma(w, constant(-0x1.f4ca4d6c2290ep-17))
                    .fma(w, constant(-0x1.c02db03dd2f1fp-11))
                    .fma(w, constant(-0x1.b82ce311fa923p-6))
                    .fma(w, constant(-0x1.812746b0379bdp-2));
            DoubleVector near = odd.fma(z, even).fma(x, x);
            constant(1)
                    .sub(near)
                    .blend(tail, x.compare(VectorOperators.GT, NEAR_FOR_COMPLEMENT))
                    .blend(constant(2).sub(tail), x.compare(VectorOperators.LT, -NEAR_FOR_COMPLEMENT))
                    .intoArray(out, o + n);
        }
    }

    private static DoubleVector constant(double value) {
        return DoubleVector.broadcast(SPECIES, value);
    }
}
