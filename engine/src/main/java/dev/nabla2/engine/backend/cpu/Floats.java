package dev.nabla2.engine.backend.cpu;

import dev.nabla2.engine.backend.Buffer;

/** Elements in an array that may be longer than they are, so that a kernel can read and write whole vectors. */
final class Floats implements Buffer {
    private static final float[] RELEASED = new float[0];

    private final int size;
    private float[] values;

    Floats(int size, float[] values) {
        this.size = size;
        this.values = values;
    }

    @Override
    public int size() {
        return size;
    }

    float[] values() {
        if (values == RELEASED) {
            throw new IllegalStateException("cpu: a buffer of " + size + " elements was used after its release");
        }
        return values;
    }

    /** The array, which this buffer loses. */
    float[] surrender() {
        float[] surrendered = values();
        values = RELEASED;
        return surrendered;
    }
}
