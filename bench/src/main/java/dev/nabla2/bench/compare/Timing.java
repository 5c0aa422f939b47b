package dev.nabla2.bench.compare;

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

    /**
     * Times a step.
     *
     * @param warmUp seconds, for the compiler
     * @param seconds of measuring
     */
    static Timing of(Runnable step, Clock clock, double warmUp, double seconds) {
        long begin = System.nanoTime();
        double fastest = Double.POSITIVE_INFINITY;
        for (int steps = 0; steps < LEAST || System.nanoTime() - begin < 1e9 * warmUp; steps++) {
            fastest = Math.min(fastest, time(step, 1, Clock.WALL));
        }
        int batch = (int) Math.max(1, Math.rint(BATCH_MILLIS / fastest));
        List<Double> millis = new ArrayList<>();
        begin = System.nanoTime();
        while (millis.size() < LEAST || System.nanoTime() - begin < 1e9 * seconds) {
            millis.add(time(step, batch, clock));
        }
        millis.sort(null);
        return new Timing(at(millis, 0.5), at(millis, 0.1), at(millis, 0.9), millis.size());
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
