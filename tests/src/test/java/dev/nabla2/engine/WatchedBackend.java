package dev.nabla2.engine;

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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.function.Supplier;

/**
 * A backend that remembers what is allocated while something runs, and looks at what became of it: at the end, or when it is given
 * back.
 *
 * <p>A kernel that begins by filling its own result with zeros, as padding does, is no tensor of zeros. One that nothing but zeros ever
 * came to is.
 */
final class WatchedBackend implements Backend {
    private final Backend inner;
    private final IdentityHashMap<Buffer, String> allocated = new IdentityHashMap<>();
    private final List<String> zeros = new ArrayList<>();
    private boolean watching;
    private int seen;

    WatchedBackend(Backend inner) {
        this.inner = inner;
    }

    /** Runs work and keeps an eye on what it allocates. */
    <R> R watch(Supplier<R> work) {
        watching = true;
        try {
            return work.get();
        } finally {
            watching = false;
            List.copyOf(allocated.keySet()).forEach(this::look);
        }
    }

    /** What was allocated while watched and held nothing but zeros: the last kernel that wrote it, and its size. */
    List<String> zeros() {
        return List.copyOf(zeros);
    }

    /** How many buffers were looked at. */
    int seen() {
        return seen;
    }

    private void look(Buffer buffer) {
        String writer = allocated.remove(buffer);
        if (writer != null) {
            seen++;
            if (Arrays.stream(inner.read(buffer)).allMatch(element -> element == 0)) {
                zeros.add(writer + " of " + buffer.size() + " elements");
            }
        }
    }

    private void wrote(String kernel, Buffer buffer) {
        allocated.replace(buffer, kernel);
    }

    @Override
    public Buffer allocate(int size) {
        Buffer buffer = inner.allocate(size);
        if (watching) {
            allocated.put(buffer, "allocate");
        }
        return buffer;
    }

    @Override
    public void release(Buffer buffer) {
        look(buffer);
        inner.release(buffer);
    }

    @Override
    public Buffer transfer(Buffer buffer) {
        look(buffer);
        return inner.transfer(buffer);
    }

    @Override
    public void fill(Buffer out, double value) {
        inner.fill(out, value);
        wrote("fill", out);
    }

    @Override
    public void elementwise(Elementwise f, Loop loop, Buffer out, Buffer... in) {
        inner.elementwise(f, loop, out, in);
        wrote(f.name(), out);
    }

    @Override
    public Chain.Ready prepare(Chain chain) {
        Chain.Ready ready = inner.prepare(chain);
        return (in, out) -> {
            ready.run(in, out);
            Arrays.stream(out).forEach(buffer -> wrote("chain", buffer));
        };
    }

    @Override
    public void sum(Buffer in, Buffer out, int outer, int reduced, int innermost) {
        inner.sum(in, out, outer, reduced, innermost);
        wrote("sum", out);
    }

    @Override
    public void matmul(MatrixProduct product, Batch batch, Buffer a, Buffer b, Buffer out) {
        inner.matmul(product, batch, a, b, out);
        wrote("matmul", out);
    }

    @Override
    public void convolve(ConvolutionProduct product, Buffer image, Buffer filter, Buffer result) {
        inner.convolve(product, image, filter, result);
        wrote("convolve", result);
    }

    @Override
    public void convolveImage(ConvolutionProduct product, Buffer result, Buffer filter, Buffer image) {
        inner.convolveImage(product, result, filter, image);
        wrote("convolve_image", image);
    }

    @Override
    public void convolveFilter(ConvolutionProduct product, Buffer image, Buffer result, Buffer filter) {
        inner.convolveFilter(product, image, result, filter);
        wrote("convolve_filter", filter);
    }

    @Override
    public void gather(Gather gather, Buffer in, Buffer indices, Buffer out) {
        inner.gather(gather, in, indices, out);
        wrote("gather", out);
    }

    @Override
    public void scatterAdd(Gather gather, Buffer in, Buffer indices, Buffer out) {
        inner.scatterAdd(gather, in, indices, out);
        wrote("scatter_add", out);
    }

    @Override
    public void order(Order order, Buffer in, Buffer out) {
        inner.order(order, in, out);
        wrote("order", out);
    }

    @Override
    public void update(UpdateRule rule, Buffer gradient, Buffer... state) {
        inner.update(rule, gradient, state);
    }

    @Override
    public String name() {
        return inner.name();
    }

    @Override
    public Precision precision() {
        return inner.precision();
    }

    @Override
    public void write(Buffer buffer, double[] values) {
        inner.write(buffer, values);
    }

    @Override
    public void write(Buffer buffer, float[] values) {
        inner.write(buffer, values);
    }

    @Override
    public double[] read(Buffer buffer) {
        return inner.read(buffer);
    }

    @Override
    public float[] readFloats(Buffer buffer) {
        return inner.readFloats(buffer);
    }

    @Override
    public boolean isFinite(Buffer buffer) {
        return inner.isFinite(buffer);
    }
}
