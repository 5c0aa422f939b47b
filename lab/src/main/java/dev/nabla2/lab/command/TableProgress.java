package dev.nabla2.lab.command;

import dev.nabla2.gan.TrainingListener;
import dev.nabla2.lab.metrics.Evaluation;
import dev.nabla2.lab.report.Format;
import dev.nabla2.lab.table.Combination;
import dev.nabla2.lab.table.Row;
import java.io.PrintWriter;
import java.util.function.Function;
import java.util.function.Supplier;

/** Tells how a table grows: a line for each row that is done, and a bar for the one that is trained where someone watches. */
final class TableProgress {
    private final PrintWriter err;
    private final boolean watched;
    private final int rows;
    private final long begun = System.nanoTime();
    private int done;
    private int trained;

    /**
     * A progress.
     *
     * @param err where to tell
     * @param watched whether standard error is a terminal
     * @param rows how many there will be
     */
    TableProgress(PrintWriter err, boolean watched, int rows) {
        this.err = err;
        this.watched = watched;
        this.rows = rows;
    }

    /** Tells of a row while it is trained. */
    <R> R during(Combination combination, int steps, Function<TrainingListener, R> training) {
        if (!watched) {
            return training.apply((report, model) -> {});
        }
        err.println(Format.count(done + 1) + "/" + Format.count(rows) + "  " + combination);
        err.flush();
        try (Progress bar = new ProgressOnTerminal(0, steps)) {
            return training.apply(bar);
        }
    }

    /** Tells of a row that is not trained: it was there already, or is refused. */
    void found(Row row) {
        tell(row, row.state() == Row.State.REFUSED ? "" : "  (was there)", () -> "");
    }

    /** Tells of a row that is done now. */
    void finished(Row row) {
        trained++;
        tell(row, "", () -> {
            double seconds = (System.nanoTime() - begun) * 1e-9;
            return done == rows ? "" : "  left " + Format.duration(seconds / trained * (rows - done));
        });
    }

    private void tell(Row row, String remark, Supplier<String> left) {
        done++;
        String score = row.generated().map(TableProgress::words).orElse("");
        String ending =
                row.state() == Row.State.FINISHED ? "" : "  " + row.state().label() + ": " + row.message();
        err.println(Format.count(done) + "/" + Format.count(rows) + "  " + row.combination() + score + ending + remark
                + left.get());
        err.flush();
    }

    private static String words(Evaluation score) {
        return score.modes()
                .map(modes -> ": " + modes.modes() + " of " + modes.modesTotal() + " modes, "
                        + Format.percent(modes.highQuality()) + " near")
                .orElse(": distance " + Format.number(score.distance()));
    }
}
