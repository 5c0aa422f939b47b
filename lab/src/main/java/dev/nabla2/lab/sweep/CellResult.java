package dev.nabla2.lab.sweep;

import dev.nabla2.lab.run.Ending;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What came of a cell so far.
 *
 * @param cell which
 * @param runs the scores that there are, by seed
 * @param refusal why it cannot be trained, if it cannot
 */
public record CellResult(Grid.Cell cell, Map<String, Score> runs, Optional<String> refusal) {
    /** Copies the map. */
    public CellResult {
        runs = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(runs));
    }

    /** A cell of which nothing is known yet. */
    static CellResult empty(Grid.Cell cell) {
        return new CellResult(cell, Map.of(), Optional.empty());
    }

    /** With one run more, in the order of the seeds, whichever was done first. */
    CellResult with(List<String> seeds, String seed, Score score) {
        Map<String, Score> ordered = new LinkedHashMap<>();
        for (String each : seeds) {
            if (each.equals(seed)) {
                ordered.put(each, score);
            } else if (runs.containsKey(each)) {
                ordered.put(each, runs.get(each));
            }
        }
        return new CellResult(cell, ordered, refusal);
    }

    /** The same, which cannot be trained. */
    CellResult refused(String why) {
        return new CellResult(cell, runs, Optional.of(why));
    }

    /** How many runs diverged. */
    public int diverged() {
        return (int) runs.values().stream()
                .filter(score -> score.ending() == Ending.DIVERGED)
                .count();
    }

    /** Whether half of the runs or more diverged, so that what the others score says little. */
    public boolean isDiverged() {
        return diverged() > 0 && 2 * diverged() >= runs.size();
    }

    /** How a metric lies over the runs that finished; does not exist where the cell diverged. */
    public Quartiles spread(Metric metric) {
        return isDiverged() ? Quartiles.of(new double[0]) : spread(List.of(this), metric);
    }

    /** How a metric lies over all runs of some cells that finished. */
    static Quartiles spread(Collection<CellResult> cells, Metric metric) {
        return Quartiles.of(cells.stream()
                .flatMap(cell -> cell.runs.values().stream())
                .filter(Score::isFinished)
                .mapToDouble(metric::of)
                .toArray());
    }
}
