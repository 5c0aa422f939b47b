package dev.nabla2.engine.backend.cpu;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Logarithms in correctly rounded instructions only, so that the bits are the same interpreted and compiled, and on every
 * processor.
 *
 * <p>{@code ln x = k ln 2 + ln(1 + f)} with {@code 1 + f} between √½ and √2; the method and its coefficients are those of
 * FreeBSD's e_logf.c and s_log1pf.c.
 */
final class VectorLogarithm {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int ROOT_HALF_BITS = 0x3f3504f3;
    private static final int ONE_BITS = 0x3f800000;
    private static final int FRACTION = 0x007fffff;
    private static final int FRACTION_BITS = 23;
    private static final int BIAS = 127;
    private static final float LN2_HIGH = 0x1.62e3p-1f;
    private static final float LN2_LOW = 0x1.2fefa2p-17f;

    private VectorLogarithm() {}

    static FloatVector log(FloatVector x) {
        // Subnormal numbers have no exponent of their own, so they are made normal first.
        FloatVector scaled = x.blend(x.mul(0x1p23f), x.compare(VectorOperators.LT, Float.MIN_NORMAL));
        FloatVector shift = constant(0f).blend(-23f, x.compare(VectorOperators.LT, Float.MIN_NORMAL));
        FloatVector y = parts(scaled, shift, constant(0f));
        return edges(x, x, y);
    }

    static FloatVector log1p(FloatVector x) {
        FloatVector u = x.add(1f);
        // What rounding lost when 1 was added, relative to the sum.
        FloatVector small = x.sub(u.sub(1f));
        FloatVector large = constant(1f).sub(u.sub(x));
        FloatVector lost = small.blend(large, u.compare(VectorOperators.GT, 2f)).div(u);
        return edges(x, u, parts(u, constant(0f), lost));
    }

    private static FloatVector parts(FloatVector x, FloatVector shift, FloatVector lost) {
        IntVector bits = x.reinterpretAsInts().add(ONE_BITS - ROOT_HALF_BITS);
        FloatVector exponent = (FloatVector)
                bits.lanewise(VectorOperators.LSHR, FRACTION_BITS).sub(BIAS).convert(VectorOperators.I2F, 0);
        FloatVector k = exponent.add(shift);
        FloatVector f =
                bits.and(FRACTION).add(ROOT_HALF_BITS).reinterpretAsFloats().sub(1f);
        FloatVector s = f.div(f.add(2f));
        FloatVector z = s.mul(s);
        FloatVector w = z.mul(z);
        FloatVector odd = w.mul(w.fma(constant(0xf89e26.0p-26f), constant(0xccce13.0p-25f)));
        FloatVector even = z.mul(w.fma(constant(0x91e9ee.0p-25f), constant(0xaaaaaa.0p-24f)));
        FloatVector halfSquare = f.mul(f).mul(0.5f);
        FloatVector series = s.mul(halfSquare.add(odd.add(even)));
        FloatVector low = k.fma(constant(LN2_LOW), lost);
        return series.add(low).sub(halfSquare).add(f).add(k.mul(LN2_HIGH));
    }

    /** Puts in the values at 0, below it and at infinity; {@code u} is the number whose logarithm {@code y} is. */
    private static FloatVector edges(FloatVector x, FloatVector u, FloatVector y) {
        return y.blend(x, u.compare(VectorOperators.EQ, Float.POSITIVE_INFINITY))
                .blend(Float.NEGATIVE_INFINITY, u.compare(VectorOperators.EQ, 0f))
                .blend(Float.NaN, u.compare(VectorOperators.LT, 0f))
                .blend(x, x.compare(VectorOperators.NE, x));
    }

    private static FloatVector constant(float value) {
        return FloatVector.broadcast(SPECIES, value);
    }
}
