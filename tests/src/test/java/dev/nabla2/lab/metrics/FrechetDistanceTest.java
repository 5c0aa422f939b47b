package dev.nabla2.lab.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nabla2.engine.RandomStream;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The Fréchet distance where it has a closed form. */
class FrechetDistanceTest {
    private static final RandomStream RANDOM = RandomStream.of(32);

    @Test
    void forCommutingCovariancesItComparesDeviationsAlongTheCommonAxes() {
        for (int d : new int[] {1, 2, 3, 8, 32}) {
            RandomStream random = RANDOM.fold(d);
            double[] axes = axes(random.fold("axes").normal(d * d), d);
            double[] p = random.fold("p").uniform(d);
            double[] q = random.fold("q").uniform(d);
            double[] means = random.fold("means").normal(2 * d);
            double expected = 0;
            for (int i = 0; i < d; i++) {
                expected += Math.pow(p[i] - q[i], 2) + Math.pow(means[i] - means[d + i], 2);
            }
            double found = FrechetDistance.squared(
                    new Gaussian(Arrays.copyOf(means, d), covariance(axes, p)),
                    new Gaussian(Arrays.copyOfRange(means, d, 2 * d), covariance(axes, q)));
            assertEquals(expected, found, 1e-12 * d, "dimension " + d);
        }
    }

    @Test
    void aDirectionOfTinyDeviationKeepsItsDigits() {
        double[] axes = axes(RANDOM.normal(9), 3);
        double expected = Math.pow(1e-5 - 3e-5, 2);
        Gaussian p = new Gaussian(new double[3], covariance(axes, new double[] {1, 0.5, 1e-5}));
        Gaussian q = new Gaussian(new double[3], covariance(axes, new double[] {1, 0.5, 3e-5}));
        assertEquals(expected, FrechetDistance.squared(p, q), 1e-14);
    }

    @Test
    void aSingularCovarianceIsNoObstacle() {
        double[] axes = axes(RANDOM.normal(36), 6);
        Gaussian flat = new Gaussian(new double[6], covariance(axes, new double[] {0, 0, 0, 0, 1, 2}));
        Gaussian round = new Gaussian(new double[6], covariance(axes, new double[] {1, 1, 1, 1, 1, 1}));
        Gaussian point = new Gaussian(new double[6], new double[36]);
        assertEquals(0, FrechetDistance.squared(flat, flat), 1e-13);
        assertEquals(5, FrechetDistance.squared(flat, round), 1e-13, "four deviations from 0 to 1, one from 2 to 1");
        assertEquals(5, FrechetDistance.squared(flat, point), 1e-13, "the trace");
        assertEquals(0, FrechetDistance.squared(point, point));
    }

    @Test
    void fewerPointsThanDimensionsAreAtDistanceZeroFromThemselvesAndATranslationIsItsSquare() {
        double[] xs = RANDOM.normal(20 * 64);
        double[] moved = xs.clone();
        for (int i = 0; i < xs.length; i++) {
            moved[i] += 0.5;
        }
        Points points = new Points(xs, 64);
        assertEquals(0, FrechetDistance.squared(points, points), 1e-11);
        assertEquals(64 * 0.25, FrechetDistance.squared(points, new Points(moved, 64)), 1e-11);
    }

    @Test
    void largeSamplesApproachTheDistanceOfTheirDistributions() {
        double[] xs = RANDOM.fold("xs").normal(2 * 50_000);
        double[] ys = RANDOM.fold("ys").normal(2 * 50_000);
        for (int i = 0; i < ys.length; i++) {
            ys[i] = 1 + 3 * ys[i];
        }
        assertEquals(2 + 2 * 4, FrechetDistance.squared(new Points(xs, 2), new Points(ys, 2)), 0.15);
    }

    @Test
    void whatIsNoCovarianceIsRefused() {
        double[] mean = new double[2];
        Gaussian indefinite = new Gaussian(mean, new double[] {1, 2, 2, 1});
        assertThrows(IllegalArgumentException.class, () -> FrechetDistance.squared(indefinite, indefinite));
        assertThrows(IllegalArgumentException.class, () -> new Gaussian(mean, new double[] {1, 2, 0, 1}));
        assertThrows(IllegalArgumentException.class, () -> new Gaussian(mean, new double[3]));
        assertThrows(IllegalArgumentException.class, () -> new Gaussian(mean, new double[] {1, 0, 0, Double.NaN}));
        Gaussian line = new Gaussian(new double[1], new double[] {1});
        Gaussian plane = new Gaussian(mean, new double[] {1, 0, 0, 1});
        assertThrows(IllegalArgumentException.class, () -> FrechetDistance.squared(line, plane));
        assertTrue(FrechetDistance.squared(line, line) == 0);
    }

    /** The covariance Σ deviation² axis·axisᵀ. */
    private static double[] covariance(double[] axes, double[] deviations) {
        int d = deviations.length;
        double[] covariance = new double[d * d];
        for (int k = 0; k < d; k++) {
            for (int i = 0; i < d * d; i++) {
                covariance[i] += deviations[k] * deviations[k] * axes[k * d + i / d] * axes[k * d + i % d];
            }
        }
        return covariance;
    }

    /** Rows made orthonormal, by the modified Gram-Schmidt process twice. */
    private static double[] axes(double[] rows, int d) {
        for (int i = 0; i < 2 * d; i++) {
            int row = i % d;
            for (int other = 0; other < row; other++) {
                add(rows, d, row, other, -dot(rows, d, row, other));
            }
            double norm = Math.sqrt(dot(rows, d, row, row));
            add(rows, d, row, row, 1 / norm - 1);
        }
        return rows;
    }

    private static double dot(double[] rows, int d, int i, int j) {
        double sum = 0;
        for (int axis = 0; axis < d; axis++) {
            sum += rows[i * d + axis] * rows[j * d + axis];
        }
        return sum;
    }

    private static void add(double[] rows, int d, int to, int from, double factor) {
        for (int axis = 0; axis < d; axis++) {
            rows[to * d + axis] += factor * rows[from * d + axis];
        }
    }
}
