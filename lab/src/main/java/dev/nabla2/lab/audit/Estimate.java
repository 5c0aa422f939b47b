package dev.nabla2.lab.audit;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;

/**
 * A number estimated from a sample.
 *
 * @param value the estimate
 * @param error its standard error
 */
public record Estimate(double value, double error) {
    /**
     * A function of a sample in groups, with the error that leaving out one group after the other shows (the jackknife; Efron and Stein
     * 1981).
     *
     * @param groups how many
     * @param of the function without group i, or for −1 with all
     */
    static Estimate jackknife(int groups, IntToDoubleFunction of) {
        double[] without = new double[groups];
        double mean = 0;
        for (int i = 0; i < groups; i++) {
            without[i] = of.applyAsDouble(i);
            mean += without[i] / groups;
        }
        double squares = 0;
        for (double one : without) {
            squares += (one - mean) * (one - mean);
        }
        return new Estimate(of.applyAsDouble(-1), Math.sqrt(squares * (groups - 1) / groups));
    }

    /** The ratio of two means of numbers that belong together, one pair for each group. */
    static Estimate ratio(double[] above, double[] below) {
        double up = Arrays.stream(above).sum();
        double down = Arrays.stream(below).sum();
        return jackknife(above.length, k -> k < 0 ? up / down : (up - above[k]) / (down - below[k]));
    }

    /** The mean of independent numbers, with its standard error. */
    public static Estimate mean(double... numbers) {
        // Divided once: the mean of ones is 1.
        double mean = Arrays.stream(numbers).sum() / numbers.length;
        double squares = 0;
        for (double one : numbers) {
            squares += (one - mean) * (one - mean);
        }
        return new Estimate(mean, Math.sqrt(squares / numbers.length / (numbers.length - 1)));
    }
}
