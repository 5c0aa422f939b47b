package dev.nabla2.lab.metrics;

import java.util.Arrays;

/**
 * How numbers lie.
 *
 * @param mean their mean
 * @param deviation the root of their mean squared distance from it
 * @param greatest the greatest of them
 */
public record Spread(double mean, double deviation, double greatest) {
    /** That of at least one number. */
    public static Spread of(double[] numbers) {
        double mean = Arrays.stream(numbers).average().orElseThrow();
        double variance = Arrays.stream(numbers)
                .map(x -> (x - mean) * (x - mean))
                .average()
                .orElseThrow();
        return new Spread(
                mean, Math.sqrt(variance), Arrays.stream(numbers).max().orElseThrow());
    }
}
