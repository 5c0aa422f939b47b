package dev.nabla2.opencl;

import dev.nabla2.engine.RandomStream;
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
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jocl.Pointer;

/**
 * Kernels in floats on an OpenCL device.
 *
 * <p>A kernel's method returns as soon as the kernel is sent; whoever reads waits. All buffers come from this backend. Close it to give
 * the device back; its buffers cannot be used afterwards.
 */
public final class OpenClBackend implements Backend, AutoCloseable {
    static final String NAME = "opencl";

    private final Queue queue;
    private final DeviceMemory memory;
    private final Programs programs;
    private final Elementwises elementwises;
    private final Definitions definitions;
    private final Sums sums;
    private final MatrixProducts products;
    private final Convolutions convolutions;
    private final Choices choices;
    private final Orders orders;
    private final Updates updates;
    private final Faults faults;
    private final RandomNumbers randomNumbers;

    OpenClBackend(Device device, ProgramCache cache) {
        this(new Queue(device), cache);
    }

    /** A backend with the parameters that were measured on the device, if they were. */
    OpenClBackend(Queue queue, ProgramCache cache) {
        this(queue, cache, queue.device().lendable(), new Tuned(cache).orUsual(queue.device()));
    }

    /** A backend that takes up to {@code limit} bytes of the device's memory. */
    OpenClBackend(Device device, ProgramCache cache, long limit) {
        this(new Queue(device), cache, limit, ProductParameters.of(device));
    }

    /** A backend that cuts matrix products up in this way. */
    OpenClBackend(Queue queue, ProgramCache cache, long limit, ProductParameters parameters) {
        Device device = queue.device();
        this.queue = queue;
        memory = new DeviceMemory(queue, limit);
        programs = new Programs(queue, cache);
        Kernels kernels = new Kernels(programs);
        elementwises = new Elementwises(programs, kernels, this, Elementwises.PATIENCE);
        definitions = new Definitions(this);
        sums = new Sums(kernels, memory);
        products = new MatrixProducts(parameters, programs, kernels, memory);
        convolutions = device.kind() == Device.Kind.CPU
                ? new PackedConvolutions(programs, memory, new Packing(kernels, memory), sums, device)
                : new TiledConvolutions(new Tiles(programs));
        choices = new Choices(kernels, device);
        orders = new Orders(kernels, memory);
        updates = new Updates(kernels, memory, queue);
        randomNumbers = new RandomNumbers(kernels, device);
        faults = new Faults(queue, memory);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Precision precision() {
        return Precision.FLOAT;
    }

    @Override
    public String toString() {
        return "opencl (floats, " + queue.device().name() + ", "
                + queue.device().platform() + ")";
    }

    private static DeviceBuffer mine(Buffer buffer) {
        return (DeviceBuffer) buffer;
    }

    private static DeviceBuffer[] mine(Buffer[] buffers) {
        return Arrays.stream(buffers).map(OpenClBackend::mine).toArray(DeviceBuffer[]::new);
    }

    @Override
    public Buffer allocate(int size) {
        return memory.allocate(size);
    }

    @Override
    public void release(Buffer buffer) {
        mine(buffer).release();
    }

    @Override
    public Buffer transfer(Buffer buffer) {
        return mine(buffer).transfer();
    }

    @Override
    public void write(Buffer buffer, double[] values) {
        float[] rounded = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            rounded[i] = (float) values[i];
        }
        write(buffer, rounded);
    }

    @Override
    public void write(Buffer buffer, float[] values) {
        if (values.length > 0) {
            queue.write(mine(buffer).block().memory(), values);
        }
    }

    @Override
    public double[] read(Buffer buffer) {
        return doubles(readFloats(buffer));
    }

    private static double[] doubles(float[] floats) {
        double[] values = new double[floats.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = floats[i];
        }
        return values;
    }

    @Override
    public Supplier<double[]> reading(Buffer buffer) {
        if (buffer.size() > Outbox.ROOM || buffer.size() == 0) {
            return Backend.super.reading(buffer);
        }
        Supplier<float[]> numbers = queue.reading(mine(buffer).block().memory(), buffer.size());
        return () -> {
            float[] arrived = numbers.get();
            faults.check();
            return doubles(arrived);
        };
    }

    @Override
    public float[] readFloats(Buffer buffer) {
        float[] values = new float[buffer.size()];
        if (values.length > 0) {
            queue.read(mine(buffer).block().memory(), Pointer.to(values), values.length);
        }
        faults.check();
        return values;
    }

    @Override
    public void uniform(RandomStream random, Buffer out) {
        randomNumbers.uniform(random, mine(out));
    }

    @Override
    public void normal(RandomStream random, Buffer out) {
        if (randomNumbers.hasNormal()) {
            randomNumbers.normal(random, mine(out));
        } else {
            Backend.super.normal(random, out);
        }
    }

    @Override
    public void fill(Buffer out, double value) {
        if (out.size() > 0) {
            queue.fill(mine(out).block().memory(), (float) value, out.size());
        }
    }

    @Override
    public void elementwise(Elementwise f, Loop loop, Buffer out, Buffer... in) {
        if (Formulas.knows(f)) {
            elementwises.run(f, loop, mine(out), mine(in));
        } else {
            definitions.elementwise(f, loop, out, in);
        }
    }

    @Override
    public Chain.Ready prepare(Chain chain) {
        return elementwises.prepare(chain);
    }

    @Override
    public void sum(Buffer in, Buffer out, int outer, int reduced, int inner) {
        if (reduced == 0) {
            fill(out, 0);
        } else {
            sums.run(mine(in), mine(out), outer, reduced, inner);
        }
    }

    @Override
    public void matmul(MatrixProduct product, Batch batch, Buffer a, Buffer b, Buffer out) {
        products.run(product, batch, mine(a), mine(b), mine(out));
    }

    @Override
    public void convolve(ConvolutionProduct product, Buffer image, Buffer filter, Buffer result) {
        convolutions.convolve(product, mine(image), mine(filter), mine(result));
    }

    @Override
    public void convolveImage(ConvolutionProduct product, Buffer result, Buffer filter, Buffer image) {
        convolutions.convolveImage(product, mine(result), mine(filter), mine(image));
    }

    @Override
    public void convolveFilter(ConvolutionProduct product, Buffer image, Buffer result, Buffer filter) {
        convolutions.convolveFilter(product, mine(image), mine(result), mine(filter));
    }

    @Override
    public void gather(Gather gather, Buffer in, Buffer indices, Buffer out) {
        choices.gather(gather, mine(in), mine(indices), mine(out), faults.buffer());
    }

    @Override
    public void scatterAdd(Gather gather, Buffer in, Buffer indices, Buffer out) {
        choices.scatterAdd(gather, mine(in), mine(indices), mine(out), faults.buffer());
    }

    @Override
    public void order(Order order, Buffer in, Buffer out) {
        orders.run(order, mine(in), mine(out));
    }

    @Override
    public void update(UpdateRule rule, Buffer gradient, Buffer... state) {
        if (Updates.knows(rule)) {
            updates.run(rule, mine(gradient), mine(state));
        } else {
            definitions.update(rule, gradient, state);
        }
    }

    @Override
    public void updateUnless(Buffer note, UpdateRule rule, Buffer gradient, Buffer... state) {
        if (Updates.knows(rule)) {
            updates.run(rule, mine(note), mine(gradient), mine(state));
        } else {
            Backend.super.updateUnless(note, rule, gradient, state);
        }
    }

    @Override
    public void noteNotFinite(int number, Buffer note, Buffer... buffers) {
        sums.noteNotFinite(number, mine(note), mine(buffers));
    }

    @Override
    public boolean isFinite(Buffer buffer) {
        return sums.isFinite(mine(buffer), this);
    }

    /** Where its kernels come from. */
    Programs programs() {
        return programs;
    }

    /** How long each kernel took so far, if that was to be measured. */
    List<Map<String, Object>> times() {
        return queue.times();
    }

    /** The bytes of the device's memory that this backend holds, in use or kept for the next who asks. */
    public long bytes() {
        return memory.bytes();
    }

    /** Waits for what was sent, and gives all of the device back. */
    @Override
    public void close() {
        try {
            queue.finish();
        } finally {
            memory.close();
            programs.close();
            queue.close();
        }
    }
}
