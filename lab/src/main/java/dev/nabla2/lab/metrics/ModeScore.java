package dev.nabla2.lab.metrics;

import dev.nabla2.gan.data.Mixture;

/**
 * How well samples meet the modes of a mixture.
 *
 * <p>Each sample belongs to its nearest mode and is of high quality if it lies within three standard deviations of it.
 * A mode counts as found with at least one such sample. Real data do not score 1: in the plane a Gaussian has 1 -
 * exp(-9/2) = 98.9 % of its mass within three standard deviations, so that every score is to be read beside that of
 * real data.
 *
 * @param modes how many modes were found
 * @param modesTotal how many there are
 * @param highQuality the fraction of the samples that are of high quality, in [0, 1]
 * @param divergence the Kullback-Leibler divergence, in nats, of the histogram of the high-quality samples over the
 *     modes from the uniform one: 0 where every mode has its share, log(modesTotal) where one has all; NaN where no
 *     sample is of high quality
 */
public record ModeScore(int modes, int modesTotal, double highQuality, double divergence) {
    private static final double DEVIATIONS = 3;

    /**
     * Scores samples.
     *
     * @param mixture whose modes to look for
     * @param samples x and y of each, one after another; at least one
     */
    public static ModeScore of(Mixture mixture, double[] samples) {
        double[] centres = mixture.centres();
        double reach = Math.pow(DEVIATIONS * mixture.deviation(), 2);
        int[] hits = new int[mixture.modes()];
        for (int i = 0; i < samples.length; i += 2) {
            int mode = nearest(centres, samples[i], samples[i + 1]);
            if (squaredDistance(centres, mode, samples[i], samples[i + 1]) <= reach) {
                hits[mode]++;
            }
        }
        ModeHistogram histogram = new ModeHistogram(hits);
        return new ModeScore(
                histogram.found(), histogram.modes(), 2.0 * histogram.total() / samples.length, histogram.divergence());
    }

    private static int nearest(double[] centres, double x, double y) {
        int nearest = 0;
        for (int mode = 1; mode < centres.length / 2; mode++) {
            if (squaredDistance(centres, mode, x, y) < squaredDistance(centres, nearest, x, y)) {
                nearest = mode;
            }
        }
        return nearest;
    }

    private static double squaredDistance(double[] centres, int mode, double x, double y) {
        double dx = x - centres[2 * mode];
        double dy = y - centres[2 * mode + 1];
        return dx * dx + dy * dy;
    }
}
