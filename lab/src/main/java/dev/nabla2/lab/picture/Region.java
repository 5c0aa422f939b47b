package dev.nabla2.lab.picture;

/**
 * A rectangle of the plane, and what its axes show.
 *
 * @param across what the horizontal axis shows
 * @param left its least number
 * @param right its greatest number
 * @param up what the vertical axis shows
 * @param bottom its least number
 * @param top its greatest number
 */
public record Region(String across, double left, double right, String up, double bottom, double top) {
    /** Checks that it is not empty. */
    public Region {
        if (!(left < right && bottom < top)) {
            throw new IllegalArgumentException("region: expected increasing bounds, found " + left + " to " + right
                    + " and " + bottom + " to " + top);
        }
    }

    /** Whether a point is in it. */
    public boolean holds(double x, double y) {
        return x >= left && x <= right && y >= bottom && y <= top;
    }

    /** The x of column i of a grid of so many columns. */
    public double x(int i, int columns) {
        return left + (right - left) * i / (columns - 1);
    }

    /** The y of row j, from the bottom, of a grid of so many rows. */
    public double y(int j, int rows) {
        return bottom + (top - bottom) * j / (rows - 1);
    }
}
