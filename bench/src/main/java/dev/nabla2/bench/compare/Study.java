package dev.nabla2.bench.compare;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.IntFunction;

/** Whether a step takes the time that its operations should: {@code bench/study}. On one thread. */
public final class Study {
    private static final String HELP = """
            Usage: bench/study [--json] [--forks n] [--quick] [--processor-time] penalty-ratio|scaling

            penalty-ratio   how much longer a critic's step takes with the penalty than without, here and in
                            PyTorch, and how many more floating-point operations it is
            scaling         a critic's step with the penalty over widths, depths and batches: time against
                            operations

            """;

    private static final String JAVA = ", \"java\": \"" + Runtime.version() + "\"}%n";

    private static final List<String> PENALISED =
            List.of("mlp64-relu", "mlp128-relu", "mlp512-relu", "mlp512-tanh", "mlp512-softplus", "conv28-lrelu");

    private static final int WIDTH = 256;
    private static final int DEPTH = 3;
    private static final int BATCH = 256;

    /** Milliseconds from which on time should be proportional to operations. */
    private static final double LONG = 1;

    private final Options options;
    private final Launch ours = Launch.ours();
    private final Optional<Launch> peer = Launch.peer();
    private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    private final PrintStream progress = new PrintStream(System.err, true, StandardCharsets.UTF_8);

    private Study(Options options) {
        this.options = options;
    }

    /** Runs a study; see {@code bench/study --help}. */
    public static void main(String[] args) {
        Command.run("bench/study", HELP + Options.HELP, args, options -> new Study(options).run());
    }

    private void run() {
        switch (String.join(" ", options.names())) {
            case "penalty-ratio" -> penaltyRatio();
            case "scaling" -> scaling();
            default ->
                throw new IllegalArgumentException(
                        "expected penalty-ratio or scaling, found " + String.join(" ", options.names()));
        }
    }

    /** With the penalty and without take turns, so that both meet the same machine. */
    private void penaltyRatio() {
        if (!options.json()) {
            out.printf("%-16s %10s %10s %12s %12s%n", "workload", "ours", "peer", "operations", "peer's");
        }
        for (String name : PENALISED) {
            Workload with = Workload.named(name);
            Workload without = Workload.named(name + Workload.WITHOUT);
            List<Double> our = new ArrayList<>();
            List<Double> theirs = new ArrayList<>();
            for (int fork = 0; fork < options.forks(); fork++) {
                our.add(time(ours, with) / time(ours, without));
                peer.ifPresent(launch -> theirs.add(time(launch, with) / time(launch, without)));
            }
            Operations more = Operations.of((Work.CriticStep) with.work());
            Operations less = Operations.of((Work.CriticStep) without.work());
            String their = theirs.isEmpty() ? "null" : String.format(Locale.ROOT, "%.3f", Median.of(theirs));
            out.printf(
                    Locale.ROOT,
                    options.json()
                            ? "{\"study\": \"penalty-ratio\", \"workload\": \"%s\", \"ours\": %.3f, \"peer\": %s,"
                                    + " \"operations\": %.3f, \"peerOperations\": %.3f"
                                    + JAVA
                            : "%-16s %10.3f %10s %12.3f %12.3f%n",
                    name,
                    Median.of(our),
                    their,
                    more.ours() / less.ours(),
                    more.peer() / less.peer());
        }
    }

    private double time(Launch launch, Workload workload) {
        Setting setting = launch == ours ? Setting.NONE : Setting.kernels().get(0);
        double warmUp = launch == ours ? options.warmUp() : options.peerWarmUp();
        double time = launch.time(workload, 1, setting, options.clock(), warmUp, options.seconds());
        progress.printf(Locale.ROOT, "%s: %s %.3f ms%n", workload.name(), launch == ours ? "ours" : "peer", time);
        return time;
    }

    private void scaling() {
        if (!options.json()) {
            out.printf("%-8s %6s %12s %12s %10s%n", "sweep", "", "ms", "GFLOP", "GFLOP/s");
        }
        List<Double> rates = new ArrayList<>();
        rates.addAll(sweep("width", new int[] {64, 128, 256, 512, 1024, 2048}, w -> name(w, DEPTH, BATCH)));
        rates.addAll(sweep("depth", new int[] {2, 3, 4, 6, 8, 12}, d -> name(WIDTH, d, BATCH)));
        rates.addAll(sweep("batch", new int[] {16, 32, 64, 128, 256, 512, 1024}, b -> name(WIDTH, DEPTH, b)));
        double most = rates.stream().mapToDouble(r -> r).max().orElse(1);
        double least = rates.stream().mapToDouble(r -> r).min().orElse(1);
        out.printf(
                Locale.ROOT,
                options.json()
                        ? "{\"study\": \"scaling\", \"sweep\": \"all\", \"spread\": %.3f, \"wanted\": 1.3" + JAVA
                        : "largest over smallest time per operation, of steps over 1 ms: %.2f (wanted 1.3)%n",
                most / least);
    }

    private static String name(int width, int depth, int batch) {
        return "mlp" + width + "x" + depth + "-relu-" + batch;
    }

    /** The rates of the long steps. */
    private List<Double> sweep(String sweep, int[] values, IntFunction<String> names) {
        Map<Integer, List<Double>> times = new TreeMap<>();
        for (int fork = 0; fork < options.forks(); fork++) {
            for (int value : values) {
                times.computeIfAbsent(value, v -> new ArrayList<>())
                        .add(time(ours, Workload.named(names.apply(value))));
            }
        }
        List<Double> rates = new ArrayList<>();
        times.forEach((value, found) -> {
            double millis = Median.of(found);
            double operations = 1e-9
                    * Operations.of((Work.CriticStep)
                                    Workload.named(names.apply(value)).work())
                            .ours();
            double rate = 1e3 * operations / millis;
            if (millis >= LONG) {
                rates.add(rate);
            }
            out.printf(
                    Locale.ROOT,
                    options.json()
                            ? "{\"study\": \"scaling\", \"sweep\": \"%s\", \"value\": %d, \"ms\": %.4f, \"gflop\": %.4f,"
                                    + " \"rate\": %.2f"
                                    + JAVA
                            : "%-8s %6d %12.4f %12.4f %10.2f%n",
                    sweep,
                    value,
                    millis,
                    operations,
                    rate);
        });
        return rates;
    }
}
