package dev.nabla2.bench.clblast;

import dev.nabla2.engine.backend.Batch;
import dev.nabla2.engine.backend.Buffer;
import dev.nabla2.engine.backend.ConvolutionProduct;
import dev.nabla2.engine.backend.MatrixProduct;
import dev.nabla2.opencl.OpenClBackend;
import dev.nabla2.opencl.OpenClProvider;

/** This project's kernels. */
final class Ours implements Side {
    private final OpenClBackend backend;
    private final Buffer one;

    /** On the device of a number. */
    Ours(int device) {
        backend = new OpenClProvider().open(String.valueOf(device));
        one = backend.allocate(1);
    }

    @Override
    public Work work(Task task, float[] left, float[] right) {
        Buffer a = buffer(left);
        Buffer b = buffer(right);
        Buffer out = backend.allocate(task.result());
        Runnable launch = launch(task, a, b, out);
        return new Work() {
            @Override
            public void launch() {
                launch.run();
            }

            @Override
            public float[] result() {
                return backend.readFloats(out);
            }
        };
    }

    private Runnable launch(Task task, Buffer a, Buffer b, Buffer out) {
        if (task instanceof Task.Product product) {
            int n = product.size();
            MatrixProduct sizes = new MatrixProduct(n, n, n, false, false);
            return () -> backend.matmul(sizes, Batch.ONE, a, b, out);
        }
        ConvolutionProduct sizes = sizes((Task.Convolution) task);
        return () -> backend.convolve(sizes, a, b, out);
    }

    private static ConvolutionProduct sizes(Task.Convolution task) {
        return new ConvolutionProduct(
                task.batch(),
                1,
                task.inputs(),
                task.outputs(),
                new int[] {1, task.image(), task.image()},
                new int[] {1, task.filter(), task.filter()},
                new int[] {1, task.rows(), task.rows()},
                new int[] {1, task.stride(), task.stride()},
                new int[] {0, task.padding(), task.padding()},
                new int[] {1, 1, 1});
    }

    private Buffer buffer(float[] values) {
        Buffer buffer = backend.allocate(values.length);
        backend.write(buffer, values);
        return buffer;
    }

    /** Whoever reads waits for all that was sent before. */
    @Override
    public void await() {
        backend.readFloats(one);
    }

    @Override
    public void close() {
        backend.close();
    }
}
