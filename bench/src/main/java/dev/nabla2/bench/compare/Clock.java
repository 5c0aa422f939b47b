package dev.nabla2.bench.compare;

import java.lang.management.ManagementFactory;

/** What time is taken. */
public enum Clock {
    /** Time as it passes. */
    WALL {
        @Override
        long nanos() {
            return System.nanoTime();
        }
    },
    /** The processor's time of the calling thread: for one thread, on a machine that does other things too. */
    PROCESSOR {
        @Override
        long nanos() {
            return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        }
    };

    abstract long nanos();
}
