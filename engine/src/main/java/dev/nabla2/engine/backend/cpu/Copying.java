package dev.nabla2.engine.backend.cpu;

import dev.nabla2.engine.backend.Backend;
import dev.nabla2.engine.backend.Buffer;
import java.util.Arrays;

/** How numbers of either precision enter and leave a backend in floats. Its twin for doubles is written by hand. */
interface Copying extends Backend {
    @Override
    default void write(Buffer buffer, double[] values) {
        float[] to = ((Floats) buffer).values();
        for (int i = 0; i < values.length; i++) {
            to[i] = (float) values[i];
        }
    }

    @Override
    default void write(Buffer buffer, float[] values) {
        System.arraycopy(values, 0, ((Floats) buffer).values(), 0, values.length);
    }

    @Override
    default double[] read(Buffer buffer) {
        float[] from = ((Floats) buffer).values();
        double[] to = new double[buffer.size()];
        for (int i = 0; i < to.length; i++) {
            to[i] = from[i];
        }
        return to;
    }

    @Override
    default float[] readFloats(Buffer buffer) {
        return Arrays.copyOf(((Floats) buffer).values(), buffer.size());
    }
}
