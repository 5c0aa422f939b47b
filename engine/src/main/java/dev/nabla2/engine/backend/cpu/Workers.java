package dev.nabla2.engine.backend.cpu;

import java.lang.ref.WeakReference;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;

/**
 * A few daemon threads that help a caller with its tasks. Between tasks they watch for work for some microseconds, which a
 * kernel call takes, before they sleep.
 *
 * <p>One caller is helped at a time; one that finds the workers busy does its work itself. Workers end when their owner is
 * garbage. Sharing work out allocates nothing.
 */
final class Workers {
    private static final long SPIN_NANOS = 60_000;
    private static final long SLEEP_NANOS = 2_000_000_000L;

    /**
     * The place where workers look for a job; it outlives the owner, whom the workers must not keep alive.
     *
     * <p>A ticket is the number of a job, in its high half, and how many of the job's tasks nobody has claimed yet. Who claims one
     * may read the job, because the next is not posted before all tasks of this one have ended.
     */
    private static final class Board {
        private final AtomicLong ticket = new AtomicLong();
        private final AtomicInteger unfinished = new AtomicInteger();
        private int tasks;
        private IntConsumer body;
        private volatile Throwable failure;

        void post(int count, IntConsumer job) {
            body = job;
            tasks = count;
            failure = null;
            unfinished.set(count);
            ticket.set(((ticket.get() >>> Integer.SIZE) + 1) << Integer.SIZE | count);
        }

        boolean hasTasks() {
            return (int) ticket.get() > 0;
        }

        /** Does tasks until none is left to claim. */
        void help() {
            for (long seen = ticket.get(); (int) seen > 0; seen = ticket.get()) {
                if (ticket.compareAndSet(seen, seen - 1)) {
                    perform(tasks - (int) seen);
                }
            }
        }

        private void perform(int task) {
            try {
                body.accept(task);
            } catch (Throwable thrown) {
                failure = thrown;
            } finally {
                unfinished.getAndDecrement();
            }
        }

        /** Waits for the tasks that others have claimed. */
        void await() {
            long start = System.nanoTime();
            while (unfinished.get() > 0) {
                if (System.nanoTime() - start < SPIN_NANOS) {
                    Thread.onSpinWait();
                } else {
                    Thread.yield();
                }
            }
            body = null;
        }
    }

    private static final class Worker extends Thread {
        private final Board board;
        private final WeakReference<Workers> owner;
        private volatile boolean asleep;

        Worker(Board board, Workers owner, int number) {
            super("nabla2-cpu-" + number);
            this.board = board;
            this.owner = new WeakReference<>(owner);
            setDaemon(true);
        }

        @Override
        public void run() {
            long idleSince = System.nanoTime();
            while (owner.get() != null) {
                if (board.hasTasks()) {
                    board.help();
                    idleSince = System.nanoTime();
                } else if (System.nanoTime() - idleSince < SPIN_NANOS) {
                    Thread.onSpinWait();
                } else {
                    sleep();
                }
            }
        }

        private void sleep() {
            asleep = true;
            if (!board.hasTasks()) {
                LockSupport.parkNanos(board, SLEEP_NANOS);
            }
            asleep = false;
        }

        void wake() {
            if (asleep) {
                LockSupport.unpark(this);
            }
        }
    }

    private final Board board = new Board();
    private final Worker[] workers;
    private final AtomicBoolean busy = new AtomicBoolean();

    /** {@code threads} in all, the caller's own among them. */
    Workers(int threads) {
        workers = new Worker[threads - 1];
        for (int i = 0; i < workers.length; i++) {
            workers[i] = new Worker(board, this, i + 1);
            workers[i].start();
        }
    }

    /** The threads that work, the caller's own among them. */
    int threads() {
        return workers.length + 1;
    }

    /**
     * Calls {@code body} with every number below {@code tasks}, and returns when all calls have. An exception that a call
     * throws is thrown here.
     */
    void run(int tasks, IntConsumer body) {
        if (tasks > 1 && workers.length > 0 && busy.compareAndSet(false, true)) {
            try {
                share(tasks, body);
            } finally {
                busy.set(false);
            }
        } else {
            for (int task = 0; task < tasks; task++) {
                body.accept(task);
            }
        }
    }

    private void share(int tasks, IntConsumer body) {
        board.post(tasks, body);
        for (int i = 0; i < Math.min(workers.length, tasks - 1); i++) {
            workers[i].wake();
        }
        board.help();
        board.await();
        rethrow(board.failure);
    }

    private static void rethrow(Throwable failure) {
        if (failure instanceof RuntimeException exception) {
            throw exception;
        }
        if (failure instanceof Error error) {
            throw error;
        }
    }
}
