package dev.nabla2.lab.audit.critics;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/** The processor time that work takes on the calling thread, which others that keep the processors busy hardly change. */
final class ProcessorTime {
    private ProcessorTime() {}

    /** Seconds that some work takes. */
    static double of(Runnable work) {
        ThreadMXBean clock = ManagementFactory.getThreadMXBean();
        long begin = clock.getCurrentThreadCpuTime();
        work.run();
        return (clock.getCurrentThreadCpuTime() - begin) * 1e-9;
    }

    /**
     * How many times as long one thing takes as another, but at least as long: the ratio of the least of several times, taken in turn.
     *
     * @param rounds how many; what Java compiles on the way makes the first the slowest
     */
    static double ratio(Runnable longer, Runnable shorter, int rounds) {
        double above = Double.POSITIVE_INFINITY;
        double below = Double.POSITIVE_INFINITY;
        for (int round = 0; round < rounds; round++) {
            above = Math.min(above, of(longer));
            below = Math.min(below, of(shorter));
        }
        return Math.max(1, above / below);
    }
}
