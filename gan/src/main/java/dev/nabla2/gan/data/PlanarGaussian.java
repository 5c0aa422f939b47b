package dev.nabla2.gan.data;

import dev.nabla2.engine.RandomStream;

/**
 * A Gaussian in the plane with both deviations 1.
 *
 * @param x its mean along the first axis
 * @param y its mean along the second axis
 * @param correlation of the two coordinates, between -1 and 1
 */
public record PlanarGaussian(double x, double y, double correlation) {
    /**
     * Checks the parameters.
     *
     * @throws IllegalArgumentException if the mean is not finite or the correlation not strictly between -1 and 1
     */
    public PlanarGaussian {
        if (!Double.isFinite(x) || !Double.isFinite(y) || !(Math.abs(correlation) < 1)) {
            throw new IllegalArgumentException(
                    "Gaussian: expected a finite mean and a correlation strictly between -1 and 1, found mean (" + x
                            + ", " + y + ") and correlation " + correlation);
        }
    }

    /** The natural logarithm of the density at a point. */
    public double logDensity(double atX, double atY) {
        double u = atX - x;
        double v = atY - y;
        double determinant = 1 - correlation * correlation;
        double square = (u * u - 2 * correlation * u * v + v * v) / determinant;
        return -square / 2 - StrictMath.log(2 * Math.PI) - StrictMath.log(determinant) / 2;
    }

    /** Draws {@code count} points: x and y of each, one after another. */
    public double[] draw(RandomStream random, int count) {
        double[] samples = random.normal(2 * count);
        double rest = Math.sqrt(1 - correlation * correlation);
        for (int i = 0; i < 2 * count; i += 2) {
            samples[i + 1] = y + correlation * samples[i] + rest * samples[i + 1];
            samples[i] += x;
        }
        return samples;
    }
}
