package dev.nabla2.lab.metrics;

import java.util.Arrays;

/**
 * The cheapest way to give each row a column of its own, by shortest augmenting paths (Jonker and Volgenant 1987, in
 * the form of Crouse 2016, "On implementing 2D rectangular assignment algorithms", without their initial reductions).
 *
 * <p>Rows are added one at a time. Prices of rows and columns keep every reduced cost, cost[i][j] - rowPrice[i] -
 * columnPrice[j], at least 0, and at 0 for the pairs taken, so that a path of least reduced cost from a new row to a
 * free column leaves the rows so far assigned at least cost: O(n³) at worst.
 */
final class Assignment {
    private static final int NONE = -1;

    private final double[][] costs;
    private final double[] rowPrice;
    private final double[] columnPrice;
    private final int[] columnOfRow;
    private final int[] rowOfColumn;

    private final double[] shortest;
    private final int[] rowBefore;
    private final int[] open;

    private Assignment(double[][] costs) {
        int n = costs.length;
        this.costs = costs;
        this.rowPrice = new double[n];
        this.columnPrice = new double[n];
        this.columnOfRow = filled(n);
        this.rowOfColumn = filled(n);
        this.shortest = new double[n];
        this.rowBefore = new int[n];
        this.open = new int[n];
    }

    private static int[] filled(int n) {
        int[] none = new int[n];
        Arrays.fill(none, NONE);
        return none;
    }

    /**
     * The column of each row.
     *
     * @param costs a square matrix of finite numbers
     */
    static int[] of(double[][] costs) {
        Assignment assignment = new Assignment(costs);
        for (int row = 0; row < costs.length; row++) {
            assignment.add(row);
        }
        return assignment.columnOfRow;
    }

    /** Dijkstra's algorithm over the columns, from a row to the nearest free column; then turns the path over. */
    private void add(int start) {
        int n = costs.length;
        Arrays.fill(shortest, Double.POSITIVE_INFINITY);
        Arrays.setAll(open, column -> column);
        int closed = 0;
        double length = 0;
        int row = start;
        int end = NONE;
        while (end == NONE) {
            int nearest = relax(row, length, n - closed);
            int column = open[nearest];
            length = shortest[column];
            closed++;
            open[nearest] = open[n - closed];
            open[n - closed] = column;
            end = rowOfColumn[column] == NONE ? column : NONE;
            row = rowOfColumn[column];
        }
        reprice(start, length, closed);
        turn(start, end);
    }

    /** Shortens ways to open columns by those through a row; returns the place of the nearest, preferring a free one. */
    private int relax(int row, double length, int openColumns) {
        double[] cost = costs[row];
        double offset = length - rowPrice[row];
        int nearest = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int place = 0; place < openColumns; place++) {
            int column = open[place];
            double way = offset + cost[column] - columnPrice[column];
            if (way < shortest[column]) {
                shortest[column] = way;
                rowBefore[column] = row;
            }
            if (shortest[column] < least || (shortest[column] == least && rowOfColumn[column] == NONE)) {
                least = shortest[column];
                nearest = place;
            }
        }
        return nearest;
    }

    private void reprice(int start, double length, int closed) {
        rowPrice[start] += length;
        for (int place = open.length - closed; place < open.length; place++) {
            int column = open[place];
            double gain = length - shortest[column];
            columnPrice[column] -= gain;
            if (rowOfColumn[column] != NONE) {
                rowPrice[rowOfColumn[column]] += gain;
            }
        }
    }

    private void turn(int start, int end) {
        int column = end;
        int row;
        do {
            row = rowBefore[column];
            rowOfColumn[column] = row;
            int before = columnOfRow[row];
            columnOfRow[row] = column;
            column = before;
        } while (row != start);
    }
}
