package dev.nabla2.engine.op;

/**
 * An open interval of the real line.
 *
 * @param low its lower end
 * @param high its upper end
 */
public record Interval(double low, double high) {
    /** The whole line. */
    public static final Interval EVERYWHERE = new Interval(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

    /** The numbers above 0. */
    public static final Interval POSITIVE = new Interval(0, Double.POSITIVE_INFINITY);
}
