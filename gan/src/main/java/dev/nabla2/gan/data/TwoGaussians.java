package dev.nabla2.gan.data;

import dev.nabla2.engine.RandomStream;
import dev.nabla2.engine.Shape;

/**
 * Real and generated data of known densities, so that the optimal critic is known in closed form. What is drawn as data is the
 * real one.
 *
 * @param real where real samples come from, p_r
 * @param generated where generated samples come from, p_g
 */
public record TwoGaussians(PlanarGaussian real, PlanarGaussian generated) implements DataSet {
    /**
     * The data set {@code twogaussians}: means (0.4, 0.9) and (1.3, 1.2), unit variances, correlations 0.5 and 0.7; the
     * published surfaces show -2.5 to 4.5 along both axes (Thanh-Tung, Tran and Venkatesh, "Improving generalization and
     * stability of generative adversarial networks", ICLR 2019, the authors' {@code OptimalDiscriminator.py}).
     */
    public static TwoGaussians ofThePaper() {
        return new TwoGaussians(new PlanarGaussian(0.4, 0.9, 0.5), new PlanarGaussian(1.3, 1.2, 0.7));
    }

    @Override
    public String name() {
        return "twogaussians";
    }

    /** The shape {@code [2]}. */
    @Override
    public Shape sampleShape() {
        return Shape.of(2);
    }

    /** Draws real samples. */
    @Override
    public double[] draw(RandomStream random, int count) {
        return real.draw(random, count);
    }

    /** The logit of the optimal critic at a point: log p_r - log p_g (Goodfellow et al. 2014, proposition 1). */
    public double optimalLogit(double x, double y) {
        return real.logDensity(x, y) - generated.logDensity(x, y);
    }

    /** The optimal critic at a point, p_r / (p_r + p_g), in [0, 1]; exact also where both densities underflow. */
    public double optimalCritic(double x, double y) {
        return 1 / (1 + StrictMath.exp(-optimalLogit(x, y)));
    }
}
