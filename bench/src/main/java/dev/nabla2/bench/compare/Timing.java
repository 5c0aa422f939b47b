package dev.nabla2.bench.compare;

import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How long a step takes in one process.
 *
 * @param median milliseconds, over short batches of steps
 * @param low a tenth of the batches were faster
 * @param high a tenth of the batches were slower
 * @param batches how many there were
 */
public record Timing(double median, double low, double high, int batches) {
    private static final String MARK = "timing";
    private static final double BATCH_MILLIS = 10;
    private static final int LEAST = 3;

    /** The share of the warm-up for which nothing must have been compiled at its end. */
    private static final double QUIET = 0.25;

    /** How many warm-ups are enough in any case. */
    private static final double PATIENCE = 4;

    /**
     * Times a step.
     *
     * @param warmUp seconds, for the compiler
     * @param seconds of measuring
     */
    static Timing of(Runnable step, Clock clock, double warmUp, double seconds) {
        double fastest = warmUp(step, warmUp);
        int batch = (int) Math.max(1, Math.rint(BATCH_MILLIS / fastest));
        List<Double> millis = new ArrayList<>();
        long begin = System.nanoTime();
        while (millis.size() < LEAST || System.nanoTime() - begin < 1e9 * seconds) {
            millis.add(time(step, batch, clock));
        }
        millis.sort(null);
        return new Timing(at(millis, 0.5), at(millis, 0.1), at(millis, 0.9), millis.size());
    }

    /**
     * Runs until the compiler has nothing to do, by the thread's own clock, so that a busy machine takes longer.
     *
     * @return milliseconds of the fastest step
     */
    private static double warmUp(Runnable step, double seconds) {
        CompilationMXBean compiler = ManagementFactory.getCompilationMXBean();
        long begin = Clock.PROCESSOR.nanos();
        long compiled = 0;
        long changed = begin;
        double fastest = Double.POSITIVE_INFINITY;
        for (int steps = 1; ; steps++) {
            fastest = Math.min(fastest, time(step, 1, Clock.WALL));
            long now = Clock.PROCESSOR.nanos();
            if (compiler.getTotalCompilationTime() > compiled) {
                compiled = compiler.getTotalCompilationTime();
                changed = now;
            }
            double passed = 1e-9 * (now - begin) / seconds;
            double quiet = 1e-9 * (now - changed) / seconds;
            if (steps >= LEAST && ((passed > 1 && quiet > QUIET) || passed > PATIENCE)) {
                return fastest;
            }
        }
    }

    private static double time(Runnable step, int batch, Clock clock) {
        long start = clock.nanos();
        for (int i = 0; i < batch; i++) {
            step.run();
        }
        return (clock.nanos() - start) * 1e-6 / batch;
    }

    private static double at(List<Double> sorted, double share) {
        return sorted.get((int) (share * (sorted.size() - 1)));
    }

    /** As {@link #parse} reads it. */
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%s %.6f %.6f %.6f %d", MARK, median, low, high, batches);
    }

    static Timing parse(String line) {
        String[] words = line.split(" ");
        return new Timing(
                Double.parseDouble(words[1]),
                Double.parseDouble(words[2]),
                Double.parseDouble(words[3]),
                Integer.parseInt(words[4]));
    }
}
