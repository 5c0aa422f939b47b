package dev.nabla2.opencl;

import dev.nabla2.engine.backend.Batch;
import dev.nabla2.engine.backend.Buffer;
import dev.nabla2.engine.backend.MatrixProduct;
import java.util.Random;

/** Parameters for matrix products that are to be measured, in a backend of their own with operands on the device. */
final class Candidate implements AutoCloseable {
    /** Numbers of the largest operand or result that can be measured. */
    private static final int LARGEST = 1024 * 1024;

    private final OpenClBackend backend;
    private final Buffer left;
    private final Buffer right;
    private final Buffer out;
    private final Buffer one;

    Candidate(Device device, ProgramCache cache, ProductParameters parameters) {
        backend = new OpenClBackend(new Queue(device), cache, device.memory(), parameters);
        left = numbers(1);
        right = numbers(2);
        out = backend.allocate(LARGEST);
        one = backend.allocate(1);
    }

    private Buffer numbers(long seed) {
        Random random = new Random(seed);
        float[] numbers = new float[LARGEST];
        for (int i = 0; i < LARGEST; i++) {
            numbers[i] = (float) random.nextGaussian();
        }
        Buffer buffer = backend.allocate(LARGEST);
        backend.write(buffer, numbers);
        return buffer;
    }

    /** The result, and what lies behind it. */
    float[] result(MatrixProduct product) {
        backend.fill(out, 0);
        backend.matmul(product, Batch.ONE, left, right, out);
        return backend.readFloats(out);
    }

    /** Nanoseconds of a launch. */
    double nanos(MatrixProduct product, int launches) {
        await();
        long begin = System.nanoTime();
        for (int i = 0; i < launches; i++) {
            backend.matmul(product, Batch.ONE, left, right, out);
        }
        await();
        return Math.max(1, System.nanoTime() - begin) / (double) launches;
    }

    /** Whoever reads waits for all that was sent before. */
    private void await() {
        backend.readFloats(one);
    }

    @Override
    public void close() {
        backend.close();
    }
}
