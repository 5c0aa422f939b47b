package dev.nabla2.bench;

import dev.nabla2.engine.backend.Backend;
import dev.nabla2.engine.backend.Batch;
import dev.nabla2.engine.backend.Buffer;
import dev.nabla2.engine.backend.Chain;
import dev.nabla2.engine.backend.ConvolutionProduct;
import dev.nabla2.engine.backend.Elementwise;
import dev.nabla2.engine.backend.Loop;
import dev.nabla2.engine.backend.MatrixProduct;
import dev.nabla2.engine.backend.UpdateRule;
import java.util.List;
import java.util.Random;

/**
 * A kernel call to be timed.
 *
 * @param name what is called, for people
 * @param operations floating-point operations in a call, or 0 where bytes matter
 * @param bytes bytes read and written in a call
 * @param call the call
 */
public record Case(String name, double operations, double bytes, Runnable call) {
    /** A matrix product. */
    public static Case product(
            Backend backend, int rows, int inner, int columns, boolean transposeA, boolean transposeB) {
        MatrixProduct p = new MatrixProduct(rows, inner, columns, transposeA, transposeB);
        Buffer a = numbers(backend, rows * inner);
        Buffer b = numbers(backend, inner * columns);
        Buffer out = backend.allocate(rows * columns);
        String name = "[" + rows + ", " + inner + "]" + (transposeA ? "ᵀ" : "") + " x [" + inner + ", " + columns + "]"
                + (transposeB ? "ᵀ" : "");
        double bytes = 1.0 * backend.precision().bytes() * (rows * inner + inner * columns + rows * columns);
        return new Case(name, 2.0 * rows * inner * columns, bytes, () -> backend.matmul(p, a, b, out));
    }

    static Case products(Backend backend, int count, int rows, int inner, int columns, boolean transposeB) {
        MatrixProduct p = new MatrixProduct(rows, inner, columns, false, transposeB);
        Batch batch = new Batch(count, rows * inner, inner * columns);
        Buffer a = numbers(backend, count * rows * inner);
        Buffer b = numbers(backend, count * inner * columns);
        Buffer out = backend.allocate(count * rows * columns);
        String name =
                count + " x [" + rows + ", " + inner + "] x [" + inner + ", " + columns + "]" + (transposeB ? "ᵀ" : "");
        double bytes = 1.0 * backend.precision().bytes() * count * (rows * inner + inner * columns + rows * columns);
        return new Case(name, 2.0 * count * rows * inner * columns, bytes, () -> backend.matmul(p, batch, a, b, out));
    }

    /** The three convolutions of one layer over square images. */
    public static List<Case> convolutions(
            Backend backend,
            int batch,
            int inputs,
            int outputs,
            int groups,
            int extent,
            int filter,
            int stride,
            int padding) {
        int result = (extent + 2 * padding - filter) / stride + 1;
        ConvolutionProduct p = new ConvolutionProduct(
                batch,
                groups,
                inputs,
                outputs,
                new int[] {1, extent, extent},
                new int[] {1, filter, filter},
                new int[] {1, result, result},
                new int[] {1, stride, stride},
                new int[] {0, padding, padding},
                new int[] {1, 1, 1});
        Buffer x = numbers(backend, batch * inputs * p.imageSize());
        Buffer w = numbers(backend, outputs * (inputs / groups) * p.filterSize());
        Buffer y = numbers(backend, batch * outputs * p.resultSize());
        double operations = 2.0 * p.resultSize() * batch * w.size();
        double bytes = 1.0 * backend.precision().bytes() * (x.size() + w.size() + y.size());
        String name = batch + " x " + inputs + " to " + outputs + " channels, " + extent + "², " + filter + "² by "
                + stride + (groups == 1 ? "" : ", " + groups + " groups");
        return List.of(
                new Case("convolve " + name, operations, bytes, () -> backend.convolve(p, x, w, y)),
                new Case("convolveImage " + name, operations, bytes, () -> backend.convolveImage(p, y, w, x)),
                new Case("convolveFilter " + name, operations, bytes, () -> backend.convolveFilter(p, x, y, w)));
    }

    /** A pointwise operation by its name, of operands [rows, columns], the last of which may be stretched. */
    public static Case elementwise(
            Backend backend, String name, int arity, double constant, int rows, int columns, int... stretched) {
        Elementwise f = named(name, arity, constant);
        Loop.Layout dense = new Loop.Layout(0, columns, 1);
        Loop.Layout[] layouts = new Loop.Layout[arity];
        Buffer[] in = new Buffer[arity];
        for (int i = 0; i < arity; i++) {
            layouts[i] = i == arity - 1 && stretched.length == 2 ? new Loop.Layout(0, stretched) : dense;
            in[i] = numbers(backend, rows * columns);
        }
        Buffer out = backend.allocate(rows * columns);
        Loop loop = new Loop(new int[] {rows, columns}, dense, layouts);
        String kind = stretched.length == 0
                ? ""
                : stretched[1] == 1 ? " a row" : stretched[0] == 1 ? " a column" : " a scalar";
        return new Case(
                name + kind + " [" + rows + ", " + columns + "]",
                0,
                1.0 * backend.precision().bytes() * rows * columns * (1 + arity - (stretched.length == 0 ? 0 : 1)),
                () -> backend.elementwise(f, loop, out, in));
    }

    /** A bias added to a layer's rows, leaky ReLU, and a product with other rows, as a training step fuses them. */
    static Case chain(Backend backend, int rows, int columns) {
        Loop.Layout dense = new Loop.Layout(0, columns, 1);
        int[] extents = {rows, columns};
        Loop rowMajor = new Loop(extents, dense, dense);
        Loop repeated = new Loop(extents, dense, new Loop.Layout(0, 0, 1));
        Chain chain = new Chain(
                List.of(
                        new Chain.Argument(rowMajor, false),
                        new Chain.Argument(repeated, false),
                        new Chain.Argument(rowMajor, false)),
                List.of(
                        new Chain.Stage(named("add", 2, 0), List.of(0, 1)),
                        new Chain.Stage(named("leaky_relu", 1, 0.2), List.of(3)),
                        new Chain.Stage(named("multiply", 2, 0), List.of(4, 2))),
                List.of(new Chain.Result(5, false)));
        int size = rows * columns;
        Buffer[] in = {numbers(backend, size), numbers(backend, columns), numbers(backend, size)};
        Buffer[] out = {backend.allocate(size)};
        Chain.Ready ready = backend.prepare(chain);
        return new Case(
                "add a row, leaky_relu, multiply [" + rows + ", " + columns + "]",
                0,
                3.0 * backend.precision().bytes() * size,
                () -> ready.run(in, out));
    }

    private static Elementwise named(String name, int arity, double constant) {
        return new Elementwise(name, arity, constant, (a, b, c) -> {
            throw new IllegalStateException(name + " has no kernel");
        });
    }

    /** A sum over the middle one of three axes. */
    public static Case sum(Backend backend, int outer, int reduced, int inner) {
        Buffer in = numbers(backend, outer * reduced * inner);
        Buffer out = backend.allocate(outer * inner);
        String name = "sum [" + outer + ", " + reduced + ", " + inner + "]";
        return new Case(
                name,
                0,
                1.0 * backend.precision().bytes() * outer * reduced * inner,
                () -> backend.sum(in, out, outer, reduced, inner));
    }

    static Case adam(Backend backend, int size) {
        double[] constants = {1e-4, 0.5, 0.5, 0.9, 0.1, 1, 1e-8};
        UpdateRule rule = new UpdateRule("adam", constants, (g, s) -> {
            throw new IllegalStateException("adam has no kernel");
        });
        Buffer gradient = numbers(backend, size);
        Buffer[] state = {numbers(backend, size), numbers(backend, size), numbers(backend, size)};
        return new Case(
                "adam [" + size + "]",
                0,
                7.0 * backend.precision().bytes() * size,
                () -> backend.update(rule, gradient, state));
    }

    static Case isFinite(Backend backend, int size) {
        Buffer x = numbers(backend, size);
        return new Case("isFinite [" + size + "]", 0, 1.0 * backend.precision().bytes() * size, () -> {
            if (!backend.isFinite(x)) {
                throw new IllegalStateException("isFinite is wrong");
            }
        });
    }

    private static Buffer numbers(Backend backend, int size) {
        Random random = new Random(size);
        float[] values = new float[size];
        for (int i = 0; i < size; i++) {
            values[i] = 0.5f + random.nextFloat();
        }
        Buffer buffer = backend.allocate(size);
        backend.write(buffer, values);
        return buffer;
    }
}
