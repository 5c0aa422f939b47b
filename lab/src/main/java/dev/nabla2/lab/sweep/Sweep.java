package dev.nabla2.lab.sweep;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * A grid and what came of its cells so far.
 *
 * @param grid the grid
 * @param metrics what to compare cells by
 * @param pattern the command of a run, with capitals for what differs
 * @param results every cell's, in the grid's order
 */
public record Sweep(Grid grid, List<Metric> metrics, String pattern, List<CellResult> results) {
    /** Copies the lists. */
    public Sweep {
        metrics = List.copyOf(metrics);
        results = List.copyOf(results);
    }

    /** Nothing done yet. */
    public static Sweep empty(Grid grid, List<Metric> metrics, String pattern) {
        return new Sweep(
                grid,
                metrics,
                pattern,
                grid.cells().stream().map(CellResult::empty).toList());
    }

    /** With one run more. */
    public Sweep with(Grid.Cell cell, String seed, Score score) {
        return changed(cell, result -> result.with(grid.seeds(), seed, score));
    }

    /** With a cell that cannot be trained. */
    public Sweep refused(Grid.Cell cell, String why) {
        return changed(cell, result -> result.refused(why));
    }

    private Sweep changed(Grid.Cell cell, UnaryOperator<CellResult> change) {
        return new Sweep(
                grid,
                metrics,
                pattern,
                results.stream()
                        .map(result -> result.cell().equals(cell) ? change.apply(result) : result)
                        .toList());
    }

    /** How many runs there will be: those of cells that can be trained. */
    public int asked() {
        return (int) results.stream()
                        .filter(result -> result.refusal().isEmpty())
                        .count()
                * grid.seeds().size();
    }

    /** How many runs there are. */
    public int done() {
        return results.stream()
                .filter(result -> result.refusal().isEmpty())
                .mapToInt(result -> result.runs().size())
                .sum();
    }

    /** Whether nothing is left to train. */
    public boolean isComplete() {
        return done() == asked();
    }

    /** The metrics that a run has a number of; all while there is none. */
    public List<Metric> shown() {
        List<Score> scores = scores();
        return metrics.stream()
                .filter(metric ->
                        scores.isEmpty() || scores.stream().anyMatch(score -> !Double.isNaN(metric.of(score))))
                .toList();
    }

    private List<Score> scores() {
        return results.stream()
                .flatMap(result -> result.runs().values().stream())
                .toList();
    }

    /** How a metric lies over the real data of all runs; does not exist for what real data have not. */
    public Quartiles real(Metric metric) {
        return Quartiles.of(scores().stream().mapToDouble(metric::ofReal).toArray());
    }

    /** How a metric lies over the runs of all cells that have a value on each of two axes, which may be one. */
    Quartiles pooled(Metric metric, int axis, String value, int other, String otherValue) {
        return CellResult.spread(
                results.stream()
                        .filter(result -> result.cell().values().get(axis).equals(value)
                                && result.cell().values().get(other).equals(otherValue))
                        .toList(),
                metric);
    }

    /** The number of runs by how they ended, for a sentence. */
    public Map<String, Integer> endings() {
        Map<String, Integer> endings = new LinkedHashMap<>();
        int diverged = results.stream().mapToInt(CellResult::diverged).sum();
        endings.put("finished", done() - diverged);
        endings.put("diverged", diverged);
        return endings;
    }
}
