package dev.nabla2.lab.picture;

import java.awt.Color;
import java.util.Arrays;
import java.util.List;

/**
 * Which colour a value has: that of the middle of its band, the first and last band reaching as far as the values do.
 *
 * @param low where the first band begins
 * @param high where the last one ends
 * @param levels between the bands
 * @param lowest the least value there is
 * @param highest the greatest
 */
record ValueScale(double low, double high, List<Double> levels, double lowest, double highest) {
    private static final int BANDS = 14;

    /**
     * The scale for values of which some matter most. A critic falls steeply far from the data; the bands cover the values that
     * matter and once their range to either side, so that what happens among the data can be seen.
     *
     * @param all every value to be shown
     * @param mattering those that matter; they may be none
     */
    static ValueScale of(double[] all, double[] mattering) {
        double lowest = Arrays.stream(all).filter(Double::isFinite).min().orElse(0);
        double highest = Arrays.stream(all).filter(Double::isFinite).max().orElse(0);
        double from = Arrays.stream(mattering).filter(Double::isFinite).min().orElse(lowest);
        double to = Arrays.stream(mattering).filter(Double::isFinite).max().orElse(highest);
        double low = Math.max(lowest, from - (to - from));
        double high = Math.min(highest, to + (to - from));
        if (!(high > low)) {
            high = low + Math.max(1e-9, 1e-6 * Math.abs(low));
        }
        return new ValueScale(low, high, Ticks.between(low, high, BANDS), lowest, highest);
    }

    /** The scale from one value to another, the same for several pictures. */
    static ValueScale of(double[] all, double low, double high) {
        double lowest = Arrays.stream(all).filter(Double::isFinite).min().orElse(low);
        double highest = Arrays.stream(all).filter(Double::isFinite).max().orElse(high);
        return new ValueScale(low, high, Ticks.between(low, high, BANDS), lowest, highest);
    }

    Color colour(double value, ColourMap colours) {
        double below = low;
        double above = high;
        for (double level : levels) {
            if (level <= value) {
                below = level;
            } else {
                above = Math.min(above, level);
            }
        }
        return colours.at(((below + above) / 2 - low) / (high - low));
    }

    List<Double> ticks() {
        return Ticks.between(low, high, BANDS / 2);
    }

    boolean reachesBelow() {
        return lowest < low;
    }

    boolean reachesAbove() {
        return highest > high;
    }
}
