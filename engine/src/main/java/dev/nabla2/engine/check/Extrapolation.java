package dev.nabla2.engine.check;

import java.util.ArrayList;
import java.util.List;

/**
 * Richardson's extrapolation of difference quotients to step 0, as a tableau from which the entry with the smallest error is taken
 * (Ridders, "Accurate computation of F'(x) and F'(x)F''(x)", 1982).
 *
 * <p>Each step is a quarter of the one before. An entry's truncation error is what the extrapolation that made it changed, seen from
 * both of the entries it was made of; its rounding error is that of the values over the smallest step in it.
 */
final class Extrapolation {
    static final double RATIO = 4;
    private static final int DEPTH = 4;
    private static final int LEVELS_THAT_SHOW_A_TREND = 4;

    /** Between neighbouring steps a slope of no bound, at least a square root's, shrinks no value by more than 2 + a margin. */
    private static final double SLOWEST_DECREASE = 0.4;

    private final double power;
    private final List<Double> changes = new ArrayList<>();
    private double[] above = {};
    private Estimate best = Estimate.NONE;

    /**
     * A tableau.
     *
     * @param exponent the power of the step with which the quotient's error begins, and in multiples of which it goes on: 2 for
     *     central differences, 1 for one-sided ones
     */
    Extrapolation(int exponent) {
        this.power = Math.pow(RATIO, exponent);
    }

    /**
     * One more quotient.
     *
     * @param change the difference of two values, whose quotient by {@code width} is the derivative in the limit
     * @param width how far apart they were taken
     * @param noise the rounding error of one value
     */
    void add(double change, double width, double noise) {
        if (!Double.isFinite(change)) {
            above = new double[0];
            return;
        }
        changes.add(change);
        double rounding = 2 * noise / width;
        double[] row = new double[Math.min(DEPTH, above.length + 1)];
        row[0] = change / width;
        double factor = power;
        for (int i = 1; i < row.length; i++) {
            row[i] = row[i - 1] + (row[i - 1] - above[i - 1]) / (factor - 1);
            factor *= power;
            double truncation = Math.max(Math.abs(row[i] - row[i - 1]), Math.abs(row[i] - above[i - 1]));
            if (truncation + rounding < best.error()) {
                best = new Estimate(row[i], truncation, rounding);
            }
        }
        above = row;
    }

    /** Whether a step with values of this rounding error over it cannot improve on what there is. */
    boolean isSettled(double noise, double width) {
        return best.error() <= 2 * noise / width;
    }

    /** The entry with the smallest error, or an infinite slope. */
    Estimate best(double noise) {
        return diverges(noise) ? new Estimate(Math.signum(last(0)) * Double.POSITIVE_INFINITY, 0, 0) : best;
    }

    private boolean diverges(double noise) {
        if (changes.size() < LEVELS_THAT_SHOW_A_TREND || Math.abs(last(0)) <= 100 * noise) {
            return false;
        }
        for (int i = 0; i + 1 < LEVELS_THAT_SHOW_A_TREND; i++) {
            if (!(last(i) / last(i + 1) > SLOWEST_DECREASE)) {
                return false;
            }
        }
        return true;
    }

    private double last(int back) {
        return changes.get(changes.size() - 1 - back);
    }
}
