package dev.nabla2.gan.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nabla2.engine.RandomStream;
import dev.nabla2.engine.Shape;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ToyDataTest {
    private static final RandomStream RANDOM = RandomStream.of(7);
    private static final int COUNT = 40_000;

    @Test
    void ringHasEightDistinctModesOnACircleOfRadiusTwoOver1414() {
        double[] centres = RingOfGaussians.ofEight().centres();
        Set<String> distinct = new HashSet<>();
        for (int mode = 0; mode < 8; mode++) {
            assertEquals(2 / 1.414, Math.hypot(centres[2 * mode], centres[2 * mode + 1]), 1e-12);
            distinct.add("%.6f %.6f".formatted(centres[2 * mode], centres[2 * mode + 1]));
        }
        assertEquals(16, centres.length);
        assertEquals(8, distinct.size());
    }

    @Test
    void gridHasTheTwentyFiveModesOfThePaper() {
        double[] centres = GridOfGaussians.ofTwentyFive().centres();
        Set<Double> coordinates = new HashSet<>();
        Arrays.stream(centres).forEach(x -> coordinates.add(Math.rint(x * 2.828)));
        assertEquals(50, centres.length);
        assertEquals(
                Set.of(-4.0, -2.0, 0.0, 2.0, 4.0),
                coordinates.stream().map(x -> x + 0.0).collect(java.util.stream.Collectors.toSet()));
    }

    @Test
    void mixturesSpreadAroundEachModeByTheirDeviation() {
        for (Mixture mixture : new Mixture[] {RingOfGaussians.ofEight(), GridOfGaussians.ofTwentyFive()}) {
            double[] samples = mixture.draw(RANDOM, COUNT);
            double squares = 0;
            int[] hits = new int[mixture.modes()];
            for (int i = 0; i < COUNT; i++) {
                int mode = nearest(mixture.centres(), samples[2 * i], samples[2 * i + 1]);
                squares += Math.pow(samples[2 * i] - mixture.centres()[2 * mode], 2)
                        + Math.pow(samples[2 * i + 1] - mixture.centres()[2 * mode + 1], 2);
                hits[mode]++;
            }
            assertEquals(mixture.deviation(), Math.sqrt(squares / (2 * COUNT)), 0.02 * mixture.deviation());
            for (int hit : hits) {
                assertEquals((double) COUNT / hits.length, hit, 6 * Math.sqrt((double) COUNT / hits.length));
            }
        }
    }

    private static int nearest(double[] centres, double x, double y) {
        int best = 0;
        for (int mode = 1; mode < centres.length / 2; mode++) {
            best = Math.hypot(x - centres[2 * mode], y - centres[2 * mode + 1])
                            < Math.hypot(x - centres[2 * best], y - centres[2 * best + 1])
                    ? mode
                    : best;
        }
        return best;
    }

    @Test
    void swissRollWithoutNoiseIsTheSpiralRadiusEqualsAngle() {
        double[] samples = new SwissRoll(0, 1).draw(RANDOM, 500);
        for (int i = 0; i < 500; i++) {
            double radius = Math.hypot(samples[2 * i], samples[2 * i + 1]);
            assertTrue(radius >= 1.5 * Math.PI && radius <= 4.5 * Math.PI);
            assertEquals(radius * Math.cos(radius), samples[2 * i], 1e-9);
            assertEquals(radius * Math.sin(radius), samples[2 * i + 1], 1e-9);
        }
    }

    @Test
    void swissRollOfThePaperLiesWithinTwoOfTheOrigin() {
        double[] samples = SwissRoll.ofThePaper().draw(RANDOM, COUNT);
        double farthest = Arrays.stream(samples).map(Math::abs).max().orElseThrow();
        assertTrue(farthest > 1.7 && farthest < 2.1, "farthest " + farthest);
    }

    @Test
    void theSameStreamGivesTheSameSamplesAndAnotherGivesOthers() {
        for (DataSet data :
                new DataSet[] {RingOfGaussians.ofEight(), GridOfGaussians.ofTwentyFive(), SwissRoll.ofThePaper()}) {
            double[] samples = data.draw(RANDOM, 20);
            assertEquals(Shape.of(2), data.sampleShape());
            assertArrayEquals(samples, data.draw(RANDOM, 20));
            assertTrue(!Arrays.equals(samples, data.draw(RANDOM.fold(1), 20)), data.name());
        }
    }

    @Test
    void impossibleParametersAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new RingOfGaussians(0, 1, 1));
        assertThrows(IllegalArgumentException.class, () -> new GridOfGaussians(5, Double.NaN, 1));
        assertThrows(IllegalArgumentException.class, () -> new SwissRoll(-1, 1));
    }
}
