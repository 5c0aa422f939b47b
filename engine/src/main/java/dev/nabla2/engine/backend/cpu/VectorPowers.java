package dev.nabla2.engine.backend.cpu;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** Powers with a number as exponent: by multiplication where it is a small whole number, as most are. */
final class VectorPowers {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();
    private static final int MOST = 8;

    private VectorPowers() {}

    static void pow(Dense.Span s) {
        int exponent = (int) s.constant();
        if (exponent != s.constant() || exponent < 1 || exponent > MOST) {
            byElement(s.a(), s.i(), s.out(), s.o(), s.count(), s.constant());
            return;
        }
        // The product may lie where the argument does, so it is kept apart until it is finished.
        System.arraycopy(s.a(), s.i(), s.c(), s.k(), s.count());
        for (int factor = 2; factor < exponent; factor++) {
            multiply(s.a(), s.i(), s.c(), s.k(), s.c(), s.k(), s.count());
        }
        if (exponent == 1) {
            System.arraycopy(s.c(), s.k(), s.out(), s.o(), s.count());
        } else {
            multiply(s.a(), s.i(), s.c(), s.k(), s.out(), s.o(), s.count());
        }
    }

    private static void byElement(float[] a, int i, float[] out, int o, int count, float exponent) {
        for (int n = 0; n < count; n++) {
            out[o + n] = (float) Math.pow(a[i + n], exponent);
        }
    }

    private static void multiply(float[] a, int i, float[] b, int j, float[] out, int o, int count) {
        for (int n = 0; n < count; n += LANES) {
            FloatVector x = FloatVector.fromArray(SPECIES, a, i + n);
            x.mul(FloatVector.fromArray(SPECIES, b, j + n)).intoArray(out, o + n);
        }
    }
}
