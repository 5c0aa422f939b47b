package dev.nabla2.lab.picture;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Lines along a field, about evenly spaced: each begins where no other is near, and ends where another is, at a point of rest or at the
 * edge (after Jobard and Lefer 1997, on a grid of cells).
 */
final class Streamlines {
    private static final int CELLS = 28;
    private static final double STEP = 0.15;
    private static final int LONGEST = 600;
    private static final int SHORTEST = 12;

    private final double[] across;
    private final double[] up;
    private final int grid;
    private final boolean[] taken = new boolean[CELLS * CELLS];

    /**
     * Of a field on a grid of {@code grid} rows, the lowest first, of as many columns.
     *
     * @param across its horizontal part, in widths of the grid
     * @param up its vertical part, in heights of the grid
     */
    Streamlines(double[] across, double[] up, int grid) {
        this.across = across;
        this.up = up;
        this.grid = grid;
    }

    /** Lines, each as x and y of its points one after another, from 0 to 1; the field points along them. */
    List<double[]> lines() {
        List<double[]> lines = new ArrayList<>();
        for (int cell = 0; cell < CELLS * CELLS; cell++) {
            // A stride without common divisor goes over all cells, far from the one before.
            int seed = (int) ((long) cell * 293 % (CELLS * CELLS));
            if (!taken[seed]) {
                double x = (seed % CELLS + 0.5) / CELLS;
                int row = seed / CELLS;
                double y = (row + 0.5) / CELLS;
                double[] line = line(x, y);
                if (line.length >= 2 * SHORTEST) {
                    lines.add(line);
                }
            }
        }
        return lines;
    }

    private double[] line(double x, double y) {
        boolean[] own = new boolean[taken.length];
        List<double[]> back = half(x, y, -1, own);
        List<double[]> ahead = half(x, y, 1, own);
        List<double[]> all = new ArrayList<>();
        for (int i = back.size() - 1; i > 0; i--) {
            all.add(back.get(i));
        }
        all.addAll(ahead);
        for (int i = 0; i < own.length; i++) {
            taken[i] |= own[i];
        }
        return all.stream().flatMapToDouble(Arrays::stream).toArray();
    }

    private List<double[]> half(double fromX, double fromY, int sign, boolean[] own) {
        List<double[]> points = new ArrayList<>();
        double x = fromX;
        double y = fromY;
        double h = sign * STEP / CELLS;
        while (points.size() < LONGEST && x >= 0 && x < 1 && y >= 0 && y < 1) {
            int row = (int) (y * CELLS);
            int cell = row * CELLS + (int) (x * CELLS);
            if (taken[cell]) {
                break;
            }
            own[cell] = true;
            points.add(new double[] {x, y});
            double[] first = direction(x, y);
            double[] middle = direction(x + h / 2 * first[0], y + h / 2 * first[1]);
            if (Math.hypot(middle[0], middle[1]) == 0) {
                break;
            }
            x += h * middle[0];
            y += h * middle[1];
        }
        return points;
    }

    /** Of length 1, or 0 where the field is. */
    private double[] direction(double x, double y) {
        double dx = at(across, x, y);
        double dy = at(up, x, y);
        double length = Math.hypot(dx, dy);
        return length > 0 && Double.isFinite(length) ? new double[] {dx / length, dy / length} : new double[2];
    }

    private double at(double[] values, double x, double y) {
        double column = Math.max(0, Math.min(1, x)) * (grid - 1);
        double row = Math.max(0, Math.min(1, y)) * (grid - 1);
        int c = Math.min((int) column, grid - 2);
        int r = Math.min((int) row, grid - 2);
        double right = column - c;
        double above = row - r;
        return (1 - above) * ((1 - right) * values[r * grid + c] + right * values[r * grid + c + 1])
                + above * ((1 - right) * values[(r + 1) * grid + c] + right * values[(r + 1) * grid + c + 1]);
    }
}
