package dev.nabla2.bench;

import dev.nabla2.engine.Backends;
import dev.nabla2.engine.backend.Backend;
import dev.nabla2.engine.backend.Precision;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Prints the speed of the cpu backend's kernels: products as a share of one core's measured peak, the others as a share of the
 * bytes that it copies in its cache.
 *
 * <p>Everything is warmed up before anything is timed, so that each kernel meets the profile of a program that uses them all.
 * Peak and copy are measured anew beside every round, because the clock rate changes. Medians of the rounds are printed.
 */
public final class Roofline {
    private static final int ROUNDS = 61;
    private static final long ROUND_NANOS = 2_000_000;
    private static final long WARM_UP_NANOS = 300_000_000;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private static final Limit PEAK = Limit.arithmetic();
    private static final Limit COPY = Limit.bytes();

    private static final String HELP = """
            Usage: bench/roofline [threads [float or double [part of a name]]]
                   bench/roofline --floors [--scalar] [part of a name]

            Prints how near the kernels come to what one core can do, measured beside them: fused multiply-adds, and
            bytes copied in a cache. On 1 thread, and in floats, unless it is told otherwise.

              --floors   hold some kernels on one thread to the least share that they must reach, in about 10 s; what
                         falls below is measured again a few times, then named, and the exit status is 1
              --scalar   hold plain loops to these floors, which they miss: shows that the check can fail
              --help     print this
            """;

    private Roofline() {}

    /** Measures; see {@code bench/roofline --help}. */
    public static void main(String[] args) {
        List<String> arguments = List.of(args);
        if (arguments.contains("--help")) {
            System.out.print(HELP);
        } else if (arguments.contains("--floors")) {
            System.exit(Floors.run(arguments) ? 0 : 1);
        } else {
            measure(args);
        }
    }

    private static void measure(String[] args) {
        int threads = args.length > 0 ? Integer.parseInt(args[0]) : 1;
        Precision precision = args.length > 1 ? Precision.valueOf(args[1].toUpperCase(Locale.ROOT)) : Precision.FLOAT;
        Backend backend = Backends.cpu(threads, precision);
        PrintStream out = new PrintStream(System.out, true, java.nio.charset.StandardCharsets.UTF_8);
        List<Case> cases = cases(backend);
        for (int repeat = 0; repeat < 2; repeat++) {
            for (Case c : cases) {
                rate(c.call(), WARM_UP_NANOS, false);
            }
        }
        rate(PEAK.call(), WARM_UP_NANOS, false);
        rate(COPY.call(), WARM_UP_NANOS, false);
        out.printf("%s, Java %s%n", backend, Runtime.version());
        for (Case c : cases) {
            if (args.length < 3 || c.name().contains(args[2])) {
                print(c, threads == 1, precision, out);
            }
        }
    }

    static List<Case> cases(Backend backend) {
        List<Case> cases = new ArrayList<>();
        for (int n : new int[] {128, 256, 512, 1024}) {
            cases.add(Case.product(backend, n, n, n, false, false));
        }
        cases.add(Case.product(backend, 512, 512, 512, true, true));
        for (boolean transposeA : new boolean[] {false, true}) {
            for (boolean transposeB : new boolean[] {false, true}) {
                cases.add(Case.product(backend, 256, 128, 128, transposeA, transposeB));
            }
        }
        cases.add(Case.product(backend, 128, 256, 128, true, false));
        cases.add(Case.product(backend, 256, 512, 512, false, false));
        cases.add(Case.product(backend, 256, 512, 512, false, true));
        cases.add(Case.product(backend, 512, 256, 512, true, false));
        cases.add(Case.product(backend, 64, 784, 512, false, false));
        cases.add(Case.product(backend, 256, 2, 128, false, false));
        cases.add(Case.product(backend, 256, 128, 2, false, true));
        cases.add(Case.product(backend, 128, 256, 2, true, false));
        cases.add(Case.product(backend, 256, 128, 1, false, false));
        cases.add(Case.product(backend, 256, 1, 128, false, false));
        cases.add(Case.product(backend, 128, 256, 1, true, false));
        cases.add(Case.product(backend, 1, 256, 128, false, false));
        cases.add(Case.products(backend, 200, 50, 32, 50, true));
        cases.add(Case.products(backend, 200, 50, 50, 32, false));
        cases.add(Case.products(backend, 2000, 4, 4, 16, false));
        cases.addAll(convolutions(backend));
        cases.addAll(elementwise(backend));
        cases.add(Case.sum(backend, 1, 1_000_000, 1));
        cases.add(Case.sum(backend, 256, 128, 1));
        cases.add(Case.sum(backend, 256, 2, 1));
        cases.add(Case.sum(backend, 1, 256, 128));
        cases.add(Case.adam(backend, 50_000));
        cases.add(Case.isFinite(backend, 50_000));
        return cases;
    }

    /** The critic of WGAN-GP on MNIST (Gulrajani et al. 2017), then layers of other networks. */
    private static List<Case> convolutions(Backend backend) {
        List<Case> cases = new ArrayList<>();
        cases.addAll(Case.convolutions(backend, 50, 1, 64, 1, 28, 5, 2, 2));
        cases.addAll(Case.convolutions(backend, 50, 64, 128, 1, 14, 5, 2, 2));
        cases.addAll(Case.convolutions(backend, 50, 128, 256, 1, 7, 5, 2, 2));
        cases.addAll(Case.convolutions(backend, 50, 64, 64, 1, 14, 3, 1, 1));
        cases.addAll(Case.convolutions(backend, 50, 64, 1, 1, 28, 3, 1, 1));
        cases.addAll(Case.convolutions(backend, 50, 64, 128, 1, 14, 1, 1, 0));
        cases.addAll(Case.convolutions(backend, 50, 64, 64, 64, 14, 3, 1, 1));
        return cases;
    }

    private static List<Case> elementwise(Backend backend) {
        List<Case> cases = new ArrayList<>();
        for (int rows : new int[] {256, 16_384}) {
            cases.add(Case.elementwise(backend, "add", 2, 0, rows, 128));
        }
        cases.add(Case.elementwise(backend, "add", 2, 0, 256, 128, 0, 1));
        cases.add(Case.elementwise(backend, "multiply", 2, 0, 256, 128, 1, 0));
        cases.add(Case.elementwise(backend, "multiply", 2, 0, 256, 2, 1, 0));
        cases.add(Case.elementwise(backend, "multiply", 2, 0, 256, 128, 0, 0));
        cases.add(Case.elementwise(backend, "copy", 1, 0, 256, 128, 1, 256));
        cases.add(Case.elementwise(backend, "where", 3, 0, 256, 128));
        for (String name : List.of(
                "copy",
                "negate",
                "scale",
                "shift",
                "abs",
                "sign",
                "step",
                "leaky_step",
                "sqrt",
                "square",
                "reciprocal",
                "safe_reciprocal",
                "relu",
                "leaky_relu",
                "exp",
                "expm1",
                "log",
                "log1p",
                "tanh",
                "sigmoid",
                "softplus",
                "elu",
                "erf",
                "erfc",
                "sin",
                "cos")) {
            cases.add(Case.elementwise(backend, name, 1, 0.2, 256, 128));
        }
        for (String name : List.of("subtract", "multiply", "divide", "maximum", "minimum", "greater", "prefers")) {
            cases.add(Case.elementwise(backend, name, 2, 0, 256, 128));
        }
        return cases;
    }

    private static void print(Case c, boolean alone, Precision precision, PrintStream out) {
        boolean isArithmetic = c.operations() > 0;
        Limit limit = isArithmetic ? PEAK : COPY;
        double work = isArithmetic ? c.operations() : c.bytes();
        // A register holds half as many doubles.
        double perCall = isArithmetic ? limit.perCall() * Float.BYTES / precision.bytes() : limit.perCall();
        double[] rates = new double[ROUNDS];
        double[] shares = new double[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            double most = rate(limit.call(), ROUND_NANOS, alone) * perCall;
            rates[round] = rate(c.call(), ROUND_NANOS, alone);
            shares[round] = rates[round] * work / most;
        }
        double calls = median(rates);
        double best = Arrays.stream(rates).max().orElseThrow();
        out.printf(
                "%-52s %9.2f µs (best %9.2f)  %7.1f %-7s  %3.0f %% of one core's %s%n",
                c.name(), 1e-3 / calls, 1e-3 / best, calls * work, limit.unit(), 100 * median(shares), limit.name());
    }

    /** Calls per nanosecond, of the processor's time where one thread does the work, so that other programs do not count. */
    static double rate(Runnable call, long nanos, boolean alone) {
        long start = System.nanoTime();
        long before = alone ? THREADS.getCurrentThreadCpuTime() : start;
        long calls = 0;
        long elapsed;
        do {
            call.run();
            calls++;
            elapsed = System.nanoTime() - start;
        } while (elapsed < nanos);
        return (double) calls / (alone ? THREADS.getCurrentThreadCpuTime() - before : elapsed);
    }

    static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
