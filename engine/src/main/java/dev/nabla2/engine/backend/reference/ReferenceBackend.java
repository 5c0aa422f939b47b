package dev.nabla2.engine.backend.reference;

import dev.nabla2.engine.backend.Backend;
import dev.nabla2.engine.backend.Batch;
import dev.nabla2.engine.backend.Buffer;
import dev.nabla2.engine.backend.Chain;
import dev.nabla2.engine.backend.ConvolutionProduct;
import dev.nabla2.engine.backend.Elementwise;
import dev.nabla2.engine.backend.Gather;
import dev.nabla2.engine.backend.Loop;
import dev.nabla2.engine.backend.MatrixProduct;
import dev.nabla2.engine.backend.Order;
import dev.nabla2.engine.backend.Precision;
import dev.nabla2.engine.backend.UpdateRule;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;

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
    public String toString() {
        return "reference (doubles, plain loops)";
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

    @Override
    public Chain.Ready prepare(Chain chain) {
        int arguments = chain.in().size();
        return (in, out) -> {
            double[] value = new double[arguments + chain.stages().size()];
            for (int i = 0; i < chain.size(); i++) {
                for (int a = 0; a < arguments; a++) {
                    value[a] = values(in[a])[place(chain.in().get(a).loop(), i)];
                }
                for (int s = 0; s < chain.stages().size(); s++) {
                    value[arguments + s] = stage(chain.stages().get(s), value);
                }
                for (int o = 0; o < out.length; o++) {
                    values(out[o])[i] = value[chain.out().get(o).value()];
                }
            }
        };
    }

    private static double stage(Chain.Stage stage, double[] value) {
        double[] arguments = new double[3];
        for (int i = 0; i < stage.arguments().size(); i++) {
            arguments[i] = value[stage.arguments().get(i)];
        }
        return stage.function().definition().at(arguments[0], arguments[1], arguments[2]);
    }

    /** Where the input of a loop lies at the index of that number, in row-major order. */
    private static int place(Loop loop, int number) {
        int rest = number;
        int place = loop.in()[0].offset();
        for (int axis = loop.extents().length - 1; axis >= 0; axis--) {
            place += rest % loop.extents()[axis] * loop.in()[0].strides()[axis];
            rest /= loop.extents()[axis];
        }
        return place;
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
    public void matmul(MatrixProduct p, Batch batch, Buffer a, Buffer b, Buffer out) {
        for (int i = 0; i < batch.count(); i++) {
            product(p, values(a), i * batch.strideA(), values(b), i * batch.strideB(), values(out), i);
        }
    }

    private static void product(MatrixProduct p, double[] x, int xAt, double[] y, int yAt, double[] out, int which) {
        for (int row = 0; row < p.rows(); row++) {
            for (int column = 0; column < p.columns(); column++) {
                double sum = 0;
                for (int k = 0; k < p.inner(); k++) {
                    sum += x[xAt + (p.transposeA() ? k * p.rows() + row : row * p.inner() + k)]
                            * y[yAt + (p.transposeB() ? column * p.inner() + k : k * p.columns() + column)];
                }
                out[(which * p.rows() + row) * p.columns() + column] = sum;
            }
        }
    }

    @Override
    public void convolve(ConvolutionProduct p, Buffer image, Buffer filter, Buffer result) {
        double[] x = values(image);
        double[] w = values(filter);
        double[] y = zeroed(result);
        ConvolutionTerms.forEach(p, (i, f, r) -> y[r] += x[i] * w[f]);
    }

    @Override
    public void convolveImage(ConvolutionProduct p, Buffer result, Buffer filter, Buffer image) {
        double[] x = zeroed(image);
        double[] w = values(filter);
        double[] y = values(result);
        ConvolutionTerms.forEach(p, (i, f, r) -> x[i] += y[r] * w[f]);
    }

    @Override
    public void convolveFilter(ConvolutionProduct p, Buffer image, Buffer result, Buffer filter) {
        double[] x = values(image);
        double[] w = zeroed(filter);
        double[] y = values(result);
        ConvolutionTerms.forEach(p, (i, f, r) -> w[f] += x[i] * y[r]);
    }

    private static double[] zeroed(Buffer buffer) {
        Arrays.fill(values(buffer), 0);
        return values(buffer);
    }

    @Override
    public void gather(Gather gather, Buffer in, Buffer indices, Buffer out) {
        double[] from = values(in);
        double[] to = values(out);
        forEachChoice(gather, values(indices), (source, chosen) -> to[chosen] = from[source]);
    }

    @Override
    public void scatterAdd(Gather gather, Buffer in, Buffer indices, Buffer out) {
        double[] from = values(in);
        double[] to = zeroed(out);
        forEachChoice(gather, values(indices), (source, chosen) -> to[source] += from[chosen]);
    }

    private interface Choice {
        void at(int source, int chosen);
    }

    private static void forEachChoice(Gather gather, double[] indices, Choice choice) {
        Loop loop = gather.loop();
        int[] index = new int[loop.extents().length];
        for (int i = 0; i < loop.size(); i++) {
            int chosen = gather.index(indices[position(loop.in()[1], index)]);
            choice.at(position(loop.in()[0], index) + gather.stride() * chosen, position(loop.out(), index));
            increment(index, loop.extents());
        }
    }

    @Override
    public void order(Order order, Buffer in, Buffer out) {
        double[] x = values(in);
        for (int o = 0; o < order.outer(); o++) {
            for (int i = 0; i < order.inner(); i++) {
                int start = o * order.extent() * order.inner() + i;
                int[] best = IntStream.range(0, order.extent())
                        .boxed()
                        .sorted((a, b) -> order.compare(x[start + a * order.inner()], x[start + b * order.inner()]))
                        .mapToInt(k -> k)
                        .toArray();
                for (int k = 0; k < order.count(); k++) {
                    values(out)[(o * order.count() + k) * order.inner() + i] = best[k];
                }
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
