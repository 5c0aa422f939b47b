package dev.nabla2.bench.compare;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Sets this project's time for a workload beside the peer's: {@code bench/compare}. */
public final class Compare {
    private static final int MOST_THREADS = 2;
    private static final double LARGEST_DIFFERENCE = 1e-3;

    private final Options options;
    private final Launch ours = Launch.ours();
    private final Optional<Launch> peer = Launch.peer();
    private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    private final PrintStream progress = new PrintStream(System.err, true, StandardCharsets.UTF_8);

    private Compare(Options options) {
        this.options = options;
    }

    private static String help() {
        String usage = """
                Usage: bench/compare [--json] [--forks n] [--quick] [--processor-time] [name…]

                Times steps of training in this project and in PyTorch, in processes that take turns, on 1 and on
                2 threads, and prints a line for each: both medians, how far the processes were apart, and the peer's
                time over ours. PyTorch runs in the setting in which it is fastest, which is looked for first. Both
                sides must compute the same numbers.

                """;
        String names = """

                A name may also be another size, such as mlp256x6-tanh-64 for a critic of 6 hidden layers of 256 and
                a batch of 64, or matmul-2048; -without after a critic step's name leaves the penalty out. The usual
                names:

                """;
        return usage
                + Options.HELP
                + names
                + Workload.all().stream()
                        .map(w -> String.format("  %-16s   %s%n", w.name(), w.description()))
                        .collect(Collectors.joining());
    }

    /** Runs the comparison; see {@code bench/compare --help}. */
    public static void main(String[] args) {
        Command.run("bench/compare", Compare.help(), args, options -> new Compare(options).run());
    }

    private void run() {
        if (peer.isEmpty()) {
            progress.println("bench/compare: PyTorch is not there, so this is our side alone");
        }
        List<Workload> workloads = options.names().isEmpty()
                ? Workload.all()
                : options.names().stream().map(Workload::named).toList();
        if (!options.json()) {
            out.println(Line.HEAD);
        }
        for (Workload workload : workloads) {
            progress.println(workload.name() + ": " + workload.description());
            for (Line line : lines(workload)) {
                out.println(options.json() ? line.json() : line.text());
            }
        }
    }

    private List<Line> lines(Workload workload) {
        Setting alone =
                fastest(workload, 1, fastest(workload, 1, Setting.kernels()).variants(workload.work()));
        peer.ifPresent(launch -> check(workload, launch, alone));
        List<Race> races = new ArrayList<>(List.of(new Race(workload, 1, alone)));
        for (int threads = 2;
                threads <= Math.min(MOST_THREADS, Runtime.getRuntime().availableProcessors());
                threads++) {
            races.add(new Race(workload, threads, fastest(workload, threads, alone.on(workload.work(), threads))));
        }
        for (int fork = 1; fork <= options.forks(); fork++) {
            for (Race race : races) {
                race.run(fork);
            }
        }
        List<Line> lines = new ArrayList<>(races.stream().map(Race::line).toList());
        lines.add(best(workload, lines));
        return lines;
    }

    /** Nothing is compared that does not compute the same. */
    private void check(Workload workload, Launch launch, Setting setting) {
        double difference = launch.difference(workload, setting);
        progress.printf(Locale.ROOT, "  largest relative difference of a result: %.1e%n", difference);
        if (!(difference < LARGEST_DIFFERENCE)) {
            throw new IllegalStateException(workload.name()
                    + ": expected both sides to compute the same, found results " + difference + " apart");
        }
    }

    /** The peer's best of some settings, by two short trials of each. */
    private Setting fastest(Workload workload, int threads, List<Setting> candidates) {
        if (peer.isEmpty() || candidates.size() == 1) {
            return candidates.get(0);
        }
        double[] times = new double[2 * candidates.size()];
        for (int trial = 0; trial < times.length; trial++) {
            Setting setting = candidates.get(trial % candidates.size());
            times[trial] = peer.get().time(workload, threads, setting, options.clock(), 0.7, 0.7);
        }
        Map<Double, Setting> byTime = new TreeMap<>();
        for (int i = 0; i < candidates.size(); i++) {
            byTime.put(Math.min(times[i], times[i + candidates.size()]), candidates.get(i));
        }
        byTime.forEach((time, setting) ->
                progress.printf(Locale.ROOT, "  %d threads, peer with %s: %.3f ms%n", threads, setting.name(), time));
        return byTime.values().iterator().next();
    }

    /** Both sides with a number of threads. */
    private final class Race {
        private final Workload workload;
        private final int threads;
        private final Setting setting;
        private final List<Double> our = new ArrayList<>();
        private final List<Double> theirs = new ArrayList<>();

        Race(Workload workload, int threads, Setting setting) {
            this.workload = workload;
            this.threads = threads;
            this.setting = setting;
        }

        void run(int fork) {
            our.add(ours.time(workload, threads, Setting.NONE, options.clock(), options.warmUp(), options.seconds()));
            progress.printf(Locale.ROOT, "  fork %d, %d threads: ours %.3f ms", fork, threads, our.get(fork - 1));
            peer.ifPresent(launch -> {
                theirs.add(launch.time(
                        workload, threads, setting, options.clock(), options.peerWarmUp(), options.seconds()));
                progress.printf(Locale.ROOT, ", peer %.3f ms", theirs.get(fork - 1));
            });
            progress.println();
        }

        Line line() {
            Optional<Line.Side> other =
                    theirs.isEmpty() ? Optional.empty() : Optional.of(Line.Side.of(theirs, setting.name()));
            return new Line(workload, String.valueOf(threads), Line.Side.of(our, threads + " threads"), other);
        }
    }

    private static Line best(Workload workload, List<Line> lines) {
        Comparator<Line.Side> faster = Comparator.comparingDouble(Line.Side::median);
        return new Line(
                workload,
                "best",
                lines.stream().map(Line::ours).min(faster).orElseThrow(),
                lines.stream().flatMap(line -> line.peer().stream()).min(faster));
    }
}
