package dev.nabla2.lab.audit.critics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nabla2.engine.Backends;
import dev.nabla2.engine.RandomStream;
import dev.nabla2.engine.Shape;
import dev.nabla2.engine.backend.Backend;
import dev.nabla2.engine.backend.Precision;
import dev.nabla2.gan.SamplePenalty;
import dev.nabla2.gan.data.RingOfGaussians;
import dev.nabla2.lab.audit.Subject;
import dev.nabla2.lab.picture.KinkMapPicture;
import dev.nabla2.nn.Activation;
import dev.nabla2.nn.Parameters;
import dev.nabla2.nn.Sequential;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KinkMapTest {
    private static final Backend BACKEND = Backends.cpu(1, Precision.DOUBLE);
    private static final RandomStream RANDOM = RandomStream.of(3);

    @ParameterizedTest
    @ValueSource(doubles = {0.01, 1, 40})
    void theMapShowsWhereSlopesAreChargedWhateverTheScale(double scale) {
        Subject.Source normal = (draws, count) -> draws.draw(Shape.of(count, 2), random -> random.normal(2 * count))
                .mul(scale);
        Subject subject =
                new Subject(BACKEND, Sequential.mlp(Activation.RELU, 2, 4, 1), SamplePenalty.r1(1), normal, normal);
        Parameters theta = subject.critic().initialise(BACKEND, RANDOM);
        double[] direction = RANDOM.normal(theta.count());
        int[] batches = new int[1];
        KinkMapPicture map =
                new KinkMap(subject, theta, 4096, 0.05 * scale, RANDOM).along(direction, () -> batches[0]++);
        // 99 % of pairs of normal numbers lie within 2.81 deviations in both.
        assertEquals(1.1 * 2.81 * scale, map.reach(), 0.3 * scale);
        assertEquals(1, batches[0]);
        assertTrue(Arrays.stream(map.regions()).distinct().count() > 3);
    }

    @Test
    void noisyDataAreTheDataWithNoiseOfThatDeviation() {
        RingOfGaussians ring = RingOfGaussians.ofEight();
        NoisyData noisy = new NoisyData(ring, 0.5);
        double[] plain = ring.batch(RANDOM, 7, 5000);
        double[] moved = noisy.batch(RANDOM, 7, 5000);
        double[] noise = new double[plain.length];
        Arrays.setAll(noise, i -> moved[i] - plain[i]);
        double mean = Arrays.stream(noise).average().orElseThrow();
        double square = Arrays.stream(noise).map(x -> x * x).average().orElseThrow();
        assertEquals(0, mean, 0.03);
        assertEquals(0.25, square, 0.02);
        assertArrayEquals(moved, noisy.batch(RANDOM, 7, 5000));
    }
}
