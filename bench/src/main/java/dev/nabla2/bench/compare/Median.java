package dev.nabla2.bench.compare;

import java.util.Collection;
import java.util.List;

/** The middle of some numbers, or the mean of the two in the middle. */
final class Median {
    private Median() {}

    static double of(Collection<Double> numbers) {
        List<Double> sorted = numbers.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
