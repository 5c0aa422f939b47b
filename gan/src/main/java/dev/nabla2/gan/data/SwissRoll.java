package dev.nabla2.gan.data;

import dev.nabla2.engine.RandomStream;
import dev.nabla2.engine.Shape;

/**
 * A spiral in the plane: the Swiss roll seen from its end.
 *
 * <p>A position t = 1.5 pi (1 + 2u), u uniform in [0, 1], gives the point (t cos t, t sin t); normal noise is added, and
 * everything divided by a scale, as scikit-learn's {@code make_swiss_roll} does before the division.
 *
 * @param noise the standard deviation of the noise along each axis, before the division
 * @param scale what everything is divided by
 */
public record SwissRoll(double noise, double scale) implements DataSet {
    /**
     * Checks the parameters.
     *
     * @throws IllegalArgumentException if the noise is negative or the scale not positive
     */
    public SwissRoll {
        if (!(noise >= 0) || !(scale > 0)) {
            throw new IllegalArgumentException(
                    "Swiss roll: expected noise of at least 0 and a positive scale, found " + noise + " and " + scale);
        }
    }

    /**
     * The data set {@code swissroll}: noise 0.25, divided by 7.5 (Gulrajani et al., "Improved training of Wasserstein
     * GANs", NIPS 2017, the authors' {@code gan_toy.py}, which keeps two of the roll's three columns).
     */
    public static SwissRoll ofThePaper() {
        return new SwissRoll(0.25, 7.5);
    }

    @Override
    public String name() {
        return "swissroll";
    }

    @Override
    public Shape sampleShape() {
        return Shape.of(2);
    }

    @Override
    public double[] draw(RandomStream random, int count) {
        double[] positions = random.fold("position").uniform(count);
        double[] samples = random.fold("noise").normal(2 * count);
        for (int i = 0; i < count; i++) {
            double t = 1.5 * Math.PI * (1 + 2 * positions[i]);
            samples[2 * i] = (t * StrictMath.cos(t) + noise * samples[2 * i]) / scale;
            samples[2 * i + 1] = (t * StrictMath.sin(t) + noise * samples[2 * i + 1]) / scale;
        }
        return samples;
    }
}
