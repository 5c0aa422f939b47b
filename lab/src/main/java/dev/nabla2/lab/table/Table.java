package dev.nabla2.lab.table;

import dev.nabla2.lab.metrics.Evaluation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Rows side by side.
 *
 * @param data what was learnt, by its name
 * @param budget how long each was trained
 * @param asked how many rows were asked for
 * @param pattern the command of a row, with OBJECTIVE, PENALTY, DYNAMICS and STEPS for what differs
 * @param rows those that there are
 */
public record Table(String data, Budget budget, int asked, String pattern, List<Row> rows) {
    /** Copies the list. */
    public Table {
        rows = List.copyOf(rows);
    }

    /** The same with one row more. */
    public Table with(Row row) {
        List<Row> more = new ArrayList<>(rows);
        more.add(row);
        return new Table(data, budget, asked, pattern, more);
    }

    /** What real data score: the best that a generator can hope for; empty while nothing has been trained. */
    public Optional<Evaluation> real() {
        return rows.stream().flatMap(row -> row.real().stream()).findFirst();
    }
}
