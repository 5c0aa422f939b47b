package dev.nabla2.bench;

import dev.nabla2.bench.compare.Ours;
import dev.nabla2.bench.compare.Workload;
import dev.nabla2.engine.Backends;
import dev.nabla2.engine.backend.Backend;
import dev.nabla2.engine.backend.Precision;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Prints how fast the cpu backend is in doubles, as a share of its speed in floats: kernels, and a critic's steps.
 *
 * <p>Each precision has a process of its own, as in use; the two take turns, so that both meet the same machine.
 */
public final class Precisions {
    private static final int ROUNDS = 31;
    private static final long ROUND_NANOS = 5_000_000;
    private static final long WARM_UP_NANOS = 500_000_000;
    private static final List<String> STEPS = List.of("mlp512-relu", "mlp512-tanh", "mlp512-softplus", "conv28-lrelu");

    private Precisions() {}

    /**
     * Measures with {@code args[0]} threads, 1 if absent, the cases whose names contain {@code args[1]}, all if absent. With a third
     * argument, a precision, it is one of the two processes: for each line that it reads it measures a case for a moment.
     */
    public static void main(String[] args) throws IOException {
        int threads = args.length > 0 ? Integer.parseInt(args[0]) : 1;
        String part = args.length > 1 ? args[1] : "";
        if (args.length > 2) {
            serve(threads, part, Precision.valueOf(args[2].toUpperCase(Locale.ROOT)));
            return;
        }
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        try (Other floats = new Other(threads, part, Precision.FLOAT);
                Other doubles = new Other(threads, part, Precision.DOUBLE)) {
            for (Precision precision : Precision.values()) {
                out.println(Backends.cpu(threads, precision));
            }
            out.printf("Java %s%n", Runtime.version());
            for (String name = floats.next(); !name.isEmpty(); name = floats.next()) {
                doubles.next();
                print(name, floats, doubles, out);
            }
        }
    }

    private static void print(String name, Other floats, Other doubles, PrintStream out) throws IOException {
        double[] first = new double[ROUNDS];
        double[] second = new double[ROUNDS];
        double[] shares = new double[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            first[round] = floats.measure();
            second[round] = doubles.measure();
            shares[round] = second[round] / first[round];
        }
        out.printf(
                "%-62s %9.2f µs in floats %9.2f µs in doubles  %.2f of the rate%n",
                name, 1e-3 / Roofline.median(first), 1e-3 / Roofline.median(second), Roofline.median(shares));
    }

    private static List<Case> cases(int threads, String part, Precision precision) {
        Backend backend = Backends.cpu(threads, precision);
        Stream<Case> steps = STEPS.stream()
                .map(Workload::named)
                .map(w -> new Case("step of " + w.name(), 0, 0, Ours.step(w.work(), backend)::run));
        return Stream.concat(Roofline.cases(backend).stream(), steps)
                .filter(c -> c.name().contains(part))
                .toList();
    }

    /** All are warmed up before the first is measured, so that each meets the profile of a program that uses them all. */
    private static void serve(int threads, String part, Precision precision) throws IOException {
        List<Case> cases = cases(threads, part, precision);
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        cases.forEach(c -> Roofline.rate(c.call(), WARM_UP_NANOS, false));
        int current = -1;
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            if (line.equals("next")) {
                current++;
                out.println(current < cases.size() ? cases.get(current).name() : "");
                if (current < cases.size()) {
                    Roofline.rate(cases.get(current).call(), WARM_UP_NANOS, false);
                }
            } else {
                out.println(Roofline.rate(cases.get(current).call(), ROUND_NANOS, threads == 1));
            }
        }
    }

    /** A process that measures. */
    private static final class Other implements AutoCloseable {
        private final Process process;
        private final BufferedReader from;
        private final PrintWriter to;

        Other(int threads, String part, Precision precision) throws IOException {
            List<String> command = new ArrayList<>();
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
            command.addAll(List.of("-cp", System.getProperty("java.class.path"), Precisions.class.getName()));
            command.addAll(List.of(String.valueOf(threads), part, precision.name()));
            process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            from = process.inputReader(StandardCharsets.UTF_8);
            to = new PrintWriter(process.outputWriter(StandardCharsets.UTF_8), true);
        }

        /** The name of the next case, empty after the last. */
        String next() throws IOException {
            return answer("next");
        }

        /** Calls per nanosecond. */
        double measure() throws IOException {
            return Double.parseDouble(answer("measure"));
        }

        private String answer(String question) throws IOException {
            to.println(question);
            String answer = from.readLine();
            if (answer == null) {
                throw new IllegalStateException("a process ended before it was asked to");
            }
            return answer;
        }

        @Override
        public void close() {
            to.close();
        }
    }
}
