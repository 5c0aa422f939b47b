package dev.nabla2.engine.backend.cpu;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** What the tiles of all vector lengths have in common. */
abstract class VectorTile implements Tile {
    private static final VectorSpecies<Float> PREFERRED = FloatVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Float> EIGHT = FloatVector.SPECIES_256;

    /** The tile for this machine's registers: 32 of them with AVX-512 and on AArch64, 16 otherwise. */
    static VectorTile preferred() {
        boolean many = PREFERRED.length() >= 16 || "aarch64".equals(System.getProperty("os.arch"));
        return many ? new Tile8x2() : new Tile6x2();
    }

    @Override
    public void copyStrips(
            float[] from, int fromAt, int fromStride, float[] to, int toAt, int toStride, int width, int count) {
        if (width == 2 * PREFERRED.length()) {
            copyPairs(from, fromAt, fromStride, to, toAt, toStride, count);
        } else if (width == 8 && PREFERRED.length() >= 8) {
            copyEights(from, fromAt, fromStride, to, toAt, toStride, count);
        } else {
            ScalarTile.copyScalars(from, fromAt, fromStride, to, toAt, toStride, width, count);
        }
    }

    private static void copyPairs(
            float[] from, int fromAt, int fromStride, float[] to, int toAt, int toStride, int count) {
        int half = PREFERRED.length();
        for (int k = 0; k < count; k++) {
            int i = fromAt + k * fromStride;
            int o = toAt + k * toStride;
            FloatVector.fromArray(PREFERRED, from, i).intoArray(to, o);
            FloatVector.fromArray(PREFERRED, from, i + half).intoArray(to, o + half);
        }
    }

    private static void copyEights(
            float[] from, int fromAt, int fromStride, float[] to, int toAt, int toStride, int count) {
        for (int k = 0; k < count; k++) {
            FloatVector.fromArray(EIGHT, from, fromAt + k * fromStride).intoArray(to, toAt + k * toStride);
        }
    }
}
