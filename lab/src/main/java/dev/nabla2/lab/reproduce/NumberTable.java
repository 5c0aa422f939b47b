package dev.nabla2.lab.reproduce;

import java.util.ArrayList;
import java.util.List;

/**
 * Numbers in rows.
 *
 * @param title what they are
 * @param caption how they were measured, with their units
 * @param columns what stands above each column of numbers
 * @param rows one after the other
 */
public record NumberTable(String title, String caption, List<String> columns, List<Row> rows) {
    /**
     * A row.
     *
     * @param name what it is of
     * @param values a number for each column; those that are not finite are shown as a dash
     */
    public record Row(String name, List<Double> values) {
        /** Copies the list. */
        public Row {
            values = List.copyOf(values);
        }
    }

    /** Copies the lists and checks that rows are as long as there are columns. */
    public NumberTable {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
        for (Row row : rows) {
            if (row.values().size() != columns.size()) {
                throw new IllegalArgumentException(title + ": expected " + columns.size() + " numbers in the row "
                        + row.name() + ", found " + row.values().size());
            }
        }
    }

    /** A table without rows. */
    public NumberTable(String title, String caption, String... columns) {
        this(title, caption, List.of(columns), List.of());
    }

    /** The same with a row more. */
    public NumberTable row(String name, double... values) {
        List<Double> numbers = new ArrayList<>();
        for (double value : values) {
            numbers.add(value);
        }
        List<Row> more = new ArrayList<>(rows);
        more.add(new Row(name, numbers));
        return new NumberTable(title, caption, columns, more);
    }
}
