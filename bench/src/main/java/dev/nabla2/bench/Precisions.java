package dev.nabla2.bench;

import dev.nabla2.engine.Backends;
import dev.nabla2.engine.backend.Precision;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Prints how fast the cpu backend is in doubles, as a share of its speed in floats; the two take turns. */
public final class Precisions {
    private static final int ROUNDS = 31;
    private static final long ROUND_NANOS = 3_000_000;
    private static final long WARM_UP_NANOS = 300_000_000;

    private Precisions() {}

    /** Measures with {@code args[0]} threads, 1 if absent, the cases whose names contain {@code args[1]}, all if absent. */
    public static void main(String[] args) {
        int threads = args.length > 0 ? Integer.parseInt(args[0]) : 1;
        String part = args.length > 1 ? args[1] : "";
        List<Case> floats = chosen(Precision.FLOAT, threads, part);
        List<Case> doubles = chosen(Precision.DOUBLE, threads, part);
        for (int repeat = 0; repeat < 2; repeat++) {
            floats.forEach(c -> Roofline.rate(c.call(), WARM_UP_NANOS, false));
            doubles.forEach(c -> Roofline.rate(c.call(), WARM_UP_NANOS, false));
        }
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        out.printf("%s, Java %s%n", Backends.cpu(threads), Runtime.version());
        for (int i = 0; i < floats.size(); i++) {
            print(floats.get(i), doubles.get(i), threads == 1, out);
        }
    }

    private static List<Case> chosen(Precision precision, int threads, String part) {
        return Roofline.cases(Backends.cpu(threads, precision)).stream()
                .filter(c -> c.name().contains(part))
                .toList();
    }

    private static void print(Case inFloats, Case inDoubles, boolean alone, PrintStream out) {
        double[] floats = new double[ROUNDS];
        double[] ratios = new double[ROUNDS];
        double[] doubles = new double[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            floats[round] = Roofline.rate(inFloats.call(), ROUND_NANOS, alone);
            doubles[round] = Roofline.rate(inDoubles.call(), ROUND_NANOS, alone);
            ratios[round] = doubles[round] / floats[round];
        }
        out.printf(
                "%-52s %9.2f µs in floats %9.2f µs in doubles  %.2f of the rate%n",
                inFloats.name(),
                1e-3 / Roofline.median(floats),
                1e-3 / Roofline.median(doubles),
                Roofline.median(ratios));
    }
}
