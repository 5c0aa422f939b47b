package dev.nabla2.lab.command;

import dev.nabla2.lab.run.RunSettings;
import dev.nabla2.lab.table.Budget;
import dev.nabla2.lab.table.Combination;
import dev.nabla2.lab.table.Row;
import dev.nabla2.lab.table.RowTraining;
import dev.nabla2.lab.table.TableFolder;
import java.util.Map;
import java.util.Optional;

/**
 * What a table's rows come from: the folder, where they are there already, and training.
 *
 * @param budget how long each is trained
 * @param arguments the rows as command lines
 * @param refusals why some are not trained
 * @param training what trains them
 * @param folder where they are kept
 * @param progress is told of each
 */
record TableGrowth(
        Budget budget,
        RowArguments arguments,
        Map<Combination, String> refusals,
        RowTraining training,
        TableFolder folder,
        TableProgress progress) {
    /** By what share of its time a row may miss it. */
    private static final double TOLERANCE = 0.15;

    /** The first rows become faster while Java compiles, and the machine may have become busy with something else. */
    private static final int CORRECTIONS = 4;

    /** The row of a combination; empty if someone asked for an end before it was done. */
    Optional<Row> row(Combination combination) {
        Optional<Row> found = folder.found(combination);
        if (found.isPresent()) {
            progress.found(found.get());
            return found;
        }
        String refusal = refusals.get(combination);
        if (refusal != null) {
            Row row = Row.refused(combination, arguments.command(combination, "STEPS"), refusal);
            progress.found(row);
            return Optional.of(row);
        }
        return trained(combination);
    }

    private Optional<Row> trained(Combination combination) {
        if (training.isCancelled()) {
            return Optional.empty();
        }
        int steps = training.steps(budget, number -> arguments.settings(combination, number));
        if (training.isCancelled()) {
            return Optional.empty();
        }
        Optional<RowTraining.Result> result = trained(combination, steps);
        for (int again = 0; again < CORRECTIONS && result.isPresent(); again++) {
            int corrected = corrected(result.get().row());
            if (corrected == result.get().row().steps()) {
                break;
            }
            result = trained(combination, corrected);
        }
        result.ifPresent(done -> {
            folder.keep(done.row(), done.samples());
            progress.finished(done.row());
        });
        return result.map(RowTraining.Result::row);
    }

    private Optional<RowTraining.Result> trained(Combination combination, int steps) {
        RunSettings settings = arguments.settings(combination, steps);
        String command = arguments.command(combination, String.valueOf(steps));
        return progress.during(
                combination, steps, listener -> training.train(combination, settings, command, listener));
    }

    /** As many steps as would have taken the time that was asked for; those that were done where these took about that time. */
    private int corrected(Row row) {
        if (row.state() != Row.State.FINISHED || !(budget instanceof Budget.Seconds asked)) {
            return row.steps();
        }
        double share = row.seconds() / asked.seconds();
        return Math.abs(share - 1) <= TOLERANCE ? row.steps() : Math.max(1, (int) Math.round(row.steps() / share));
    }
}
