package dev.nabla2.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nabla2.engine.RandomStream;
import dev.nabla2.gan.data.GridOfGaussians;
import dev.nabla2.gan.data.RingOfGaussians;
import dev.nabla2.lab.metrics.ModeHistogram;
import dev.nabla2.lab.metrics.ModeScore;
import dev.nabla2.lab.metrics.SlicedWasserstein;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MetricsTest {
    private static final RandomStream RANDOM = RandomStream.of(11);
    private static final RingOfGaussians RING = new RingOfGaussians(4, 1, 0.1);

    @Test
    void aSampleAtEveryModeFindsAllOfThemInBalance() {
        ModeScore score = ModeScore.of(RING, RING.centres());
        assertEquals(new ModeScore(4, 4, 1, 0), score);
    }

    @Test
    void aSampleCountsWithinThreeDeviationsAndNotBeyond() {
        double[] samples = {1 + 0.2999, 0, 1 + 0.3001, 0, 0, 1};
        ModeScore score = ModeScore.of(RING, samples);
        assertEquals(2, score.modes());
        assertEquals(2 / 3.0, score.highQuality(), 1e-12);
    }

    @Test
    void oneModeAloneDivergesByTheLogarithmOfTheirNumber() {
        ModeScore score = ModeScore.of(RING, new double[] {1, 0, 1.01, 0});
        assertEquals(1, score.modes());
        assertEquals(Math.log(4), score.divergence(), 1e-12);
    }

    @Test
    void samplesFarFromEveryModeScoreNothing() {
        ModeScore score = ModeScore.of(RING, new double[] {9, 9, 0, 0});
        assertEquals(0, score.modes());
        assertEquals(0, score.highQuality());
        assertTrue(Double.isNaN(score.divergence()));
    }

    @Test
    void realDataScoreTheMassOfAGaussianWithinThreeDeviations() {
        GridOfGaussians grid = GridOfGaussians.ofTwentyFive();
        ModeScore score = ModeScore.of(grid, grid.draw(RANDOM, 50_000));
        assertEquals(25, score.modes());
        assertEquals(1 - Math.exp(-4.5), score.highQuality(), 0.002);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 10, 1000})
    void evenlyHitModesDivergeByTheLogarithmOfTheMissingPart(int found) {
        int[] hits = new int[1000];
        Arrays.fill(hits, 0, found, 7);
        ModeHistogram histogram = new ModeHistogram(hits);
        assertEquals(found, histogram.found());
        assertEquals(7L * found, histogram.total());
        assertEquals(Math.log(1000.0 / found), histogram.divergence(), 1e-12);
    }

    @Test
    void unevenlyHitModesDivergeByTheLogarithmLessTheEntropy() {
        ModeHistogram histogram = new ModeHistogram(new int[] {3, 1, 0, 0});
        double entropy = -0.75 * Math.log(0.75) - 0.25 * Math.log(0.25);
        assertEquals(Math.log(4) - entropy, histogram.divergence(), 1e-12);
        assertThrows(IllegalArgumentException.class, () -> new ModeHistogram(new int[] {1, -1}));
    }

    @Test
    void aSampleMovedByAVectorIsAtItsMeanProjection() {
        double[] reference = RANDOM.normal(2_000);
        double[] moved = reference.clone();
        for (int i = 0; i < moved.length; i += 2) {
            moved[i] += 3;
        }
        SlicedWasserstein distance = new SlicedWasserstein(reference, 2, 4_000, RANDOM.fold(1));
        assertEquals(0, distance.distance(reference));
        assertEquals(3 * 2 / Math.PI, distance.distance(moved), 0.05, "the mean of |cos| is 2/pi");
    }

    @Test
    void theDistanceDoesNotDependOnTheOrderOfSamples() {
        double[] reference = RANDOM.normal(600);
        double[] other = RANDOM.fold(2).normal(600);
        double[] reversed = new double[600];
        for (int i = 0; i < 200; i++) {
            System.arraycopy(other, 3 * i, reversed, 3 * (199 - i), 3);
        }
        SlicedWasserstein distance = new SlicedWasserstein(reference, 3, 20, RANDOM.fold(1));
        assertEquals(distance.distance(other), distance.distance(reversed));
    }

    @Test
    void samplesOfAnotherNumberAreRefused() {
        SlicedWasserstein distance = new SlicedWasserstein(new double[20], 2, 3, RANDOM);
        assertThrows(IllegalArgumentException.class, () -> distance.distance(Arrays.copyOf(new double[20], 18)));
    }
}
