package dev.nabla2.lab.command;

import dev.nabla2.lab.report.Format;
import dev.nabla2.lab.sweep.Metric;
import dev.nabla2.lab.sweep.Score;
import java.io.PrintWriter;
import java.util.List;
import java.util.stream.Collectors;

/** Tells how a sweep grows: a line for each run that is done. */
final class SweepProgress {
    private final PrintWriter err;
    private final int runs;
    private final long begun = System.nanoTime();
    private int done;
    private int trained;

    /**
     * A progress.
     *
     * @param err where to tell
     * @param runs how many there will be
     */
    SweepProgress(PrintWriter err, int runs) {
        this.err = err;
        this.runs = runs;
    }

    /** Tells how many runs were there already, and how many are trained at once. */
    void begin(int found, int jobs) {
        done = found;
        err.println(Format.count(runs)
                + (runs == 1 ? " run" : " runs")
                + (found > 0 ? ", of which " + Format.count(found) + " are there" : "")
                + (found < runs ? "; up to " + jobs + " at once" : ""));
        err.flush();
    }

    /** Tells of a run that is done now. */
    void finished(String what, Score score, List<Metric> metrics) {
        done++;
        trained++;
        double seconds = (System.nanoTime() - begun) * 1e-9;
        String numbers = score.isFinished()
                ? metrics.stream()
                        .filter(metric -> !Double.isNaN(metric.of(score)))
                        .map(metric -> metric.label() + " " + metric.text(metric.of(score)))
                        .collect(Collectors.joining(", "))
                : "diverged: " + score.message();
        String left = done == runs ? "" : "  left " + Format.duration(seconds / trained * (runs - done));
        err.println(Format.count(done) + "/" + Format.count(runs) + "  " + what + ": " + numbers + left);
        err.flush();
    }

    /** Tells of a run that cannot be trained after all. */
    void refused(String what, String why) {
        done++;
        err.println(Format.count(done) + "/" + Format.count(runs) + "  " + what + ": refused: " + why);
        err.flush();
    }
}
