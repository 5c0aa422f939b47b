package dev.nabla2.gan.data;

import dev.nabla2.engine.RandomStream;
import dev.nabla2.engine.Shape;

/**
 * A mixture in a tilted plane of three-dimensional space, so that the data have no density there.
 *
 * <p>The plane is turned by 45 degrees about the axis (1, -1, 0) and moved by (1, 1, 1)/sqrt(3). The map is an isometry of the
 * plane, so that what is measured in it, such as modes found, can be measured after {@link #toPlane}.
 *
 * @param name what a user asks for it by
 * @param mixture the data in the plane
 */
public record SubmanifoldMixture(String name, Mixture mixture) implements DataSet {
    private static final double NEAR = (1 + Math.sqrt(0.5)) / 2;
    private static final double FAR = (1 - Math.sqrt(0.5)) / 2;

    /** What the plane's axes become, and its normal. The authors put sine before cosine: their first axis is our second. */
    private static final double[][] AXES = {
        {-FAR, NEAR, -0.5}, {NEAR, -FAR, -0.5}, {0.5, 0.5, Math.sqrt(0.5)},
    };

    private static final double SHIFT = 1 / Math.sqrt(3);

    /**
     * The data set {@code submanifold7}: seven modes on a circle of radius 1, deviation 0.01 (Roth, Lucchi, Nowozin and Hofmann,
     * "Stabilizing training of generative adversarial networks through regularization", NIPS 2017, the authors' {@code
     * 3DGAN.py}).
     */
    public static SubmanifoldMixture ofThePaper() {
        return new SubmanifoldMixture("submanifold7", new RingOfGaussians(7, 1, 0.01));
    }

    /** The shape {@code [3]}. */
    @Override
    public Shape sampleShape() {
        return Shape.of(3);
    }

    @Override
    public int classes() {
        return mixture.classes();
    }

    @Override
    public int[] labels(RandomStream random, long number, int count) {
        return mixture.labels(random, number, count);
    }

    @Override
    public double[] draw(RandomStream random, int count) {
        double[] planar = mixture.draw(random, count);
        double[] samples = new double[3 * count];
        for (int i = 0; i < samples.length; i++) {
            int point = i / 3;
            int axis = i % 3;
            samples[i] = planar[2 * point] * AXES[0][axis] + planar[2 * point + 1] * AXES[1][axis] + SHIFT;
        }
        return samples;
    }

    /**
     * Points of space as seen from the plane.
     *
     * @param samples three coordinates of each, one after another
     * @return for each point the two coordinates of its foot in the plane, then its signed distance from it
     */
    public double[] toPlane(double[] samples) {
        double[] seen = new double[samples.length];
        for (int i = 0; i < samples.length; i++) {
            double[] axis = AXES[i % 3];
            int point = i - i % 3;
            seen[i] = (samples[point] - SHIFT) * axis[0]
                    + (samples[point + 1] - SHIFT) * axis[1]
                    + (samples[point + 2] - SHIFT) * axis[2];
        }
        return seen;
    }
}
