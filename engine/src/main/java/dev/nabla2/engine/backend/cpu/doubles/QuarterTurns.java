package dev.nabla2.engine.backend.cpu.doubles;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * What {@link VectorTrigonometry} knows of doubles. Multiples of π/2 are taken off in three steps (Cody and Waite, 1980), good to 70 000.
 * The polynomials are minimax approximations ({@code src/build/polynomials.py}).
 */
final class QuarterTurns {
    private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();
    private static final double ROUND = 0x1.8p52;
    private static final double PER_QUARTER = 0x1.45f306dc9c883p-1;

    private QuarterTurns() {}

    /** What is left of an angle after whole quarter turns. */
    static void reduced(Dense.Span span) {
        double[] a = span.a();
        int i = span.i();
        double[] out = span.out();
        int o = span.o();
        for (int n = 0; n < span.count(); n += LANES) {
            DoubleVector x = DoubleVector.fromArray(SPECIES, a, i + n);
            DoubleVector multiple = x.mul(PER_QUARTER).add(ROUND).sub(ROUND);
            DoubleVector r = multiple.fma(constant(-0x1.921fb54442d18p0), x);
            r = multiple.fma(constant(-0x1.1a62633145c07p-54), r);
            multiple.fma(constant(0x1.f1976b7ed8fbcp-110), r).intoArray(out, o + n);
        }
    }

    /** The sines of angles {@code quarters} quarter turns greater. */
    static void turned(Dense.Span span, int quarters) {
        double[] a = span.a();
        int i = span.i();
        double[] b = span.b();
        int j = span.j();
        double[] out = span.out();
        int o = span.o();
        for (int n = 0; n < span.count(); n += LANES) {
            DoubleVector shifted =
                    DoubleVector.fromArray(SPECIES, a, i + n).mul(PER_QUARTER).add(ROUND);
            DoubleVector r = DoubleVector.fromArray(SPECIES, b, j + n);
            LongVector quadrant = shifted.reinterpretAsLongs().add(quarters);
            DoubleVector z = r.mul(r);
            DoubleVector sine = constant(0x1.5d8fd300ee439p-33)
                    .fma(z, constant(-0x1.ae5e5a95c2e2p-26))
                    .fma(z, constant(0x1.71de3567d8322p-19))
                    .fma(z, constant(-0x1.a01a019bfdf4p-13))
                    .fma(z, constant(0x1.111111110f7dp-7))
                    .fma(z, constant(-0x1.5555555555548p-3))
                    .fma(z.mul(r), r);
            DoubleVector cosine = constant(-0x1.8fa49b96550b6p-37)
                    .fma(z, constant(0x1.1ee9d7b7d2e0cp-29))
                    .fma(z, constant(-0x1.27e4f7eac8f25p-22))
                    .fma(z, constant(0x1.a01a019c8455p-16))
                    .fma(z, constant(-0x1.6c16c16c14f92p-10))
                    .fma(z, constant(0x1.555555555554bp-5))
                    .fma(z, constant(-0.5))
                    .fma(z, constant(1));
            VectorMask<Double> odd =
                    quadrant.and(1).compare(VectorOperators.NE, 0).cast(SPECIES);
            // The second bit of the quadrant, moved to the sign.
            LongVector sign = quadrant.and(2).lanewise(VectorOperators.LSHL, 62);
            sine.blend(cosine, odd)
                    .reinterpretAsLongs()
                    .lanewise(VectorOperators.XOR, sign)
                    .reinterpretAsDoubles()
                    .intoArray(out, o + n);
        }
    }

    private static DoubleVector constant(double value) {
        return DoubleVector.broadcast(SPECIES, value);
    }
}
