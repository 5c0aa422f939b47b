package dev.nabla2.lab.metrics;

import dev.nabla2.engine.RandomStream;
import java.util.Arrays;

/**
 * The sliced Wasserstein-1 distance to a reference sample: the mean, over random directions, of the exact distance
 * between the two samples' projections on a direction (Rabin, Peyré, Delon and Bernot 2011).
 *
 * <p>Between two finite samples of one distribution it is not 0, so that it is to be read beside the distance of real
 * data.
 */
public final class SlicedWasserstein {
    private final int dimension;
    private final double[][] directions;
    private final double[][] projections;

    /**
     * Prepares distances to a sample.
     *
     * @param reference samples one after another
     * @param dimension numbers in a sample
     * @param directions how many
     * @param random where directions are drawn from
     */
    public SlicedWasserstein(double[] reference, int dimension, int directions, RandomStream random) {
        this.dimension = dimension;
        this.directions = new double[directions][];
        this.projections = new double[directions][];
        for (int i = 0; i < directions; i++) {
            this.directions[i] = unit(random.fold(i).normal(dimension));
            this.projections[i] = project(reference, this.directions[i]);
        }
    }

    /**
     * The distance of a sample, in the data's units.
     *
     * @param samples as many as the reference has, one after another
     * @throws IllegalArgumentException if there are more or fewer
     */
    public double distance(double[] samples) {
        if (samples.length != projections[0].length * dimension) {
            throw new IllegalArgumentException("sliced Wasserstein: expected " + projections[0].length * dimension
                    + " numbers as in the reference, found " + samples.length);
        }
        double sum = 0;
        for (int i = 0; i < directions.length; i++) {
            double[] projected = project(samples, directions[i]);
            for (int k = 0; k < projected.length; k++) {
                sum += Math.abs(projected[k] - projections[i][k]) / projected.length;
            }
        }
        return sum / directions.length;
    }

    private double[] project(double[] samples, double[] direction) {
        double[] projected = new double[samples.length / dimension];
        for (int k = 0; k < projected.length; k++) {
            for (int axis = 0; axis < dimension; axis++) {
                projected[k] += samples[k * dimension + axis] * direction[axis];
            }
        }
        Arrays.sort(projected);
        return projected;
    }

    private static double[] unit(double[] vector) {
        double norm = Math.sqrt(Arrays.stream(vector).map(x -> x * x).sum());
        return Arrays.stream(vector).map(x -> x / norm).toArray();
    }
}
