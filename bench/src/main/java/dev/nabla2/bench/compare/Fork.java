package dev.nabla2.bench.compare;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** What runs in a process of its own: one workload of one side, timed. */
public final class Fork {
    /** Makes a side's steps. */
    @FunctionalInterface
    public interface Side {
        /** A workload on a number of threads. */
        Step step(Work work, int threads);
    }

    private Fork() {}

    /**
     * Prints one line, see {@link Timing#toString()}.
     *
     * @param args the workload, how many threads, whether processor time is taken, seconds of warming up, seconds of
     *     measuring
     */
    public static void main(String[] args, Side side) {
        Workload workload = Workload.named(args[0]);
        int threads = Integer.parseInt(args[1]);
        Clock clock = Clock.valueOf(args[2]);
        try (Step step = side.step(workload.work(), threads)) {
            Timing timing = Timing.of(step::run, clock, Double.parseDouble(args[3]), Double.parseDouble(args[4]));
            new PrintStream(System.out, true, StandardCharsets.UTF_8).println(timing);
        }
    }
}
