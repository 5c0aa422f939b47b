package dev.nabla2.lab.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.nabla2.engine.RandomStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Precision, recall, density and coverage where they are known. */
class CoverageTest {
    private static final RandomStream RANDOM = RandomStream.of(34);

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 5})
    void aSampleAgainstItselfIsPreciseRecalledAndCovered(int k) {
        Points xs = new Points(RANDOM.normal(2 * 60), 2);
        assertClose(new Coverage(1, 1, 1 + 1.0 / k, 1), Coverage.of(xs, xs, k));
    }

    @Test
    void equalPointsCoverThemselves() {
        Points zeros = new Points(new double[12], 2);
        assertClose(new Coverage(1, 1, 6 / 3.0, 1), Coverage.of(zeros, zeros, 3));
    }

    @Test
    void samplesFarApartScoreNothing() {
        Points xs = new Points(RANDOM.fold(1).uniform(40), 2);
        Points ys = new Points(RANDOM.fold(2).uniform(40), 2);
        double[] far = new double[40];
        for (int i = 0; i < 40; i++) {
            far[i] = ys.get(i / 2, i % 2) + 100;
        }
        assertClose(new Coverage(0, 0, 0, 0), Coverage.of(xs, new Points(far, 2), 3));
    }

    @Test
    void oneOfTwoFarModesIsPreciseAndRecalledAndCoveredByHalf() {
        Points real = new Points(new double[] {0, 1, 2, 100, 101, 102}, 1);
        Points collapsed = new Points(new double[] {0, 1, 2}, 1);
        // Real radii are 1 and so are generated ones; 0, 1 and 2 lie in 2, 3 and 2 balls.
        assertClose(new Coverage(1, 0.5, 7 / 3.0, 0.5), Coverage.of(real, collapsed, 1));
    }

    @Test
    void anOutlierAmongRealPointsRaisesPrecisionAndHardlyDensity() {
        double[] real = RANDOM.fold("real").normal(2 * 200);
        real[0] = 1_000;
        double[] scattered = RANDOM.fold("scattered").normal(2 * 200);
        for (int i = 0; i < scattered.length; i++) {
            scattered[i] = 100 + scattered[i];
        }
        Coverage coverage = Coverage.of(new Points(real, 2), new Points(scattered, 2), 5);
        assertEquals(1, coverage.precision());
        assertEquals(1 / 5.0, coverage.density(), 1e-12);
        assertEquals(1 / 200.0, coverage.coverage(), 1e-12);
    }

    @Test
    void independentSamplesOfOneDistributionHaveTheExpectedDensityAndCoverage() {
        int n = 50;
        int m = 40;
        int k = 5;
        double missed = 1;
        for (int i = 1; i <= k; i++) {
            missed *= (double) (n - i) / (m + n - i);
        }
        int trials = 300;
        double density = 0;
        double coverage = 0;
        for (int trial = 0; trial < trials; trial++) {
            RandomStream random = RANDOM.fold("independent").fold(trial);
            Points real = new Points(random.fold(1).normal(2 * n), 2);
            Coverage found = Coverage.of(real, new Points(random.fold(2).normal(2 * m), 2), k);
            density += found.density() / trials;
            coverage += found.coverage() / trials;
        }
        assertEquals(1, density, 0.02, "a generated point lies in a ball with probability k / n");
        assertEquals(1 - missed, coverage, 0.01);
    }

    @Test
    void tooFewPointsOrNoNeighbourAreRefused() {
        Points three = new Points(new double[] {1, 2, 3}, 1);
        assertThrows(IllegalArgumentException.class, () -> Coverage.of(three, three, 3));
        assertThrows(IllegalArgumentException.class, () -> Coverage.of(three, three, 0));
    }

    private static void assertClose(Coverage expected, Coverage found) {
        assertEquals(expected.precision(), found.precision(), 1e-12, found::toString);
        assertEquals(expected.recall(), found.recall(), 1e-12, found::toString);
        assertEquals(expected.density(), found.density(), 1e-12, found::toString);
        assertEquals(expected.coverage(), found.coverage(), 1e-12, found::toString);
    }
}
