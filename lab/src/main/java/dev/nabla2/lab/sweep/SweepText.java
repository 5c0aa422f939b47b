package dev.nabla2.lab.sweep;

import dev.nabla2.lab.report.Format;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Sweeps as text: aligned columns for people, comma-separated values for programs. */
public final class SweepText {
    private SweepText() {}

    /**
     * For people.
     *
     * @param page where its page is
     */
    public static String columns(Sweep sweep, Path page) {
        List<Metric> shown = sweep.shown();
        List<List<String>> rows = new ArrayList<>();
        rows.add(header(sweep, shown));
        real(sweep, shown).ifPresent(rows::add);
        sweep.results().forEach(result -> rows.add(row(shown, result)));
        return head(sweep) + "\n\n" + aligned(rows) + "\n" + meanings(shown) + "\na run again: " + sweep.pattern()
                + "\nreport: " + page;
    }

    /** What the numbers are, in a line. */
    static String head(Sweep sweep) {
        List<String> seeds = sweep.grid().seeds();
        String over = seeds.size() == 1
                ? "seed " + seeds.get(0)
                : "medians (quartiles) over " + Format.count(seeds.size()) + " seeds";
        String progress = sweep.isComplete()
                ? Format.count(sweep.done()) + (sweep.done() == 1 ? " run" : " runs")
                : Format.count(sweep.done()) + " of " + Format.count(sweep.asked()) + " runs so far";
        return progress + ", " + over;
    }

    private static List<String> header(Sweep sweep, List<Metric> shown) {
        List<String> cells = new ArrayList<>();
        sweep.grid().axes().forEach(axis -> cells.add(axis.label()));
        shown.forEach(metric -> cells.add(metric.label()));
        cells.add("runs");
        return cells;
    }

    private static java.util.Optional<List<String>> real(Sweep sweep, List<Metric> shown) {
        if (shown.stream().noneMatch(metric -> sweep.real(metric).exists())) {
            return java.util.Optional.empty();
        }
        List<String> cells =
                new ArrayList<>(sweep.grid().axes().stream().map(axis -> "").toList());
        if (cells.isEmpty()) {
            return java.util.Optional.empty();
        }
        cells.set(0, "(real data)");
        shown.forEach(metric -> cells.add(
                sweep.real(metric).exists() ? metric.text(sweep.real(metric).median()) : ""));
        cells.add("");
        return java.util.Optional.of(cells);
    }

    private static List<String> row(List<Metric> shown, CellResult result) {
        List<String> cells = new ArrayList<>(result.cell().values());
        if (result.refusal().isPresent()) {
            cells.add(state(result));
            return cells;
        }
        shown.forEach(metric -> cells.add(spread(metric, result)));
        cells.add(state(result));
        return cells;
    }

    /** How a metric lies over a cell's runs, such as {@code 0.0213 (0.0190 to 0.0231)}; nothing where there are no numbers. */
    static String spread(Metric metric, CellResult result) {
        Quartiles spread = result.spread(metric);
        if (!spread.exists()) {
            return "";
        }
        String median = metric.text(spread.median());
        return result.runs().size() < 2
                ? median
                : median + " (" + metric.text(spread.lower()) + " to " + metric.text(spread.upper()) + ")";
    }

    /** How many runs there are and what is to be said of them. */
    static String state(CellResult result) {
        if (result.refusal().isPresent()) {
            return "refused: " + result.refusal().get();
        }
        String runs = Format.count(result.runs().size());
        return switch (result.diverged()) {
            case 0 -> runs;
            default ->
                (result.isDiverged() ? "diverged: " : "") + Format.count(result.diverged()) + " of " + runs
                        + " diverged";
        };
    }

    private static String meanings(List<Metric> shown) {
        return shown.stream()
                .map(metric -> metric.label() + ": " + metric.meaning())
                .collect(Collectors.joining("\n"));
    }

    private static String aligned(List<List<String>> rows) {
        int columns = rows.get(0).size();
        StringBuilder text = new StringBuilder();
        int[] widths = new int[columns];
        rows.forEach(row -> {
            // What stands last in a row has no width, so that a reason does not part the numbers of others.
            for (int i = 0; i + 1 < row.size(); i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        });
        rows.forEach(row -> {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < row.size(); i++) {
                line.append(String.format(Locale.ROOT, "%-" + (widths[i] + 2) + "s", row.get(i)));
            }
            text.append(line.toString().stripTrailing()).append('\n');
        });
        return text.toString();
    }

    /** For programs: a row for each run. */
    static String commas(Sweep sweep) {
        List<Metric> all = List.of(Metric.values());
        StringBuilder text = new StringBuilder();
        sweep.grid().axes().forEach(axis -> text.append(axis.label()).append(','));
        text.append("seed,ending");
        all.forEach(metric -> text.append(',').append(metric.label()));
        text.append('\n');
        for (CellResult result : sweep.results()) {
            result.runs().forEach((seed, score) -> {
                result.cell()
                        .values()
                        .forEach(value -> text.append(quoted(value)).append(','));
                text.append(seed).append(',').append(score.ending().name().toLowerCase(Locale.ROOT));
                all.forEach(metric -> {
                    double value = metric.of(score);
                    text.append(',').append(Double.isFinite(value) ? String.valueOf(value) : "");
                });
                text.append('\n');
            });
        }
        return text.toString();
    }

    private static String quoted(String value) {
        return value.matches("[^,\"\n]*") ? value : '"' + value.replace("\"", "\"\"") + '"';
    }
}
