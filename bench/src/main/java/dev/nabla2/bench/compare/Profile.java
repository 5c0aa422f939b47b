package dev.nabla2.bench.compare;

import dev.nabla2.engine.Backends;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;

/** Where the time of a workload goes on our side: {@code bench/profile}. */
public final class Profile {
    private static final double WARM_UP = 5;
    private static final double SECONDS = 3;

    private Profile() {}

    private static final String HELP = """
            Usage: bench/profile [--processor-time] name [threads]

            Where the time of a workload of bench/compare goes on our side: every kernel of a step, those that take longest first.

              --processor-time   take the processor's time of the calling thread: for one thread, on a busy machine
            """;

    /** Prints a profile; see {@code bench/profile --help}. */
    public static void main(String[] args) {
        Command.run("bench/profile", HELP, args, Profile::run);
    }

    private static void run(Options options) {
        if (options.names().isEmpty() || options.names().size() > 2) {
            throw new IllegalArgumentException("expected a workload, and perhaps a number of threads");
        }
        Workload workload = Workload.named(options.names().get(0));
        int threads =
                options.names().size() > 1 ? Integer.parseInt(options.names().get(1)) : 1;
        Clock clock = options.clock();
        TimedBackend timed = new TimedBackend(Backends.cpu(threads), clock);
        try (Step step = Ours.step(workload.work(), timed.backend())) {
            repeat(step, clock, WARM_UP);
            timed.reset();
            long begin = clock.nanos();
            long steps = repeat(step, clock, SECONDS);
            PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
            print(timed.entries(), clock.nanos() - begin, steps, out);
        }
    }

    private static long repeat(Step step, Clock clock, double seconds) {
        long begin = clock.nanos();
        long steps = 0;
        while (steps < 3 || clock.nanos() - begin < 1e9 * seconds) {
            step.run();
            steps++;
        }
        return steps;
    }

    private static void print(Map<String, TimedBackend.Entry> entries, long nanos, long steps, PrintStream out) {
        out.printf(
                Locale.ROOT,
                "%.4f ms a step%n%n%8s %10s %7s %8s%n",
                1e-6 * nanos / steps,
                "percent",
                "ms",
                "calls",
                "GFLOP/s");
        long inKernels =
                entries.values().stream().mapToLong(TimedBackend.Entry::nanos).sum();
        entries.entrySet().stream()
                .sorted(Comparator.comparing(entry -> -entry.getValue().nanos()))
                .forEach(entry -> {
                    TimedBackend.Entry e = entry.getValue();
                    String rate = e.operations() > 0
                            ? String.format(Locale.ROOT, "%.1f", e.operations() * e.calls() / e.nanos())
                            : "";
                    out.printf(
                            Locale.ROOT,
                            "%8.1f %10.4f %7.1f %8s  %s%n",
                            100.0 * e.nanos() / nanos,
                            1e-6 * e.nanos() / steps,
                            (double) e.calls() / steps,
                            rate,
                            entry.getKey());
                });
        out.printf(
                Locale.ROOT,
                "%8.1f %10.4f %7s %8s  outside kernels%n",
                100.0 * (nanos - inKernels) / nanos,
                1e-6 * (nanos - inKernels) / steps,
                "",
                "");
    }
}
