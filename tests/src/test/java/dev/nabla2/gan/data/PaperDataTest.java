package dev.nabla2.gan.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nabla2.engine.RandomStream;
import dev.nabla2.engine.Shape;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Each set's numbers against those of the paper that it is from. */
class PaperDataTest {
    private static final RandomStream RANDOM = RandomStream.of(11);
    private static final int COUNT = 40_000;

    @Test
    void theThreeRingsHaveTheRadiiAndDeviationsOfTheirPapers() {
        assertRing(RingOfGaussians.ofEight(), "ring8", 2 / 1.414, 0.02 / 1.414);
        assertRing(RingOfGaussians.ofMescheder(), "ring8-r1", 1, 0.01);
        assertRing(RingOfGaussians.ofNagarajan(), "ring8-r2", 2, 0.02);
    }

    @Test
    void theVarianceTrapHasDeviationRootOfTwoHundredths() {
        assertRing(TrapRing.withVarianceForDeviation(), "ring8-variance", 2, 0.1414213562);
    }

    private static void assertRing(Mixture ring, String name, double radius, double deviation) {
        assertEquals(name, ring.name());
        assertEquals(8, ring.modes());
        int[] hits = new int[8];
        double squares = 0;
        double[] samples = ring.draw(RANDOM, COUNT);
        for (int i = 0; i < COUNT; i++) {
            double x = samples[2 * i];
            double y = samples[2 * i + 1];
            long mode = Math.round(Math.atan2(y, x) * 4 / Math.PI);
            hits[(int) (mode + 8) % 8]++;
            squares += Math.pow(x - radius * Math.cos(mode * Math.PI / 4), 2)
                    + Math.pow(y - radius * Math.sin(mode * Math.PI / 4), 2);
        }
        assertEquals(deviation, Math.sqrt(squares / (2 * COUNT)), 0.02 * deviation, name);
        for (int hit : hits) {
            assertEquals(COUNT / 8.0, hit, 6 * Math.sqrt(COUNT / 8.0), name);
        }
    }

    @Test
    void theEndPointTrapHasSevenModesOneOfThemTwiceAsLikely() {
        TrapRing ring = TrapRing.withEndPoint();
        assertEquals("ring8-endpoint", ring.name());
        assertEquals(7, ring.modes());
        int[] hits = new int[7];
        double[] samples = ring.draw(RANDOM, COUNT);
        for (int i = 0; i < COUNT; i++) {
            assertEquals(2, Math.hypot(samples[2 * i], samples[2 * i + 1]), 6 * 0.02);
            double turns = Math.atan2(samples[2 * i + 1], samples[2 * i]) / (2 * Math.PI);
            hits[(int) (Math.round(7 * turns) + 7) % 7]++;
        }
        for (int mode = 0; mode < 7; mode++) {
            double expected = COUNT * (mode == 0 ? 2 : 1) / 8.0;
            assertEquals(expected, hits[mode], 6 * Math.sqrt(expected));
        }
        assertThrows(IllegalArgumentException.class, () -> new TrapRing("trap", RingOfGaussians.ofEight(), 8));
    }

    @Test
    void theGridIsOfUnitDeviationAlongEachAxis() {
        double[] samples = GridOfGaussians.ofTwentyFive().draw(RANDOM, COUNT);
        double modes = (16 + 4 + 0 + 4 + 16) / 5.0;
        double expected = Math.sqrt(modes + 0.05 * 0.05) / 2.828;
        assertEquals(1, expected, 1e-3, "what 2.828 is for");
        double square = Arrays.stream(samples).map(x -> x * x).sum() / (2 * COUNT);
        assertEquals(expected, Math.sqrt(square), 0.01);
    }

    /** E r^2 = E t^2 + 2 * 0.25^2 for t uniform from 1.5 pi to 4.5 pi, everything over 7.5^2. */
    @Test
    void theSwissRollHasTheSecondMomentOfItsDefinition() {
        double[] samples = SwissRoll.ofThePaper().draw(RANDOM, COUNT);
        double pi2 = Math.PI * Math.PI;
        double moment = (pi2 * (1.5 * 1.5 + 1.5 * 4.5 + 4.5 * 4.5) / 3 + 2 * 0.0625) / 56.25;
        double square = Arrays.stream(samples).map(x -> x * x).sum() / COUNT;
        assertEquals(moment, square, 0.02 * moment);
    }

    @Test
    void theLineIsUniformFromMinusOneToOne() {
        double[] samples = new UniformLine().draw(RANDOM, COUNT);
        assertEquals(Shape.of(1), new UniformLine().sampleShape());
        assertEquals(COUNT, samples.length);
        assertTrue(Arrays.stream(samples).allMatch(x -> x > -1 && x < 1));
        Arrays.sort(samples);
        for (int i = 0; i < COUNT; i++) {
            assertEquals((2 * i + 1.0) / COUNT - 1, samples[i], 4 / Math.sqrt(COUNT), "Kolmogorov and Smirnov");
        }
    }

    @Test
    void theSubmanifoldIsTheTiltedRingOfSevenOfRothsCode() {
        SubmanifoldMixture data = SubmanifoldMixture.ofThePaper();
        double[] samples = data.draw(RANDOM, COUNT);
        double[] planar = data.mixture().draw(RANDOM, COUNT);
        double[] seen = data.toPlane(samples);
        assertEquals(Shape.of(3), data.sampleShape());
        assertEquals(7, data.mixture().modes());
        assertEquals(0.01, data.mixture().deviation());
        for (int i = 0; i < COUNT; i++) {
            assertEquals(planar[2 * i], seen[3 * i], 1e-12);
            assertEquals(planar[2 * i + 1], seen[3 * i + 1], 1e-12);
            assertEquals(0, seen[3 * i + 2], 1e-12, "distance from the plane");
            assertEquals(1, Math.hypot(seen[3 * i], seen[3 * i + 1]), 0.06);
        }
    }

    /** Rodrigues' formula for 45 degrees about (1, -1, 0), rows times matrix, then a shift, as {@code 3DGAN.py} has it. */
    @Test
    void theTiltIsTheRotationOfRodrigues() {
        double s = Math.sqrt(0.5);
        double[][] k = {{0, 0, -s}, {0, 0, -s}, {s, s, 0}};
        double[][] rotation = new double[3][3];
        for (int row = 0; row < 3; row++) {
            for (int column = 0; column < 3; column++) {
                double square = 0;
                for (int inner = 0; inner < 3; inner++) {
                    square += k[row][inner] * k[inner][column];
                }
                rotation[row][column] = (row == column ? 1 : 0) + s * k[row][column] + (1 - s) * square;
            }
        }
        SubmanifoldMixture data =
                new SubmanifoldMixture("one", new TrapRing("one", new RingOfGaussians(1, 1, 1e-12), -1));
        double[] sample = data.draw(RANDOM, 1);
        for (int axis = 0; axis < 3; axis++) {
            assertEquals(rotation[1][axis] + 1 / Math.sqrt(3), sample[axis], 1e-10, "(sin 0, cos 0) is the second row");
        }
    }

    @Test
    void theTwoGaussiansHaveTheirMeansDeviationsAndCorrelations() {
        TwoGaussians data = TwoGaussians.ofThePaper();
        assertMoments(data.draw(RANDOM, COUNT), 0.4, 0.9, 0.5);
        assertMoments(data.generated().draw(RANDOM, COUNT), 1.3, 1.2, 0.7);
    }

    private static void assertMoments(double[] samples, double x, double y, double correlation) {
        double[] sums = new double[5];
        for (int i = 0; i < samples.length; i += 2) {
            double u = samples[i] - x;
            double v = samples[i + 1] - y;
            double[] terms = {u, v, u * u, v * v, u * v};
            Arrays.setAll(sums, k -> sums[k] + 2 * terms[k] / samples.length);
        }
        assertArrayEquals(new double[] {0, 0, 1, 1, correlation}, sums, 0.03);
    }

    @Test
    void theDensitiesIntegrateToOneAndTheCriticIsTheirQuotient() {
        TwoGaussians data = TwoGaussians.ofThePaper();
        double step = 0.05;
        double real = 0;
        double generated = 0;
        for (double x = -7; x < 9; x += step) {
            for (double y = -7; y < 9; y += step) {
                double r = Math.exp(data.real().logDensity(x, y));
                double g = Math.exp(data.generated().logDensity(x, y));
                real += r * step * step;
                generated += g * step * step;
                if (r + g > 1e-200) {
                    double critic = r / (r + g);
                    assertEquals(critic, data.optimalCritic(x, y), 1e-12);
                    assertEquals(Math.log(r) - Math.log(g), data.optimalLogit(x, y), 1e-9);
                }
            }
        }
        assertEquals(1, real, 1e-9);
        assertEquals(1, generated, 1e-9);
    }

    /** The value E_r log D + E_g log(1 - D) is concave in D at each point, so that its maximum is seen on either side. */
    @Test
    void noCriticNearbyHasAHigherValueAtAnyPoint() {
        TwoGaussians data = TwoGaussians.ofThePaper();
        for (double x = -2.5; x <= 4.5; x += 0.25) {
            for (double y = -2.5; y <= 4.5; y += 0.25) {
                double r = Math.exp(data.real().logDensity(x, y));
                double g = Math.exp(data.generated().logDensity(x, y));
                double logit = data.optimalLogit(x, y);
                double best = value(r, g, logit);
                assertTrue(best > value(r, g, logit + 0.01) && best > value(r, g, logit - 0.01), x + " " + y);
            }
        }
    }

    private static double value(double real, double generated, double logit) {
        return -real * Math.log1p(Math.exp(-logit)) - generated * Math.log1p(Math.exp(logit));
    }

    /** Samples of the two, labelled, fall into bins of the critic's value with the frequency that it predicts. */
    @Test
    void theOptimalCriticIsTheShareOfRealSamplesAmongBoth() {
        TwoGaussians data = TwoGaussians.ofThePaper();
        int[] real = bins(data, data.draw(RANDOM.fold("real"), COUNT));
        int[] generated = bins(data, data.generated().draw(RANDOM.fold("generated"), COUNT));
        for (int bin = 0; bin < 10; bin++) {
            int both = real[bin] + generated[bin];
            assertTrue(both > 200, "too few to judge");
            assertEquals((bin + 0.5) / 10, (double) real[bin] / both, 0.06);
        }
    }

    private static int[] bins(TwoGaussians data, double[] samples) {
        int[] bins = new int[10];
        for (int i = 0; i < samples.length; i += 2) {
            bins[Math.min(9, (int) (10 * data.optimalCritic(samples[i], samples[i + 1])))]++;
        }
        return bins;
    }

    @Test
    void farFromBothTheCriticIsStillExactAndFinite() {
        TwoGaussians data = TwoGaussians.ofThePaper();
        assertTrue(Math.abs(data.optimalLogit(-1e3, 1e3)) > 1e3);
        assertEquals(data.optimalLogit(-1e3, 1e3) > 0 ? 1 : 0, data.optimalCritic(-1e3, 1e3), 0);
        assertThrows(IllegalArgumentException.class, () -> new PlanarGaussian(0, 0, 1));
    }
}
