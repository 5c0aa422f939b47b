package dev.nabla2.lab.picture;

import java.awt.geom.Path2D;

/** Lines of equal value on a square grid of values, by marching squares (Lorensen and Cline 1987, in the plane). */
final class Contours {
    private final double[] values;
    private final int side;

    /** The values row by row, {@code side} rows of {@code side}. */
    Contours(double[] values, int side) {
        this.values = values;
        this.side = side;
    }

    /** The line of a value, in units of the grid's columns and rows. */
    Path2D line(double level) {
        Path2D path = new Path2D.Double();
        for (int row = 0; row + 1 < side; row++) {
            for (int column = 0; column + 1 < side; column++) {
                cell(path, column, row, level);
            }
        }
        return path;
    }

    private void cell(Path2D path, int column, int row, double level) {
        double[][] crossings = new double[4][];
        int found = 0;
        int[][] corners = {{0, 0}, {1, 0}, {1, 1}, {0, 1}, {0, 0}};
        for (int edge = 0; edge < 4; edge++) {
            double from = at(column + corners[edge][0], row + corners[edge][1]);
            double to = at(column + corners[edge + 1][0], row + corners[edge + 1][1]);
            if (from < level != to < level) {
                double t = (level - from) / (to - from);
                crossings[found++] = new double[] {
                    column + corners[edge][0] + t * (corners[edge + 1][0] - corners[edge][0]),
                    row + corners[edge][1] + t * (corners[edge + 1][1] - corners[edge][1])
                };
            }
        }
        for (int i = 0; i + 1 < found; i += 2) {
            path.moveTo(crossings[i][0], crossings[i][1]);
            path.lineTo(crossings[i + 1][0], crossings[i + 1][1]);
        }
    }

    private double at(int column, int row) {
        return values[row * side + column];
    }
}
