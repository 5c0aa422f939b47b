package dev.nabla2.opencl;

import dev.nabla2.engine.backend.BackendException;
import dev.nabla2.engine.backend.MatrixProduct;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Finds a device's parameters for matrix products by measuring: first the tile, then how often numbers must be used before they are packed.
 * Of what is tried the one with the largest geometric mean of rates wins, if a second race, in turns, says so too.
 */
final class Tuner {
    /** What steps of GANs do most, and sizes at which the limit for packing counts. */
    private static final List<MatrixProduct> PRODUCTS = List.of(
            new MatrixProduct(128, 128, 128, false, false),
            new MatrixProduct(64, 512, 512, false, false),
            new MatrixProduct(256, 512, 512, false, true),
            new MatrixProduct(512, 256, 512, true, false),
            new MatrixProduct(384, 384, 384, false, false),
            new MatrixProduct(1024, 1024, 1024, false, false));

    private static final int ROUNDS = 5;
    private static final int LAST_ROUNDS = 9;
    private static final double ROUND_NANOS = 1e7;
    private static final int MOST_LAUNCHES = 200;

    /** Less is chance. */
    private static final double BETTER = 1.02;

    private final Device device;
    private final ProgramCache cache;
    private final Consumer<String> progress;
    private final List<MatrixProduct> products;
    private final List<Function<ProductParameters, List<ProductParameters>>> stages;

    /** A search of what is worth a try on a device. */
    Tuner(Device device, ProgramCache cache, Consumer<String> progress) {
        this(device, cache, progress, PRODUCTS, List.of(best -> best.tiles(device), ProductParameters::reuses));
    }

    /**
     * A search.
     *
     * @param cache beside whose programs the winner is kept
     * @param progress is told what was measured
     * @param products what is measured
     * @param stages of the search: each tells, of the best so far, what else to try
     */
    Tuner(
            Device device,
            ProgramCache cache,
            Consumer<String> progress,
            List<MatrixProduct> products,
            List<Function<ProductParameters, List<ProductParameters>>> stages) {
        this.device = device;
        this.cache = cache;
        this.progress = progress;
        this.products = products;
        this.stages = stages;
    }

    /** Measures everything, and keeps the winner. */
    Map<String, Object> run() {
        ProductParameters usual = ProductParameters.of(device);
        try (Candidate usually = candidate(usual)) {
            ProductParameters best = search(usual, usually);
            try (Candidate other = candidate(best)) {
                List<double[]> rates = race(LAST_ROUNDS, usually, other);
                return best.equals(usual) || mean(rates.get(1)) < BETTER * mean(rates.get(0))
                        ? found(usual, usual, rates.get(0), rates.get(0))
                        : found(usual, best, rates.get(0), rates.get(1));
            }
        }
    }

    private Candidate candidate(ProductParameters parameters) {
        return new Candidate(device, cache, parameters);
    }

    private ProductParameters search(ProductParameters usual, Candidate usually) {
        List<float[]> results = products.stream().map(usually::result).toList();
        ProductParameters best = usual;
        double most = mean(race(ROUNDS, usually).get(0));
        report("default", usual, Optional.of(most));
        Set<ProductParameters> tried = new HashSet<>(List.of(usual));
        for (int stage = 0; stage < stages.size(); stage++) {
            List<ProductParameters> others = stages.get(stage).apply(best);
            for (int i = 0; i < others.size(); i++) {
                ProductParameters other = others.get(i);
                if (tried.add(other)) {
                    Optional<Double> rate = rate(other, results);
                    report("stage " + (stage + 1) + ", " + (i + 1) + " of " + others.size(), other, rate);
                    if (rate.orElse(0.0) > most) {
                        most = rate.orElseThrow();
                        best = other;
                    }
                }
            }
        }
        return best;
    }

    private void report(String what, ProductParameters parameters, Optional<Double> rate) {
        String found =
                rate.map(r -> String.format(Locale.ROOT, "%.1f GFLOP/s", r)).orElse("does not compute the same");
        progress.accept(what + ": " + parameters.toMap() + ", " + found);
    }

    /** The mean rate; none if the kernels cannot be built or run, or if a single bit is not that of the default's. */
    private Optional<Double> rate(ProductParameters parameters, List<float[]> results) {
        try (Candidate candidate = candidate(parameters)) {
            boolean isRight = IntStream.range(0, results.size())
                    .allMatch(i -> Arrays.equals(candidate.result(products.get(i)), results.get(i)));
            return isRight ? Optional.of(mean(race(ROUNDS, candidate).get(0))) : Optional.empty();
        } catch (BackendException cannot) {
            return Optional.empty();
        }
    }

    /** The median rates of each in all products, taken in turns. */
    private List<double[]> race(int rounds, Candidate... sides) {
        List<double[]> rates =
                Arrays.stream(sides).map(side -> new double[products.size()]).toList();
        for (int p = 0; p < products.size(); p++) {
            MatrixProduct product = products.get(p);
            double operations = 2.0 * product.rows() * product.inner() * product.columns();
            double[][] nanos = nanos(product, rounds, sides);
            for (int side = 0; side < sides.length; side++) {
                Arrays.sort(nanos[side]);
                rates.get(side)[p] = operations / nanos[side][rounds / 2];
            }
        }
        return rates;
    }

    private static double[][] nanos(MatrixProduct product, int rounds, Candidate... sides) {
        for (Candidate side : sides) {
            side.nanos(product, 1);
        }
        int launches = (int) Math.max(1, Math.min(MOST_LAUNCHES, ROUND_NANOS / sides[0].nanos(product, 2)));
        double[][] nanos = new double[sides.length][rounds];
        for (int round = 0; round < rounds; round++) {
            for (int side = 0; side < sides.length; side++) {
                nanos[side][round] = sides[side].nanos(product, launches);
            }
        }
        return nanos;
    }

    private static double mean(double[] rates) {
        return Math.exp(Arrays.stream(rates).map(Math::log).average().orElseThrow());
    }

    private Map<String, Object> found(
            ProductParameters usual, ProductParameters best, double[] usualRates, double[] bestRates) {
        Map<String, Object> found = new LinkedHashMap<>();
        found.put("name", device.name());
        found.put("default", usual.toMap());
        found.put("best", best.toMap());
        found.put("file", new Tuned(cache).write(device, best).toString());
        found.put(
                "products",
                IntStream.range(0, usualRates.length)
                        .mapToObj(i -> line(products.get(i), usualRates[i], bestRates[i]))
                        .toList());
        return found;
    }

    private static Map<String, Object> line(MatrixProduct p, double usual, double best) {
        Map<String, Object> line = new LinkedHashMap<>();
        String left = "[" + p.rows() + ", " + p.inner() + "]" + (p.transposeA() ? " turned" : "");
        String right = "[" + p.inner() + ", " + p.columns() + "]" + (p.transposeB() ? " turned" : "");
        line.put("product", left + " x " + right);
        line.put("default", usual);
        line.put("best", best);
        return line;
    }
}
