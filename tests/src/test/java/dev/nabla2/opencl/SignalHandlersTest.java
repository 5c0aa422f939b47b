package dev.nabla2.opencl;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SignalHandlersTest {
    private static final int PROGRAMS = 8;

    @BeforeAll
    static void thereIsADevice() {
        OpenClDevice.backend();
    }

    /** Without libjsig the process dies within a few collections: PoCL's compiler has taken the handlers that threads need to stop. */
    @Test
    void javaStopsItsThreadsWhileTheDriverCompiles(@TempDir Path folder) throws InterruptedException {
        AtomicBoolean enough = new AtomicBoolean();
        List<Thread> threads =
                Stream.generate(() -> new Thread(() -> work(enough))).limit(4).toList();
        threads.forEach(Thread::start);
        try (Queue queue = new Queue(Device.find(""));
                Programs programs = new Programs(queue, new ProgramCache(folder))) {
            for (int i = 0; i < PROGRAMS; i++) {
                programs.kernel("__kernel void nothing" + i + "(const uint items) {}", "nothing" + i)
                        .run(1);
                queue.finish();
                System.gc();
            }
        } finally {
            enough.set(true);
        }
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private static void work(AtomicBoolean enough) {
        long sum = 0;
        while (!enough.get()) {
            for (long i = 0; i < 100_000_000L; i++) {
                sum += i * sum;
            }
        }
        assertEquals(0, sum);
    }

    @Test
    void nothingIsToBeSaidWhereTheHandlersAreKept() {
        assertEquals(Optional.empty(), SignalHandlers.warning(Device.find("")));
    }
}
