package dev.nabla2.bench.compare;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What was found of a workload with a number of threads.
 *
 * @param workload which
 * @param threads 1, 2, or best for the better of each side
 * @param ours this project's median
 * @param peer the peer's, if there is a peer
 */
record Line(Workload workload, String threads, Side ours, Optional<Side> peer) {
    /**
     * What was found of a side.
     *
     * @param median milliseconds, the median of the processes' medians
     * @param spread the slowest process's median less the fastest's, as a share of the median
     * @param setting how it was started
     */
    record Side(double median, double spread, String setting) {
        static Side of(List<Double> times, String setting) {
            double median = Median.of(times);
            return new Side(median, (Collections.max(times) - Collections.min(times)) / median, setting);
        }
    }

    static final String HEAD = String.format(
            Locale.ROOT,
            "%-22s %-7s %10s %10s %-8s %7s %7s %7s  %s",
            "workload",
            "threads",
            "ours",
            "peer",
            "unit",
            "spread",
            "ratio",
            "wanted",
            "the peer's setting");

    private Optional<Double> ratio() {
        return peer.map(side -> side.median / ours.median);
    }

    private double spread() {
        return peer.map(side -> Math.max(side.spread, ours.spread)).orElse(ours.spread);
    }

    private Optional<Double> wanted() {
        return Optional.ofNullable(workload.wanted().get(threads));
    }

    private double shown(Side side) {
        return workload.work() instanceof Work.Product product
                ? 2e-6 * Math.pow(product.n(), 3) / side.median
                : side.median;
    }

    private String unit() {
        return workload.work() instanceof Work.Product ? "GFLOP/s" : "ms";
    }

    String json() {
        return String.format(
                Locale.ROOT,
                "{\"workload\": \"%s\", \"threads\": %s, \"ours\": %.4f, \"peer\": %s, \"unit\": \"%s\","
                        + " \"spread\": %.3f, \"ratio\": %s, \"wanted\": %s, \"setting\": %s, \"java\": \"%s\"}",
                workload.name(),
                threads.matches("[0-9]+") ? threads : '"' + threads + '"',
                shown(ours),
                number(peer.map(this::shown), "%.4f", "null"),
                unit(),
                spread(),
                number(ratio(), "%.3f", "null"),
                number(wanted(), "%.2f", "null"),
                peer.map(side -> '"' + side.setting + '"').orElse("null"),
                Runtime.version());
    }

    String text() {
        return String.format(
                Locale.ROOT,
                "%-22s %-7s %10.3f %10s %-8s %6.1f%% %7s %7s  %s",
                workload.name(),
                threads,
                shown(ours),
                number(peer.map(this::shown), "%.3f", "-"),
                unit(),
                100 * spread(),
                number(ratio(), "%.2f", "-"),
                number(wanted(), "%.2f", "-"),
                peer.map(Side::setting).orElse("-"));
    }

    private static String number(Optional<Double> number, String format, String none) {
        return number.map(x -> String.format(Locale.ROOT, format, x)).orElse(none);
    }
}
