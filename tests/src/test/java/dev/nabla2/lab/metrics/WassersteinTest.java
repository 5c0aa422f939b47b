package dev.nabla2.lab.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nabla2.engine.RandomStream;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The exact Wasserstein distance, and what it implies for the sliced one. */
class WassersteinTest {
    private static final RandomStream RANDOM = RandomStream.of(31);

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7})
    void noPermutationIsCheaperThanTheAssignmentAndOneIsAsCheap(int n) {
        for (int trial = 0; trial < 50; trial++) {
            // Half of the matrices are of small whole numbers, many of them equal, some negative.
            double[] costs = RANDOM.fold("costs").fold(n).fold(trial).normal(n * n);
            if (trial % 2 == 0) {
                costs = Arrays.stream(costs).map(Math::rint).toArray();
            }
            double[][] matrix = matrix(costs, n);
            int[] columns = Assignment.of(matrix);
            assertEquals(n, IntStream.of(columns).distinct().count(), "every row has a column of its own");
            assertEquals(cheapest(matrix, 0, new boolean[n]), cost(matrix, columns), 1e-12);
        }
    }

    @Test
    void onALineItIsTheMeanDistanceOfTheSortedPoints() {
        double[] xs = RANDOM.fold("xs").normal(300);
        double[] ys = RANDOM.fold("ys").uniform(300);
        double expected = 0;
        double[] sortedXs = Arrays.stream(xs).sorted().toArray();
        double[] sortedYs = Arrays.stream(ys).sorted().toArray();
        for (int i = 0; i < xs.length; i++) {
            expected += Math.abs(sortedXs[i] - sortedYs[i]) / xs.length;
        }
        assertEquals(expected, ExactWasserstein.distance(new Points(xs, 1), new Points(ys, 1)), 1e-12);
        assertEquals(expected, new SlicedWasserstein(xs, 1, 5, RANDOM).distance(ys), 1e-12);
    }

    @Test
    void aTranslationCostsItsLengthInAnyOrderOfThePoints() {
        double[] xs = RANDOM.fold("xs").normal(3 * 100);
        double[] moved = new double[xs.length];
        double[] by = {1, -2, 2};
        for (int i = 0; i < xs.length; i++) {
            moved[i] = xs[xs.length - 3 + i % 3 - i / 3 * 3] + by[i % 3];
        }
        assertEquals(3, ExactWasserstein.distance(new Points(xs, 3), new Points(moved, 3)), 1e-12);
    }

    @Test
    void equalSamplesAreAtDistanceZero() {
        Points xs = new Points(RANDOM.normal(200), 2);
        assertEquals(0, ExactWasserstein.distance(xs, xs));
    }

    @Test
    void theTriangleInequalityHoldsAndNoProjectionIsFartherApart() {
        for (int trial = 0; trial < 10; trial++) {
            RandomStream random = RANDOM.fold("triangle").fold(trial);
            double[] x = random.fold(1).normal(3 * 40);
            double[] y = random.fold(2).uniform(3 * 40);
            Points xs = new Points(x, 3);
            Points ys = new Points(y, 3);
            Points zs = new Points(random.fold(3).normal(3 * 40), 3);
            double direct = ExactWasserstein.distance(xs, ys);
            assertTrue(direct <= ExactWasserstein.distance(xs, zs) + ExactWasserstein.distance(zs, ys) + 1e-12);
            assertTrue(new SlicedWasserstein(x, 3, 20, random.fold(4)).distance(y) <= direct);
            assertEquals(direct, ExactWasserstein.distance(ys, xs), 1e-12, "symmetric");
        }
    }

    @Test
    void samplesOfAnotherSizeOrDimensionOrWithoutMeaningAreRefused() {
        Points two = new Points(new double[4], 2);
        assertThrows(
                IllegalArgumentException.class, () -> ExactWasserstein.distance(two, new Points(new double[6], 2)));
        assertThrows(
                IllegalArgumentException.class, () -> ExactWasserstein.distance(two, new Points(new double[2], 1)));
        assertThrows(IllegalArgumentException.class, () -> new Points(new double[5], 2));
        assertThrows(IllegalArgumentException.class, () -> new Points(new double[0], 2));
        assertThrows(IllegalArgumentException.class, () -> new Points(new double[] {1, Double.NaN}, 2));
    }

    private static double cheapest(double[][] costs, int row, boolean[] taken) {
        if (row == costs.length) {
            return 0;
        }
        double least = Double.POSITIVE_INFINITY;
        for (int column = 0; column < costs.length; column++) {
            if (!taken[column]) {
                taken[column] = true;
                least = Math.min(least, costs[row][column] + cheapest(costs, row + 1, taken));
                taken[column] = false;
            }
        }
        return least;
    }

    private static double cost(double[][] costs, int[] columns) {
        return IntStream.range(0, columns.length)
                .mapToDouble(row -> costs[row][columns[row]])
                .sum();
    }

    private static double[][] matrix(double[] numbers, int n) {
        double[][] matrix = new double[n][];
        Arrays.setAll(matrix, row -> Arrays.copyOfRange(numbers, row * n, (row + 1) * n));
        return matrix;
    }
}
