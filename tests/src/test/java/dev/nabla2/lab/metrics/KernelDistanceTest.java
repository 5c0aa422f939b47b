package dev.nabla2.lab.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nabla2.engine.RandomStream;
import org.junit.jupiter.api.Test;

/** The kernel distance where its expectation is known. */
class KernelDistanceTest {
    private static final RandomStream RANDOM = RandomStream.of(33);

    @Test
    void betweenTwoPointsEachRepeatedItIsThatOfTheKernel() {
        Points zeros = new Points(new double[4], 2);
        Points ones = new Points(new double[] {1, 1, 1, 1}, 2);
        assertEquals(1 + 8 - 2, KernelDistance.squared(zeros, ones), "k(0, 0) + k(1, 1) - 2 k(0, 1)");
    }

    @Test
    void overSamplesOfOneDistributionItsMeanIsZeroAndItsSignEither() {
        double sum = 0;
        double squares = 0;
        int negative = 0;
        int trials = 400;
        for (int trial = 0; trial < trials; trial++) {
            RandomStream random = RANDOM.fold(trial);
            Points xs = new Points(random.fold(1).normal(3 * 20), 3);
            Points ys = new Points(random.fold(2).normal(3 * 15), 3);
            double distance = KernelDistance.squared(xs, ys);
            sum += distance;
            squares += distance * distance;
            negative += distance < 0 ? 1 : 0;
        }
        double error = Math.sqrt(squares) / trials;
        assertEquals(0, sum / trials, 4 * error, "four standard errors");
        assertTrue(negative > trials / 4 && negative < 7 * trials / 8, negative + " negative");
    }

    @Test
    void forNormalsOnALineItApproachesTheClosedForm() {
        // E k(x, y) = 1 + 3 m(x) m(y) + 3 s(x) s(y) + c(x) c(y) by first, second and third moments: the distance is
        // 3 (difference of means)² + 3 (of second moments)² + (of third moments)².
        int n = 10_000;
        double[] xs = RANDOM.fold("xs").normal(n);
        double[] ys = RANDOM.fold("ys").normal(n);
        for (int i = 0; i < n; i++) {
            ys[i] += 1;
        }
        double expected = 3 * 1 + 3 * 1 + Math.pow(1 + 3, 2);
        assertEquals(expected, KernelDistance.squared(new Points(xs, 1), new Points(ys, 1)), 2.5);
    }

    @Test
    void aSinglePointIsRefusedAsItHasNoPair() {
        Points one = new Points(new double[] {1}, 1);
        assertThrows(IllegalArgumentException.class, () -> KernelDistance.squared(one, one));
    }
}
