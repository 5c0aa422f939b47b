package dev.nabla2.engine.backend;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.nabla2.engine.backend.cpu.CpuBackend;
import dev.nabla2.engine.backend.cpu.Instructions;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a user of the cpu backend may rely on whatever the number of threads. */
@Tag("one-java")
class CpuThreadsTest {
    private static final List<Backend> VECTOR = backends(Instructions.VECTOR);
    private static final List<Backend> SCALAR = backends(Instructions.SCALAR);
    private static final List<Backend> VECTOR_DOUBLES = backendsInDoubles(Instructions.VECTOR);
    private static final List<Backend> SCALAR_DOUBLES = backendsInDoubles(Instructions.SCALAR);

    private static List<Backend> backends(Instructions instructions) {
        return List.of(
                new CpuBackend(1, instructions), new CpuBackend(2, instructions), new CpuBackend(3, instructions));
    }

    private static List<Backend> backendsInDoubles(Instructions instructions) {
        return List.of(
                new dev.nabla2.engine.backend.cpu.doubles.CpuBackend(1, instructions),
                new dev.nabla2.engine.backend.cpu.doubles.CpuBackend(2, instructions),
                new dev.nabla2.engine.backend.cpu.doubles.CpuBackend(3, instructions));
    }

    private static void sameBits(String what, Function<Backend, double[]> result) {
        for (List<Backend> backends : List.of(VECTOR, SCALAR, VECTOR_DOUBLES, SCALAR_DOUBLES)) {
            double[] alone = result.apply(backends.get(0));
            for (Backend backend : backends) {
                for (int repeat = 0; repeat < 5; repeat++) {
                    assertArrayEquals(alone, result.apply(backend), () -> what + " on " + backend);
                }
            }
        }
    }

    @Test
    void aMatrixProductHasTheSameBitsForAnyNumberOfThreads() {
        for (int[] sizes :
                new int[][] {{300, 310, 290}, {65, 784, 513}, {1, 3000, 900}, {900, 1000, 1}, {4000, 1, 400}}) {
            for (boolean transposed : new boolean[] {false, true}) {
                MatrixProduct p = new MatrixProduct(sizes[0], sizes[1], sizes[2], transposed, transposed);
                float[] a = BackendContract.numbers(p.rows() * p.inner(), 1);
                float[] b = BackendContract.numbers(p.inner() * p.columns(), 2);
                sameBits(p.toString(), backend -> {
                    Buffer out = backend.allocate(p.rows() * p.columns());
                    backend.matmul(p, BackendContract.buffer(backend, a), BackendContract.buffer(backend, b), out);
                    return backend.read(out);
                });
            }
        }
    }

    @Test
    void aBatchOfMatrixProductsHasTheSameBitsForAnyNumberOfThreads() {
        for (int[] sizes : new int[][] {{300, 20, 30, 25}, {3, 200, 300, 190}, {5, 1, 900, 800}, {9000, 4, 4, 4}}) {
            MatrixProduct p = new MatrixProduct(sizes[1], sizes[2], sizes[3], false, false);
            Batch batch = new Batch(sizes[0], p.rows() * p.inner(), 7);
            float[] a = BackendContract.numbers(sizes[0] * p.rows() * p.inner(), 1);
            float[] b = BackendContract.numbers(p.inner() * p.columns() + 7 * sizes[0], 2);
            sameBits(batch + " of " + p, backend -> {
                Buffer out = backend.allocate(sizes[0] * p.rows() * p.columns());
                Buffer[] in = BackendContract.buffers(backend, a, b);
                backend.matmul(p, batch, in[0], in[1], out);
                return backend.read(out);
            });
        }
    }

    @Test
    void convolutionsHaveTheSameBitsForAnyNumberOfThreads() {
        for (int[] sizes : new int[][] {
            {9, 1, 20, 40, 14, 2},
            {9, 1, 40, 20, 14, 1},
            {9, 1, 2, 40, 28, 2},
            {2, 1, 40, 1, 28, 1},
            {3, 8, 3, 4, 14, 1}
        }) {
            int groups = sizes[1];
            int extent = sizes[4];
            int stride = sizes[5];
            int result = (extent - 1) / stride + 1;
            ConvolutionProduct p = new ConvolutionProduct(
                    sizes[0],
                    groups,
                    groups * sizes[2],
                    groups * sizes[3],
                    new int[] {1, extent, extent},
                    new int[] {1, 5, 5},
                    new int[] {1, result, result},
                    new int[] {1, stride, stride},
                    new int[] {0, 2, 2},
                    new int[] {1, 1, 1});
            float[] x = BackendContract.numbers(p.batch() * p.inputs() * p.imageSize(), 1);
            float[] w = BackendContract.numbers(p.outputs() * sizes[2] * p.filterSize(), 2);
            float[] y = BackendContract.numbers(p.batch() * p.outputs() * p.resultSize(), 3);
            sameBits("convolve " + p, backend -> {
                Buffer[] all = BackendContract.buffers(backend, x, w, y);
                backend.convolve(p, all[0], all[1], all[2]);
                return backend.read(all[2]);
            });
            sameBits("convolveImage " + p, backend -> {
                Buffer[] all = BackendContract.buffers(backend, x, w, y);
                backend.convolveImage(p, all[2], all[1], all[0]);
                return backend.read(all[0]);
            });
            sameBits("convolveFilter " + p, backend -> {
                Buffer[] all = BackendContract.buffers(backend, x, w, y);
                backend.convolveFilter(p, all[0], all[2], all[1]);
                return backend.read(all[1]);
            });
        }
    }

    @Test
    void aScatterAddHasTheSameBitsForAnyNumberOfThreads() {
        // Rows added to a table, elements added to one line, and lines that overlap.
        Loop.Layout flat = new Loop.Layout(0, 130, 1);
        for (Gather gather : List.of(
                new Gather(
                        new Loop(new int[] {900, 130}, flat, new Loop.Layout(0, 0, 1), new Loop.Layout(0, 1, 0)),
                        130,
                        7),
                new Gather(new Loop(new int[] {900, 130}, flat, new Loop.Layout(0, 0, 0), flat), 1, 7),
                new Gather(new Loop(new int[] {900, 130}, flat, new Loop.Layout(0, 1, 1), flat), 1, 7))) {
            float[] x = BackendContract.numbers(900 * 130, 1);
            float[] indices = new float[900 * 130];
            for (int i = 0; i < indices.length; i++) {
                indices[i] = i * 31 % 7;
            }
            sameBits(gather.toString(), backend -> {
                Buffer out = backend.allocate(2000);
                Buffer[] in = BackendContract.buffers(backend, x, indices);
                backend.scatterAdd(gather, in[0], in[1], out);
                return backend.read(out);
            });
        }
    }

    @Test
    void aSumHasTheSameBitsForAnyNumberOfThreads() {
        for (int[] sizes :
                new int[][] {{1, 700_001, 1}, {5000, 70, 1}, {1, 5000, 129}, {400, 3, 300}, {1, 300_000, 3}}) {
            float[] x = BackendContract.numbers(sizes[0] * sizes[1] * sizes[2], 3);
            sameBits("sum of " + sizes[1], backend -> {
                Buffer out = backend.allocate(sizes[0] * sizes[2]);
                backend.sum(BackendContract.buffer(backend, x), out, sizes[0], sizes[1], sizes[2]);
                return backend.read(out);
            });
        }
    }

    @Test
    void elementwiseFunctionsHaveTheSameBitsForAnyNumberOfThreads() {
        int size = 150_001;
        float[] x = BackendContract.numbers(size, 4);
        float[] y = BackendContract.numbers(size, 5);
        for (Elementwise f : Functions.all()) {
            if (f.name().startsWith("erf") || f.arity() == 3) {
                continue;
            }
            sameBits(f.name(), backend -> {
                Buffer out = backend.allocate(size);
                Buffer[] in = BackendContract.buffers(backend, x, y);
                Buffer[] arguments = f.arity() == 1 ? new Buffer[] {in[0]} : in;
                backend.elementwise(f, BackendContract.line(size, f.arity()), out, arguments);
                return backend.read(out);
            });
        }
    }

    @Test
    void updatesHaveTheSameBitsForAnyNumberOfThreads() {
        int size = 100_003;
        float[] parameter = BackendContract.numbers(size, 6);
        float[] gradient = BackendContract.numbers(size, 7);
        for (UpdateRule rule : UpdateRules.all()) {
            sameBits(rule.name(), backend -> {
                Buffer[] state = BackendContract.buffers(backend, parameter, new float[size], new float[size]);
                backend.update(rule, BackendContract.buffer(backend, gradient), state);
                return backend.read(state[0]);
            });
        }
    }

    @Test
    void scalarAndVectorUpdatesHaveTheSameBits() {
        for (UpdateRule rule : UpdateRules.all()) {
            assertSameUpdate(rule, SCALAR.get(0), VECTOR.get(0));
            assertSameUpdate(rule, SCALAR_DOUBLES.get(0), VECTOR_DOUBLES.get(0));
        }
    }

    private static void assertSameUpdate(UpdateRule rule, Backend scalar, Backend vector) {
        double[][] expected = updated(rule, scalar);
        double[][] found = updated(rule, vector);
        for (int s = 0; s < expected.length; s++) {
            assertArrayEquals(expected[s], found[s], rule.name());
        }
    }

    private static double[][] updated(UpdateRule rule, Backend backend) {
        int size = 1001;
        float[] parameter = BackendContract.numbers(size, 8);
        float[] gradient = BackendContract.numbers(size, 9);
        Buffer[] state = BackendContract.buffers(backend, parameter, new float[size], new float[size]);
        backend.update(rule, BackendContract.buffer(backend, gradient), state);
        return Arrays.stream(state).map(backend::read).toArray(double[][]::new);
    }

    @Test
    void anExceptionInATaskReachesTheCaller() {
        Elementwise broken = Elementwise.unary("broken", 0, x -> {
            throw new ArithmeticException("no value at " + x);
        });
        int size = 100_000;
        for (Backend backend : VECTOR) {
            Buffer x = backend.allocate(size);
            backend.fill(x, 3);
            ArithmeticException thrown = assertThrows(
                    ArithmeticException.class, () -> backend.elementwise(broken, BackendContract.line(size, 1), x, x));
            assertEquals("no value at 3.0", thrown.getMessage());
        }
    }

    @Test
    void aReleasedBufferCannotBeUsed() {
        Backend backend = VECTOR.get(0);
        Buffer x = backend.allocate(10);
        backend.release(x);
        assertThrows(IllegalStateException.class, () -> backend.read(x));
        assertThrows(IllegalStateException.class, () -> backend.release(x));
    }

    @Test
    void noThreadsAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new CpuBackend(0));
    }
}
