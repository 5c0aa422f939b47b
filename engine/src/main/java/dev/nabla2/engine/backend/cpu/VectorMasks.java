package dev.nabla2.engine.backend.cpu;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** Masks as the bits of whole numbers: lane by lane, so that no element changes its lane. */
final class VectorMasks {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();
    private static final int BITS = Kernels.MASK_BITS;

    private VectorMasks() {}

    static void pack(float[] from, int count, float[] to, int toAt) {
        int o = toAt;
        for (int i = 0; i < count; i += BITS * LANES) {
            FloatVector word = FloatVector.fromArray(SPECIES, from, i + (BITS - 1) * LANES);
            for (int bit = BITS - 2; bit >= 0; bit--) {
                word = word.add(word).add(FloatVector.fromArray(SPECIES, from, i + bit * LANES));
            }
            word.intoArray(to, o);
            o += LANES;
        }
    }

    static void unpack(float[] from, int fromAt, float[] to, int count) {
        int i = fromAt;
        for (int o = 0; o < count; o += BITS * LANES) {
            FloatVector word = FloatVector.fromArray(SPECIES, from, i);
            float power = 1 << (BITS - 1);
            for (int bit = BITS - 1; bit >= 0; bit--) {
                FloatVector one = FloatVector.zero(SPECIES).blend(1f, word.compare(VectorOperators.GE, power));
                one.intoArray(to, o + bit * LANES);
                word = word.sub(one.mul(power));
                power *= 0.5f;
            }
            i += LANES;
        }
    }
}
