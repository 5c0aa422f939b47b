package dev.nabla2.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What random streams promise. */
class RandomStreamTest {
    private static final int MANY = 100_000;

    @Test
    void theFirstBlockOfKeyZeroIsPhiloxsKnownAnswer() {
        // The known-answer test of Random123: philox4x32-10 of counter 0 and key 0.
        long[] words = {0x6627e8d5L, 0xe169c58dL, 0xbc57ac4cL, 0x9b00dbd8L};
        double[] expected =
                Arrays.stream(words).mapToDouble(w -> (w + 0.5) / 0x1p32).toArray();
        assertArrayEquals(expected, new RandomStream(0).uniform(4));
    }

    @Test
    void fewerNumbersAreTheBeginningOfMore() {
        RandomStream stream = RandomStream.of(3);
        double[] uniform = stream.uniform(23);
        double[] normal = stream.normal(24);
        int[] integers = stream.integers(23, 1000);
        for (int count = 0; count <= 23; count++) {
            assertArrayEquals(Arrays.copyOf(uniform, count), stream.uniform(count));
            assertArrayEquals(Arrays.copyOf(normal, count), stream.normal(count));
            assertArrayEquals(Arrays.copyOf(integers, count), stream.integers(count, 1000));
        }
    }

    @Test
    void foldsAndSeedsGiveStreamsOfTheirOwn() {
        RandomStream root = RandomStream.of(1);
        assertNotEquals(root.fold(1).fold(2), root.fold(2).fold(1));
        assertNotEquals(root.fold("a").fold("b"), root.fold("b").fold("a"));
        assertNotEquals(root.fold("ab"), root.fold("ba"));
        Set<RandomStream> streams = new HashSet<>();
        for (int seed = 0; seed < 100; seed++) {
            assertTrue(streams.add(RandomStream.of(seed)), "seed " + seed);
            for (int fold = 0; fold < 100; fold++) {
                assertTrue(streams.add(RandomStream.of(seed).fold(fold)), "seed " + seed + " fold " + fold);
            }
        }
    }

    @Test
    void uniformNumbersAreOddMultiplesWithinTheOpenInterval() {
        for (double u : RandomStream.of(5).uniform(MANY)) {
            assertTrue(u > 0 && u < 1, "found " + u);
            double multiple = u * 0x1p33;
            assertEquals(1, multiple % 2, "found " + u);
        }
    }

    @Test
    void uniformNumbersHaveTheirMeanAndVariance() {
        double[] u = RandomStream.of(6).uniform(MANY);
        // Four standard errors: √(1/12) and √(1/180) over √n.
        assertEquals(0.5, moment(u, 1, 0), 4 * 0.289 / Math.sqrt(MANY));
        assertEquals(1.0 / 12, moment(u, 2, 0.5), 4 * 0.0745 / Math.sqrt(MANY));
    }

    @Test
    void normalNumbersHaveTheirFirstFourMoments() {
        double[] x = RandomStream.of(7).normal(MANY);
        // Four standard errors: the variances of x, x², x³ and x⁴ are 1, 2, 15 and 96.
        double[] expected = {0, 1, 0, 3};
        double[] variances = {1, 2, 15, 96};
        for (int k = 1; k <= 4; k++) {
            assertEquals(expected[k - 1], moment(x, k, 0), 4 * Math.sqrt(variances[k - 1] / MANY), "moment " + k);
        }
    }

    @Test
    void neighbouringNormalNumbersAreNotCorrelated() {
        double[] x = RandomStream.of(8).normal(MANY);
        for (int lag = 1; lag <= 4; lag++) {
            double sum = 0;
            for (int i = 0; i + lag < MANY; i++) {
                sum += x[i] * x[i + lag];
            }
            assertEquals(0, sum / MANY, 4 / Math.sqrt(MANY), "lag " + lag);
        }
    }

    private static double moment(double[] x, int order, double centre) {
        return Arrays.stream(x).map(v -> Math.pow(v - centre, order)).average().orElseThrow();
    }

    @Test
    void integersAreUniformByTheChiSquareTest() {
        int bound = 17;
        int[] counts = new int[bound];
        for (int i : RandomStream.of(9).integers(MANY, bound)) {
            counts[i]++;
        }
        double expected = (double) MANY / bound;
        double chiSquare = Arrays.stream(counts)
                .mapToDouble(c -> (c - expected) * (c - expected) / expected)
                .sum();
        // The quantiles 0.001 and 0.999 for 16 degrees of freedom: too even is as wrong as too uneven.
        assertTrue(chiSquare > 3.94 && chiSquare < 39.25, "found " + chiSquare);
    }

    @Test
    void aBoundThatIsNotPositiveIsRefused() {
        assertEquals(
                "integers: expected a positive bound, found 0",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> RandomStream.of(1).integers(1, 0))
                        .getMessage());
    }
}
