package dev.nabla2.engine.backend;

/**
 * The first few of an order: which elements along the middle axis of {@code [outer, extent, inner]} are the largest or smallest.
 *
 * <p>The result is {@code [outer, count, inner]}: indices from 0 to {@code extent} − 1, best first. Of equal elements the one with the
 * lower index comes first; NaN counts as larger than every number.
 *
 * @param outer how many lines before
 * @param extent how many elements are ordered
 * @param inner how many lines beside
 * @param count how many are wanted, at most {@code extent}
 * @param largest whether the largest comes first
 */
public record Order(int outer, int extent, int inner, int count, boolean largest) {
    /** Below 0 if {@code x} comes before {@code y}, 0 if they are equal (0 and −0 are), above 0 otherwise. */
    public int compare(double x, double y) {
        int ascending = x == y ? 0 : Double.compare(x, y);
        return largest ? -ascending : ascending;
    }
}
