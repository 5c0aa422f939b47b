package dev.nabla2.engine.backend.cpu;

/** Scratch memory of one running task: grown when needed, handed on to the next task afterwards. */
final class Workspace {
    private static final float[] NONE = {};

    private final float[][] arrays = {NONE, NONE, NONE, NONE};
    private double[] totals = {};
    private final Multiples multiples = new Multiples();

    /** Scratch array {@code which} of 0 to 3, of at least {@code size} elements and unknown contents. */
    float[] array(int which, int size) {
        if (arrays[which].length < size) {
            arrays[which] = new float[BufferPool.capacity(size)];
        }
        return arrays[which];
    }

    /** At least the first {@code count} multiples of {@code distance}. */
    int[] multiples(int distance, int count) {
        return multiples.of(distance, count);
    }

    /** Scratch memory for sums that are longer than a float can hold them, of unknown contents. */
    double[] totals(int size) {
        if (totals.length < size) {
            totals = new double[size];
        }
        return totals;
    }
}
