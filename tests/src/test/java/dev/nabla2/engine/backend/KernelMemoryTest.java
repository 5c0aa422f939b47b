package dev.nabla2.engine.backend;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.nabla2.engine.backend.cpu.CpuBackend;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What kernels leave to the garbage collector. */
class KernelMemoryTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int CALLS = 200;
    /** A few dozen calls for each layer of a network then leave a few kilobytes. */
    private static final int MOST_BYTES = 64;

    private static final long PATIENCE_NANOS = 60_000_000_000L;

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void matrixProductsOfACriticStepAllocateNextToNothing(int threads) {
        Backend backend = new CpuBackend(threads);
        int[][] sizes = {
            {256, 64, 64},
            {64, 256, 64},
            {256, 2, 64},
            {256, 64, 2},
            {256, 64, 1},
            {256, 1, 64},
            {2, 256, 64},
            {1, 256, 64},
            {64, 256, 1},
            {50, 70, 30},
            {3, 40, 50}
        };
        for (int[] size : sizes) {
            for (boolean transposeA : new boolean[] {false, true}) {
                for (boolean transposeB : new boolean[] {false, true}) {
                    MatrixProduct p = new MatrixProduct(size[0], size[1], size[2], transposeA, transposeB);
                    Buffer a = backend.allocate(size[0] * size[1]);
                    Buffer b = backend.allocate(size[1] * size[2]);
                    Buffer out = backend.allocate(size[0] * size[2]);
                    check(p.toString(), () -> backend.matmul(p, a, b, out));
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void sumsOfACriticStepAllocateNextToNothing(int threads) {
        Backend backend = new CpuBackend(threads);
        Buffer in = backend.allocate(256 * 512);
        Buffer out = backend.allocate(512);
        check("sum of rows", () -> backend.sum(in, out, 1, 256, 512));
        check("sum of columns", () -> backend.sum(in, out, 256, 512, 1));
        check("sum of pairs", () -> backend.sum(in, out, 256, 2, 1));
        check("sum of all", () -> backend.sum(in, out, 1, 1 << 15, 1));
        check("sums of each of a batch", () -> backend.sum(in, out, 50, 16, 8));
    }

    /**
     * Calls until calls allocate no more than a few bytes on average, as they do once the compiler has got round to them; what runs
     * before that boxes its vectors.
     */
    private static void check(String what, Runnable kernel) {
        long start = System.nanoTime();
        long bytes;
        do {
            long before = THREADS.getCurrentThreadAllocatedBytes();
            for (int call = 0; call < CALLS; call++) {
                kernel.run();
            }
            bytes = (THREADS.getCurrentThreadAllocatedBytes() - before) / CALLS;
        } while (bytes > MOST_BYTES && System.nanoTime() - start < PATIENCE_NANOS);
        assertTrue(
                bytes <= MOST_BYTES,
                what + ": expected a call to allocate at most " + MOST_BYTES + " bytes, found " + bytes);
    }
}
