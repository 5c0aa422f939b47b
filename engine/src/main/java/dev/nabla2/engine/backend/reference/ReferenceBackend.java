package dev.nabla2.engine.backend.reference;

import dev.nabla2.engine.backend.Backend;
import dev.nabla2.engine.backend.Buffer;
import dev.nabla2.engine.backend.Elementwise;
import dev.nabla2.engine.backend.Loop;
import dev.nabla2.engine.backend.MatrixProduct;
import dev.nabla2.engine.backend.Precision;
import dev.nabla2.engine.backend.UpdateRule;
import java.util.Arrays;
import java.util.Optional;

/** Every kernel as the plainest loop that computes it, in double precision: the definition the other backends are held to. */
public final class ReferenceBackend implements Backend {
    private static final class Doubles implements Buffer {
        private final int size;
        private Optional<double[]> values;

        Doubles(double[] values) {
            this.size = values.length;
            this.values = Optional.of(values);
        }

        @Override
        public int size() {
            return size;
        }

        double[] values() {
            return values.orElseThrow(() -> new IllegalStateException(
                    "reference: a buffer of " + size + " elements was used after it was given away"));
        }

        double[] surrender() {
            double[] surrendered = values();
            values = Optional.empty();
            return surrendered;
        }
    }

    private static double[] values(Buffer buffer) {
        return ((Doubles) buffer).values();
    }

    @Override
    public String name() {
        return "reference";
    }

    @Override
    public Precision precision() {
        return Precision.DOUBLE;
    }

    @Override
    public Buffer allocate(int size) {
        return new Doubles(new double[size]);
    }

    /** Leaves the memory to the garbage collector. */
    @Override
    public void release(Buffer buffer) {
        ((Doubles) buffer).surrender();
    }

    @Override
    public Buffer transfer(Buffer buffer) {
        return new Doubles(((Doubles) buffer).surrender());
    }

    @Override
    public void write(Buffer buffer, double[] values) {
        System.arraycopy(values, 0, values(buffer), 0, values.length);
    }

    @Override
    public void write(Buffer buffer, float[] values) {
        double[] to = values(buffer);
        for (int i = 0; i < values.length; i++) {
            to[i] = values[i];
        }
    }

    @Override
    public double[] read(Buffer buffer) {
        return values(buffer).clone();
    }

    @Override
    public float[] readFloats(Buffer buffer) {
        double[] from = values(buffer);
        float[] to = new float[from.length];
        for (int i = 0; i < to.length; i++) {
            to[i] = (float) from[i];
        }
        return to;
    }

    @Override
    public void fill(Buffer out, double value) {
        Arrays.fill(values(out), value);
    }

    @Override
    public void elementwise(Elementwise f, Loop loop, Buffer out, Buffer... in) {
        int[] index = new int[loop.extents().length];
        for (int i = 0; i < loop.size(); i++) {
            values(out)[position(loop.out(), index)] = f.definition()
                    .at(argument(loop, index, in, 0), argument(loop, index, in, 1), argument(loop, index, in, 2));
            increment(index, loop.extents());
        }
    }

    private static double argument(Loop loop, int[] index, Buffer[] in, int which) {
        return which < in.length ? values(in[which])[position(loop.in()[which], index)] : 0;
    }

    private static int position(Loop.Layout layout, int[] index) {
        int position = layout.offset();
        for (int axis = 0; axis < index.length; axis++) {
            position += layout.strides()[axis] * index[axis];
        }
        return position;
    }

    private static void increment(int[] index, int[] extents) {
        for (int axis = index.length - 1; axis >= 0 && ++index[axis] == extents[axis]; axis--) {
            index[axis] = 0;
        }
    }

    @Override
    public void sum(Buffer in, Buffer out, int outer, int reduced, int inner) {
        double[] x = values(in);
        for (int o = 0; o < outer; o++) {
            for (int i = 0; i < inner; i++) {
                double sum = 0;
                for (int r = 0; r < reduced; r++) {
                    sum += x[(o * reduced + r) * inner + i];
                }
                values(out)[o * inner + i] = sum;
            }
        }
    }

    @Override
    public void matmul(MatrixProduct p, Buffer a, Buffer b, Buffer out) {
        double[] x = values(a);
        double[] y = values(b);
        for (int row = 0; row < p.rows(); row++) {
            for (int column = 0; column < p.columns(); column++) {
                double sum = 0;
                for (int k = 0; k < p.inner(); k++) {
                    sum += x[p.transposeA() ? k * p.rows() + row : row * p.inner() + k]
                            * y[p.transposeB() ? column * p.inner() + k : k * p.columns() + column];
                }
                values(out)[row * p.columns() + column] = sum;
            }
        }
    }

    @Override
    public void update(UpdateRule rule, Buffer gradient, Buffer... state) {
        double[] element = new double[state.length];
        for (int i = 0; i < gradient.size(); i++) {
            for (int s = 0; s < state.length; s++) {
                element[s] = values(state[s])[i];
            }
            rule.definition().apply(values(gradient)[i], element);
            for (int s = 0; s < state.length; s++) {
                values(state[s])[i] = element[s];
            }
        }
    }

    @Override
    public boolean isFinite(Buffer buffer) {
        return Arrays.stream(values(buffer)).allMatch(Double::isFinite);
    }
}
