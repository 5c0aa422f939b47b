package dev.nabla2.bench;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** The bytes that one core can read and write when it does nothing with them. */
final class Copy {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;

    /** With what it is copied to, fits the smallest cache. */
    private static final int COUNT = 2_048;

    /** Half a page further than a multiple of pages, or a load would wait for the store of the same address within its page. */
    private static final int AWAY = COUNT + 512;

    private final float[] numbers = new float[AWAY + COUNT];

    /** Bytes read and written in a call of {@link #run}. */
    static double bytes() {
        return 2.0 * Float.BYTES * COUNT;
    }

    void run() {
        for (int i = 0; i < COUNT; i += SPECIES.length()) {
            FloatVector.fromArray(SPECIES, numbers, i).intoArray(numbers, i + AWAY);
        }
    }
}
