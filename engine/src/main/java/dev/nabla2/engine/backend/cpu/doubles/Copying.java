package dev.nabla2.engine.backend.cpu.doubles;

import dev.nabla2.engine.backend.Backend;
import dev.nabla2.engine.backend.Buffer;
import java.util.Arrays;

/** How numbers of either precision enter and leave a backend in doubles. */
interface Copying extends Backend {
    @Override
    default void write(Buffer buffer, double[] values) {
        System.arraycopy(values, 0, ((Doubles) buffer).values(), 0, values.length);
    }

    @Override
    default void write(Buffer buffer, float[] values) {
        double[] to = ((Doubles) buffer).values();
        for (int i = 0; i < values.length; i++) {
            to[i] = values[i];
        }
    }

    @Override
    default double[] read(Buffer buffer) {
        return Arrays.copyOf(((Doubles) buffer).values(), buffer.size());
    }

    @Override
    default float[] readFloats(Buffer buffer) {
        double[] from = ((Doubles) buffer).values();
        float[] to = new float[buffer.size()];
        for (int i = 0; i < to.length; i++) {
            to[i] = (float) from[i];
        }
        return to;
    }
}
