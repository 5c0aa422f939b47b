package dev.nabla2.lab.sweep;

import java.util.Arrays;

/**
 * How numbers lie: a quarter of them below the lower quartile, half below the median, a quarter above the upper quartile; between two
 * numbers along a straight line (Hyndman and Fan 1996, definition 7). NaN of no numbers.
 *
 * @param lower the lower quartile
 * @param median the median
 * @param upper the upper quartile
 */
public record Quartiles(double lower, double median, double upper) {
    /** Of numbers, of which NaN are left out. */
    public static Quartiles of(double[] numbers) {
        double[] sorted =
                Arrays.stream(numbers).filter(x -> !Double.isNaN(x)).sorted().toArray();
        return new Quartiles(quantile(sorted, 0.25), quantile(sorted, 0.5), quantile(sorted, 0.75));
    }

    private static double quantile(double[] sorted, double share) {
        if (sorted.length == 0) {
            return Double.NaN;
        }
        double place = share * (sorted.length - 1);
        int below = (int) place;
        int above = Math.min(below + 1, sorted.length - 1);
        double weight = place - below;
        return weight == 0 ? sorted[below] : (1 - weight) * sorted[below] + weight * sorted[above];
    }

    /** Whether there were numbers. */
    public boolean exists() {
        return !Double.isNaN(median);
    }
}
