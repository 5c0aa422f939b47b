package dev.nabla2.bench.compare;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Sets this project's time for a workload beside the peer's: {@code bench/compare}. */
public final class Compare {
    private static final int TRIALS = 2;
    private static final double TRIAL_SECONDS = 0.7;
    private static final double LARGEST_DIFFERENCE = 1e-3;

    private final Options options;
    private final Launch ours = Launch.ours();
    private final Optional<Launch> peer = Launch.peer();
    private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    private final PrintStream progress = new PrintStream(System.err, true, StandardCharsets.UTF_8);

    private Compare(Options options) {
        this.options = options;
    }

    /** Runs the comparison; see {@code bench/compare --help}. */
    public static void main(String[] args) {
        if (List.of(args).contains("--help")) {
            new PrintStream(System.out, true, StandardCharsets.UTF_8).print(Options.help());
            return;
        }
        try {
            new Compare(Options.parse(args)).run();
        } catch (IllegalArgumentException | IllegalStateException e) {
            new PrintStream(System.err, true, StandardCharsets.UTF_8).println("bench/compare: " + e.getMessage());
            System.exit(1);
        }
    }

    private void run() {
        if (peer.isEmpty()) {
            progress.println("bench/compare: PyTorch is not there, so this is our side alone");
        }
        if (!options.json()) {
            out.println(Line.HEAD);
        }
        for (Workload workload : options.workloads()) {
            progress.println(workload.name() + ": " + workload.description());
            for (Line line : lines(workload)) {
                out.println(options.json() ? line.json() : line.text());
            }
        }
    }

    private List<Line> lines(Workload workload) {
        peer.ifPresent(launch -> check(workload, launch));
        Map<Integer, Setting> settings = new LinkedHashMap<>();
        for (int threads = 1; threads <= Math.min(2, Runtime.getRuntime().availableProcessors()); threads++) {
            settings.put(threads, fastest(workload, threads));
        }
        Map<Integer, List<Double>> our = new LinkedHashMap<>();
        Map<Integer, List<Double>> theirs = new LinkedHashMap<>();
        for (int fork = 0; fork < options.forks(); fork++) {
            int number = fork + 1;
            settings.forEach((threads, setting) -> {
                double a = time(ours, workload, threads, Setting.NONE, options.warmUp(), options.seconds());
                our.computeIfAbsent(threads, t -> new ArrayList<>()).add(a);
                String text = String.format(Locale.ROOT, "  fork %d, %d threads: ours %.3f ms", number, threads, a);
                if (peer.isPresent()) {
                    double b = time(peer.get(), workload, threads, setting, options.warmUp() / 2, options.seconds());
                    theirs.computeIfAbsent(threads, t -> new ArrayList<>()).add(b);
                    text += String.format(Locale.ROOT, ", peer %.3f ms", b);
                }
                progress.println(text);
            });
        }
        List<Line> lines = new ArrayList<>();
        settings.forEach((threads, setting) -> lines.add(new Line(
                workload,
                String.valueOf(threads),
                side(our.get(threads), threads + " threads"),
                Optional.ofNullable(theirs.get(threads)).map(times -> side(times, setting.name())))));
        lines.add(best(workload, lines));
        return lines;
    }

    /** Nothing is compared that does not compute the same. */
    private void check(Workload workload, Launch launch) {
        double difference = Double.parseDouble(launch.run(Map.of(), Map.of(), List.of("check", workload.name())));
        progress.printf(Locale.ROOT, "  largest relative difference of a result: %.1e%n", difference);
        if (!(difference < LARGEST_DIFFERENCE)) {
            throw new IllegalStateException(workload.name()
                    + ": expected both sides to compute the same, found results " + difference + " apart");
        }
    }

    private Setting fastest(Workload workload, int threads) {
        List<Setting> candidates = Setting.candidates(workload.work(), threads);
        if (peer.isEmpty() || candidates.size() == 1) {
            return candidates.get(0);
        }
        Map<Setting, Double> times = new LinkedHashMap<>();
        for (int round = 0; round < TRIALS; round++) {
            for (Setting setting : candidates) {
                double time = time(peer.get(), workload, threads, setting, TRIAL_SECONDS, TRIAL_SECONDS);
                times.merge(setting, time, Math::min);
            }
        }
        times.forEach((setting, time) ->
                progress.printf(Locale.ROOT, "  peer, %d threads, %s: %.3f ms%n", threads, setting.name(), time));
        return times.entrySet().stream()
                .min(Map.Entry.comparingByValue())
                .orElseThrow()
                .getKey();
    }

    private double time(Launch launch, Workload workload, int threads, Setting setting, double warmUp, double seconds) {
        String line = launch.run(
                setting.environment(),
                Map.of(Setting.VARIANT, setting.variant()),
                List.of(
                        workload.name(),
                        String.valueOf(threads),
                        (threads == 1 ? options.clock() : Clock.WALL).name(),
                        String.valueOf(warmUp),
                        String.valueOf(seconds)));
        return Timing.parse(line).median();
    }

    private static Line.Side side(List<Double> times, String setting) {
        List<Double> sorted = times.stream().sorted().toList();
        int middle = sorted.size() / 2;
        double median = sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
        return new Line.Side(median, (sorted.get(sorted.size() - 1) - sorted.get(0)) / median, setting);
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
