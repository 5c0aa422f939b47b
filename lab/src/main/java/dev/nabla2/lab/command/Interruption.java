package dev.nabla2.lab.command;

import java.io.PrintWriter;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Lets a run that is told to stop (by Ctrl-C, or by SIGTERM) write its report before the process ends.
 *
 * <p>The virtual machine answers both signals by running its shutdown hooks and ending with 128 plus the signal's number. The
 * hook here asks the training to stop and holds the process until everything has been written.
 */
public final class Interruption {
    private static final long LONGEST_WAIT_SECONDS = 120;

    private final AtomicReference<Runnable> cancel = new AtomicReference<>();
    private final CountDownLatch written = new CountDownLatch(1);

    /** Says how to stop what begins now. */
    void onRequest(Runnable stop) {
        cancel.set(stop);
    }

    /** Registers the hook. */
    public void watch(PrintWriter err) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(err), "nabla2-interruption"));
    }

    /** Lets the process end. */
    public void everythingIsWritten() {
        written.countDown();
    }

    private void stop(PrintWriter err) {
        Runnable stop = cancel.get();
        if (stop == null || written.getCount() == 0) {
            return;
        }
        err.println();
        err.println("stopping after this step to write the report of the steps done");
        err.flush();
        stop.run();
        try {
            if (!written.await(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS)) {
                err.println("gave up waiting for the report");
                err.flush();
            }
        } catch (InterruptedException impatient) {
            Thread.currentThread().interrupt();
        }
    }
}
