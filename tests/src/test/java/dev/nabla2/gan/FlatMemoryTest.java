package dev.nabla2.gan;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nabla2.engine.Backends;
import dev.nabla2.engine.Shape;
import dev.nabla2.engine.Tape;
import dev.nabla2.engine.Tensor;
import dev.nabla2.engine.backend.Backend;
import dev.nabla2.nn.Activation;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

/** Long runs do not grow. */
class FlatMemoryTest {
    private static final long MEGABYTE = 1 << 20;

    @Test
    void memoryIsFlatOverTenThousandSteps() {
        Gan gan = TinyGan.of(Backends.cpu(1), GradientPenalty.twoSided(1), Activation.RELU, 16, 32);
        long[] used = new long[2];
        TinyGan.trainer(gan, 10_000, 1e-4).run((report, model) -> {
            if (report.step() == 1_000) {
                used[0] = live();
            } else if (report.step() == 10_000) {
                used[1] = live();
            }
        });
        System.out.printf("live memory after 1,000 and 10,000 steps: %.2f and %.2f MiB%n", mib(used[0]), mib(used[1]));
        assertTrue(used[1] - used[0] < MEGABYTE, "grew by " + (used[1] - used[0]) + " bytes");
    }

    @Test
    void aTapesMemoryIsUsedAgainByTheNext() {
        Backend backend = Backends.cpu(1);
        Tensor x = Tensor.filled(backend, Shape.of(1 << 20), 1);
        long[] used = new long[2];
        for (int i = 0; i < 120; i++) {
            try (Tape tape = new Tape()) {
                Tensor leaf = tape.watch(x);
                tape.gradient(leaf.tanh().square().sum(), leaf);
            }
            if (i == 20) {
                used[0] = allocated();
            }
        }
        used[1] = allocated();
        // Each of the 99 tapes holds over 20 MiB of results.
        assertTrue(used[1] - used[0] < 200 * MEGABYTE, "allocated " + mib(used[1] - used[0]) + " MiB");
    }

    private static double mib(long bytes) {
        return bytes / (double) MEGABYTE;
    }

    private static long live() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static long allocated() {
        return ((com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }
}
