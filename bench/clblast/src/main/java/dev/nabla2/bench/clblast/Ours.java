package dev.nabla2.bench.clblast;

import dev.nabla2.engine.backend.Batch;
import dev.nabla2.engine.backend.Buffer;
import dev.nabla2.engine.backend.ConvolutionProduct;
import dev.nabla2.engine.backend.MatrixProduct;
import dev.nabla2.opencl.OpenClBackend;
import dev.nabla2.opencl.OpenClProvider;
import java.util.List;

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
        if (task instanceof Task.Product product) {
            int n = product.size();
            MatrixProduct sizes = new MatrixProduct(n, n, n, false, false);
            return work(out, () -> backend.matmul(sizes, Batch.ONE, a, b, out));
        }
        ConvolutionProduct sizes = sizes((Task.Convolution) task);
        return work(out, () -> backend.convolve(sizes, a, b, out));
    }

    /** The adjoints of a convolution by images and by filters, which have as many operations. */
    List<Work> adjoints(Task.Convolution task, float[] images, float[] filters, float[] results) {
        Buffer x = buffer(images);
        Buffer w = buffer(filters);
        Buffer y = buffer(results);
        Buffer byImages = backend.allocate(images.length);
        Buffer byFilters = backend.allocate(filters.length);
        ConvolutionProduct sizes = sizes(task);
        return List.of(
                work(byImages, () -> backend.convolveImage(sizes, y, w, byImages)),
                work(byFilters, () -> backend.convolveFilter(sizes, x, y, byFilters)));
    }

    private Work work(Buffer out, Runnable launch) {
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
