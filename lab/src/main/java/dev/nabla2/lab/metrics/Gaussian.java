package dev.nabla2.lab.metrics;

import java.util.stream.DoubleStream;

/** A normal distribution, given by its mean and covariance, which may be singular. */
public final class Gaussian {
    private static final double ASYMMETRY = 1e-9;

    private final double[] mean;
    private final double[] covariance;

    /**
     * A distribution from its parameters, which are copied.
     *
     * @param mean d numbers
     * @param covariance d x d numbers, row by row
     * @throws IllegalArgumentException if they are not so many, not finite, or the covariance is not symmetric
     */
    public Gaussian(double[] mean, double[] covariance) {
        this.mean = mean.clone();
        this.covariance = covariance.clone();
        int d = mean.length;
        if (d == 0 || covariance.length != d * d) {
            throw new IllegalArgumentException(
                    "Gaussian: expected a covariance of " + d + " x " + d + " numbers, found " + covariance.length);
        }
        if (!DoubleStream.concat(DoubleStream.of(mean), DoubleStream.of(covariance))
                .allMatch(Double::isFinite)) {
            throw new IllegalArgumentException("Gaussian: expected a finite mean and covariance");
        }
        double difference = 0;
        double size = 0;
        for (int i = 0; i < d; i++) {
            for (int j = 0; j < d; j++) {
                difference = Math.max(difference, Math.abs(covariance[i * d + j] - covariance[j * d + i]));
                size = Math.max(size, Math.abs(covariance[i * d + j]));
            }
        }
        if (difference > ASYMMETRY * size) {
            throw new IllegalArgumentException(
                    "Gaussian: expected a symmetric covariance, found entries that differ by " + difference);
        }
    }

    /**
     * The Gaussian of a sample's mean and covariance, the latter with the divisor n - 1, as numpy.cov has it and with
     * it the usual programs for the Fréchet distance.
     *
     * @param points n of them
     * @throws IllegalArgumentException if there are less than two
     */
    public static Gaussian of(Points points) {
        Points.check("Gaussian", points, points, 2);
        int d = points.dimension();
        double[] mean = new double[d];
        for (int i = 0; i < points.count(); i++) {
            for (int axis = 0; axis < d; axis++) {
                mean[axis] += points.get(i, axis) / points.count();
            }
        }
        double[] covariance = new double[d * d];
        double[] centred = new double[d];
        for (int i = 0; i < points.count(); i++) {
            for (int axis = 0; axis < d; axis++) {
                centred[axis] = points.get(i, axis) - mean[axis];
            }
            for (int row = 0; row < d; row++) {
                for (int column = 0; column < d; column++) {
                    covariance[row * d + column] += centred[row] * centred[column] / (points.count() - 1);
                }
            }
        }
        return new Gaussian(mean, covariance);
    }

    /** The dimension d. */
    public int dimension() {
        return mean.length;
    }

    /** The mean, d numbers. */
    public double[] mean() {
        return mean.clone();
    }

    /** The covariance, d x d numbers, row by row. */
    public double[] covariance() {
        return covariance.clone();
    }
}
