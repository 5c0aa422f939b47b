package dev.nabla2.gan.data;

import dev.nabla2.engine.Shape;
import java.util.List;
import java.util.Optional;

/** Rows of numbers in memory; a sample is a row. */
public final class Table implements FiniteDataSet {
    private final String name;
    private final List<String> columns;
    private final double[] values;

    /**
     * A table.
     *
     * @param name what a user asks for it by
     * @param columns what the columns are called, at least one
     * @param values the rows one after another, at least one; not copied
     * @throws IllegalArgumentException if there is no column or row, or not as many values as whole rows have
     */
    public Table(String name, List<String> columns, double[] values) {
        this.columns = List.copyOf(columns);
        if (columns.isEmpty() || values.length == 0 || values.length % columns.size() != 0) {
            throw new IllegalArgumentException(name + ": expected whole rows of at least one column, found "
                    + columns.size() + " columns and " + values.length + " values");
        }
        this.name = name;
        this.values = values;
    }

    @Override
    public String name() {
        return name;
    }

    /** What the columns are called. */
    public List<String> columns() {
        return columns;
    }

    /** The number of rows. */
    @Override
    public int size() {
        return values.length / columns.size();
    }

    /** The shape {@code [columns]}. */
    @Override
    public Shape sampleShape() {
        return Shape.of(columns.size());
    }

    /** That of the columns' names and the values. */
    @Override
    public Optional<String> fingerprint() {
        return Optional.of(new Fingerprint().and(columns.toString()).and(values).digits());
    }

    @Override
    public void copy(int index, double[] to, int at) {
        System.arraycopy(values, index * columns.size(), to, at, columns.size());
    }
}
