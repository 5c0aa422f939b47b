package dev.nabla2.engine.backend.cpu;

import java.lang.ref.WeakReference;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;

/**
 * A few daemon threads that help a caller with its tasks. Between tasks they watch for work for some microseconds, which a
 * kernel call takes, before they sleep.
 *
 * <p>One caller is helped at a time; one that finds the workers busy does its work itself. Workers end when their owner is
 * garbage.
 */
final class Workers {
    private static final long SPIN_NANOS = 40_000;
    private static final long SLEEP_NANOS = 2_000_000_000L;

    /** Tasks numbered from 0, claimed one by one by whoever is free. */
    private static final class Job {
        final long number;
        final int tasks;
        final IntConsumer body;
        final AtomicInteger next = new AtomicInteger();
        final AtomicInteger finished = new AtomicInteger();
        final AtomicReference<Throwable> failure = new AtomicReference<>();

        Job(long number, int tasks, IntConsumer body) {
            this.number = number;
            this.tasks = tasks;
            this.body = body;
        }

        void help() {
            for (int task = next.getAndIncrement(); task < tasks; task = next.getAndIncrement()) {
                try {
                    body.accept(task);
                } catch (Throwable thrown) {
                    failure.compareAndSet(null, thrown);
                } finally {
                    finished.incrementAndGet();
                }
            }
        }
    }

    /** The place where workers look for a job; it outlives the owner, whom the workers must not keep alive. */
    private static final class Board {
        final Job none = new Job(0, 0, task -> {});
        volatile Job job = none;
    }

    private static final class Worker extends Thread {
        private final Board board;
        private final WeakReference<Workers> owner;
        private volatile boolean asleep;
        private long done;

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
                if (isNew(board.job)) {
                    work(board.job);
                    idleSince = System.nanoTime();
                } else if (System.nanoTime() - idleSince < SPIN_NANOS) {
                    Thread.onSpinWait();
                } else {
                    sleep();
                }
            }
        }

        private boolean isNew(Job job) {
            return job != board.none && job.number != done;
        }

        private void work(Job job) {
            job.help();
            done = job.number;
        }

        private void sleep() {
            asleep = true;
            if (!isNew(board.job)) {
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
    private long jobs;

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
     * Calls {@code body} with every number below {@code tasks}, and returns when all calls have. The first exception that a
     * call throws is thrown here.
     */
    void run(int tasks, IntConsumer body) {
        if (tasks > 1 && workers.length > 0 && busy.compareAndSet(false, true)) {
            try {
                share(new Job(++jobs, tasks, body));
            } finally {
                board.job = board.none;
                busy.set(false);
            }
        } else {
            for (int task = 0; task < tasks; task++) {
                body.accept(task);
            }
        }
    }

    private void share(Job job) {
        board.job = job;
        for (int i = 0; i < Math.min(workers.length, job.tasks - 1); i++) {
            workers[i].wake();
        }
        job.help();
        long start = System.nanoTime();
        while (job.finished.get() < job.tasks) {
            if (System.nanoTime() - start < SPIN_NANOS) {
                Thread.onSpinWait();
            } else {
                Thread.yield();
            }
        }
        rethrow(job.failure.get());
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
