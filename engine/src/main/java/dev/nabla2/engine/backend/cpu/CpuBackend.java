package dev.nabla2.engine.backend.cpu;

import dev.nabla2.engine.backend.Batch;
import dev.nabla2.engine.backend.Buffer;
import dev.nabla2.engine.backend.Chain;
import dev.nabla2.engine.backend.ConvolutionProduct;
import dev.nabla2.engine.backend.Elementwise;
import dev.nabla2.engine.backend.Gather;
import dev.nabla2.engine.backend.Loop;
import dev.nabla2.engine.backend.MatrixProduct;
import dev.nabla2.engine.backend.Order;
import dev.nabla2.engine.backend.PackedProduct;
import dev.nabla2.engine.backend.Precision;
import dev.nabla2.engine.backend.UpdateRule;
import java.util.Arrays;
import java.util.Optional;

/**
 * Kernels in floats on this machine's processor, as fast as Java can.
 *
 * <p>The results of every kernel are the same bits for any number of threads. They differ in the last bits between scalar and
 * vector kernels and between vector lengths.
 */
public final class CpuBackend implements Copying {
    private static final int FINITE_CHUNK = 1 << 16;

    private final Kernels kernels;
    private final Workers workers;
    private final BufferPool pool = new BufferPool(Runtime.getRuntime().maxMemory() / Float.BYTES / 4);
    private final Elementwises elementwises;
    private final Product product;
    private final Convolution convolution;
    private final Choices choices;
    private final Orders orders;
    private final Sums sums;
    private final Updates updates;

    /**
     * A backend that uses {@code threads} threads, the caller's among them, and the best kernels there are: vector kernels
     * unless the module jdk.incubator.vector is missing or the system property {@code nabla2.kernels} is {@code scalar}.
     *
     * @throws IllegalArgumentException if {@code threads} is less than 1
     */
    public CpuBackend(int threads) {
        this(threads, KernelChoice.best());
    }

    /**
     * A backend that uses {@code threads} threads and the given kernels, whatever would be chosen otherwise.
     *
     * @throws IllegalArgumentException if {@code threads} is less than 1
     * @throws IllegalStateException if vector instructions are asked for where the module jdk.incubator.vector is missing
     */
    public CpuBackend(int threads, Instructions instructions) {
        this(threads, KernelChoice.of(instructions));
    }

    private CpuBackend(int threads, Kernels kernels) {
        if (threads < 1) {
            throw new IllegalArgumentException("cpu: expected at least 1 thread, found " + threads);
        }
        this.kernels = kernels;
        this.workers = new Workers(threads);
        Shelf<Workspace> shelf = new Shelf<>(Workspace::new);
        this.elementwises = new Elementwises(kernels, workers);
        TiledProduct tiled = new TiledProduct(kernels.tile(), workers, shelf);
        this.product = new Product(kernels, workers, shelf);
        this.convolution = new Convolution(kernels.tile(), workers, shelf, product, tiled);
        this.choices = new Choices(workers);
        this.orders = new Orders(workers);
        this.sums = new Sums(kernels, workers, shelf);
        this.updates = new Updates(kernels, workers);
    }

    @Override
    public String name() {
        return "cpu";
    }

    @Override
    public Precision precision() {
        return Precision.FLOAT;
    }

    @Override
    public String toString() {
        return "cpu (floats, " + kernels.description() + ", threads: " + workers.threads() + ")";
    }

    private static float[] values(Buffer buffer) {
        return ((Floats) buffer).values();
    }

    @Override
    public Buffer allocate(int size) {
        return new Floats(size, pool.take(size));
    }

    @Override
    public Buffer allocateMask(int size) {
        int unit = Kernels.MASK_BITS * kernels.lanes();
        return allocate((size + unit - 1) / unit * kernels.lanes());
    }

    @Override
    public void release(Buffer buffer) {
        pool.give(((Floats) buffer).surrender());
    }

    @Override
    public Buffer transfer(Buffer buffer) {
        return new Floats(buffer.size(), ((Floats) buffer).surrender());
    }

    @Override
    public void fill(Buffer out, double value) {
        Arrays.fill(values(out), 0, out.size(), (float) value);
    }

    @Override
    public void elementwise(Elementwise f, Loop loop, Buffer out, Buffer... in) {
        elementwises.run(f, loop, out, in);
    }

    @Override
    public Chain.Ready prepare(Chain chain) {
        return elementwises.prepare(chain);
    }

    @Override
    public void sum(Buffer in, Buffer out, int outer, int reduced, int inner) {
        sums.run(values(in), values(out), outer, reduced, inner);
    }

    @Override
    public void matmul(MatrixProduct product, Batch batch, Buffer a, Buffer b, Buffer out) {
        this.product.run(product, batch, values(a), values(b), values(out));
    }

    @Override
    public Optional<PackedProduct> packed(MatrixProduct p) {
        return product.packed(p);
    }

    @Override
    public void convolve(ConvolutionProduct product, Buffer image, Buffer filter, Buffer result) {
        convolution.convolve(product, values(image), values(filter), values(result));
    }

    @Override
    public void convolveImage(ConvolutionProduct product, Buffer result, Buffer filter, Buffer image) {
        convolution.convolveImage(product, values(result), values(filter), values(image));
    }

    @Override
    public void convolveFilter(ConvolutionProduct product, Buffer image, Buffer result, Buffer filter) {
        convolution.convolveFilter(product, values(image), values(result), values(filter));
    }

    @Override
    public void gather(Gather gather, Buffer in, Buffer indices, Buffer out) {
        choices.gather(gather, values(in), values(indices), values(out));
    }

    @Override
    public void scatterAdd(Gather gather, Buffer in, Buffer indices, Buffer out) {
        fill(out, 0);
        choices.scatterAdd(gather, values(in), values(indices), values(out));
    }

    @Override
    public void order(Order order, Buffer in, Buffer out) {
        orders.run(order, values(in), values(out));
    }

    @Override
    public void update(UpdateRule rule, Buffer gradient, Buffer... state) {
        float[][] arrays = new float[state.length][];
        for (int i = 0; i < arrays.length; i++) {
            arrays[i] = values(state[i]);
        }
        updates.run(rule, gradient.size(), values(gradient), arrays);
    }

    @Override
    public boolean isFinite(Buffer buffer) {
        float[] x = values(buffer);
        for (int at = 0; at < buffer.size(); at += FINITE_CHUNK) {
            if (!kernels.isFinite(x, at, Math.min(FINITE_CHUNK, buffer.size() - at))) {
                return false;
            }
        }
        return true;
    }
}
