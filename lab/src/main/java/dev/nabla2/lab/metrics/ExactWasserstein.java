package dev.nabla2.lab.metrics;

/**
 * The exact Wasserstein-1 distance of two samples of one size: the mean Euclidean distance under the best pairing of
 * their points, which is the best transport plan (Birkhoff's theorem; Peyré and Cuturi 2019, section 2.2).
 *
 * <p>It keeps the matrix of all distances, 8 n² bytes, and takes O(n³) at worst: meant for up to some 2,000 points. As
 * a measure of the distributions it is biased upwards, by an amount that falls as slowly as n^(-1/d) in dimension d >
 * 2, so that it is to be read beside the distance of two samples of real data.
 */
public final class ExactWasserstein {
    private ExactWasserstein() {}

    /**
     * The distance, in the data's units.
     *
     * @throws IllegalArgumentException if one sample is larger or of another dimension
     */
    public static double distance(Points xs, Points ys) {
        Points.check("exact Wasserstein", xs, ys, 1);
        if (xs.count() != ys.count()) {
            throw new IllegalArgumentException("exact Wasserstein: expected samples of one size, found " + xs.count()
                    + " and " + ys.count() + " points");
        }
        double[][] distances = new double[xs.count()][xs.count()];
        for (int i = 0; i < distances.length; i++) {
            for (int j = 0; j < distances.length; j++) {
                distances[i][j] = xs.distance(i, ys, j);
            }
        }
        int[] partners = Assignment.of(distances);
        double sum = 0;
        for (int i = 0; i < partners.length; i++) {
            sum += distances[i][partners[i]];
        }
        return sum / partners.length;
    }
}
