package dev.nabla2.engine.backend.cpu;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * What {@link VectorTrigonometry} knows of floats. Multiples of π/2 are taken off in three steps (Cody and Waite, 1980), good to 70 000.
 * The polynomials are minimax approximations by N. Juffa (public domain).
 */
final class QuarterTurns {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();
    private static final float ROUND = 0x1.8p23f;
    private static final float PER_QUARTER = 0x1.45f306p-1f;

    private QuarterTurns() {}

    /** What is left of an angle after whole quarter turns. */
    static void reduced(Dense.Span s) {
        float[] a = s.a();
        int i = s.i();
        float[] out = s.out();
        int o = s.o();
        for (int n = 0; n < s.count(); n += LANES) {
            FloatVector x = FloatVector.fromArray(SPECIES, a, i + n);
            FloatVector multiple = x.mul(PER_QUARTER).add(ROUND).sub(ROUND);
            FloatVector r = multiple.fma(constant(-0x1.921fb0p+0f), x);
            r = multiple.fma(constant(-0x1.5110b4p-22f), r);
            multiple.fma(constant(-0x1.846988p-48f), r).intoArray(out, o + n);
        }
    }

    /** The sines of angles {@code quarters} quarter turns greater. */
    static void turned(Dense.Span span, int quarters) {
        float[] a = span.a();
        int i = span.i();
        float[] b = span.b();
        int j = span.j();
        float[] out = span.out();
        int o = span.o();
        for (int n = 0; n < span.count(); n += LANES) {
            FloatVector shifted =
                    FloatVector.fromArray(SPECIES, a, i + n).mul(PER_QUARTER).add(ROUND);
            FloatVector r = FloatVector.fromArray(SPECIES, b, j + n);
            IntVector quadrant = shifted.reinterpretAsInts().add(quarters);
            FloatVector square = r.mul(r);
            FloatVector sine = constant(0x1.80ap-19f)
                    .fma(square, constant(-0x1.a0690cp-13f))
                    .fma(square, constant(0x1.111182p-7f))
                    .fma(square, constant(-0x1.555556p-3f))
                    .fma(square.mul(r), r);
            FloatVector cosine = constant(0x1.9a8p-16f)
                    .fma(square, constant(-0x1.6c0efap-10f))
                    .fma(square, constant(0x1.55555p-5f))
                    .fma(square, constant(-0.5f))
                    .fma(square, constant(1f));
            VectorMask<Float> odd =
                    quadrant.and(1).compare(VectorOperators.NE, 0).cast(SPECIES);
            // The second bit of the quadrant, moved to the sign.
            IntVector sign = quadrant.and(2).lanewise(VectorOperators.LSHL, 30);
            sine.blend(cosine, odd)
                    .reinterpretAsInts()
                    .lanewise(VectorOperators.XOR, sign)
                    .reinterpretAsFloats()
                    .intoArray(out, o + n);
        }
    }

    private static FloatVector constant(float value) {
        return FloatVector.broadcast(SPECIES, value);
    }
}
