package dev.nabla2.engine.backend.cpu;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Sine and cosine in correctly rounded instructions only, so that the bits are the same interpreted and compiled, and on every
 * processor.
 *
 * <p>Multiples of π/2 are taken off in three steps (Cody and Waite, 1980), good to 70 000; for larger arguments the library is
 * called. The polynomials are minimax approximations by N. Juffa (public domain).
 */
final class VectorTrigonometry {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final float ROUND = 0x1.8p23f;
    private static final float LARGE = 70_000;

    private VectorTrigonometry() {}

    static FloatVector sin(FloatVector x) {
        FloatVector y = reduced(x, 0);
        return x.abs().compare(VectorOperators.GT, LARGE).anyTrue() ? largeSin(x, y) : y;
    }

    static FloatVector cos(FloatVector x) {
        FloatVector y = reduced(x, 1);
        return x.abs().compare(VectorOperators.GT, LARGE).anyTrue() ? largeCos(x, y) : y;
    }

    /** The sine of {@code quarters} quarter turns more than {@code x}. */
    private static FloatVector reduced(FloatVector x, int quarters) {
        FloatVector shifted = x.mul(0x1.45f306p-1f).add(ROUND);
        FloatVector n = shifted.sub(ROUND);
        FloatVector r = n.fma(constant(-0x1.921fb0p+0f), x);
        r = n.fma(constant(-0x1.5110b4p-22f), r);
        r = n.fma(constant(-0x1.846988p-48f), r);
        IntVector quadrant = shifted.reinterpretAsInts().add(quarters);
        FloatVector s = r.mul(r);
        FloatVector sine = constant(0x1.80ap-19f)
                .fma(s, constant(-0x1.a0690cp-13f))
                .fma(s, constant(0x1.111182p-7f))
                .fma(s, constant(-0x1.555556p-3f))
                .fma(s.mul(r), r);
        FloatVector cosine = constant(0x1.9a8p-16f)
                .fma(s, constant(-0x1.6c0efap-10f))
                .fma(s, constant(0x1.55555p-5f))
                .fma(s, constant(-0.5f))
                .fma(s, constant(1f));
        VectorMask<Float> odd = quadrant.and(1).compare(VectorOperators.NE, 0).cast(SPECIES);
        // The second bit of the quadrant, moved to the sign.
        IntVector sign = quadrant.and(2).lanewise(VectorOperators.LSHL, 30);
        return sine.blend(cosine, odd)
                .reinterpretAsInts()
                .lanewise(VectorOperators.XOR, sign)
                .reinterpretAsFloats();
    }

    private static FloatVector largeSin(FloatVector x, FloatVector y) {
        float[] arguments = x.toArray();
        float[] values = y.toArray();
        for (int i = 0; i < values.length; i++) {
            if (Math.abs(arguments[i]) > LARGE) {
                values[i] = (float) StrictMath.sin(arguments[i]);
            }
        }
        return FloatVector.fromArray(SPECIES, values, 0);
    }

    private static FloatVector largeCos(FloatVector x, FloatVector y) {
        float[] arguments = x.toArray();
        float[] values = y.toArray();
        for (int i = 0; i < values.length; i++) {
            if (Math.abs(arguments[i]) > LARGE) {
                values[i] = (float) StrictMath.cos(arguments[i]);
            }
        }
        return FloatVector.fromArray(SPECIES, values, 0);
    }

    private static FloatVector constant(float value) {
        return FloatVector.broadcast(SPECIES, value);
    }
}
