package dev.nabla2.lab.metrics;

/**
 * The kernel distance (Bińkowski, Sutherland, Arbel and Gretton 2018): the squared maximum mean discrepancy under the
 * kernel k(x, y) = (x·y/d + 1)³ in dimension d, which compares the first three moments.
 *
 * <p>The estimate is the unbiased one of Gretton et al. 2012, equation 3, over all points at once, not a mean over
 * blocks: pairs of a point with itself are left out of the means within a sample. Its expectation is 0 for samples of
 * one distribution, so that it falls below 0 about as often as not. It is not multiplied by 1000, as it is in some
 * tables.
 */
public final class KernelDistance {
    private KernelDistance() {}

    /**
     * The estimate, without a unit.
     *
     * @throws IllegalArgumentException if the samples are of different dimension, or one has less than two points
     */
    public static double squared(Points xs, Points ys) {
        Points.check("kernel distance", xs, ys, 2);
        return within(xs) + within(ys) - 2 * between(xs, ys);
    }

    private static double within(Points xs) {
        double sum = 0;
        for (int i = 0; i < xs.count(); i++) {
            for (int j = 0; j < i; j++) {
                sum += kernel(xs, i, xs, j);
            }
        }
        return 2 * sum / ((double) xs.count() * (xs.count() - 1));
    }

    private static double between(Points xs, Points ys) {
        double sum = 0;
        for (int i = 0; i < xs.count(); i++) {
            for (int j = 0; j < ys.count(); j++) {
                sum += kernel(xs, i, ys, j);
            }
        }
        return sum / ((double) xs.count() * ys.count());
    }

    private static double kernel(Points xs, int i, Points ys, int j) {
        double base = xs.dot(i, ys, j) / xs.dimension() + 1;
        return base * base * base;
    }
}
