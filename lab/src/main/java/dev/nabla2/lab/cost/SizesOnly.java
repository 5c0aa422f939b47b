package dev.nabla2.lab.cost;

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

/**
 * A backend that knows how large everything is and computes nothing: what is recorded on it has the operations and shapes of the real
 * thing in no time and memory. Whatever is read of it is 0.
 */
final class SizesOnly implements Backend {
    private record Size(int size) implements Buffer {}

    private final Precision precision;

    SizesOnly(Precision precision) {
        this.precision = precision;
    }

    @Override
    public String name() {
        return "sizes";
    }

    @Override
    public Precision precision() {
        return precision;
    }

    /** A new object each time: buffers are told apart by identity. */
    @Override
    public Buffer allocate(int size) {
        return new Size(size);
    }

    /** A bit for each element, as on the backend that trains. */
    @Override
    public Buffer allocateMask(int size) {
        return new Size((size + Float.SIZE / 2 - 1) / (Float.SIZE / 2));
    }

    @Override
    public void release(Buffer buffer) {}

    @Override
    public Buffer transfer(Buffer buffer) {
        return new Size(buffer.size());
    }

    @Override
    public void write(Buffer buffer, double[] values) {}

    @Override
    public void write(Buffer buffer, float[] values) {}

    @Override
    public double[] read(Buffer buffer) {
        return new double[buffer.size()];
    }

    @Override
    public float[] readFloats(Buffer buffer) {
        return new float[buffer.size()];
    }

    @Override
    public void fill(Buffer out, double value) {}

    @Override
    public void elementwise(Elementwise f, Loop loop, Buffer out, Buffer... in) {}

    @Override
    public Chain.Ready prepare(Chain chain) {
        return (in, out) -> {};
    }

    @Override
    public void sum(Buffer in, Buffer out, int outer, int reduced, int inner) {}

    @Override
    public void matmul(MatrixProduct product, Batch batch, Buffer a, Buffer b, Buffer out) {}

    @Override
    public void convolve(ConvolutionProduct product, Buffer image, Buffer filter, Buffer result) {}

    @Override
    public void convolveImage(ConvolutionProduct product, Buffer result, Buffer filter, Buffer image) {}

    @Override
    public void convolveFilter(ConvolutionProduct product, Buffer image, Buffer result, Buffer filter) {}

    @Override
    public void gather(Gather gather, Buffer in, Buffer indices, Buffer out) {}

    @Override
    public void scatterAdd(Gather gather, Buffer in, Buffer indices, Buffer out) {}

    @Override
    public void order(Order order, Buffer in, Buffer out) {}

    @Override
    public void update(UpdateRule rule, Buffer gradient, Buffer... state) {}

    @Override
    public boolean isFinite(Buffer buffer) {
        return true;
    }
}
