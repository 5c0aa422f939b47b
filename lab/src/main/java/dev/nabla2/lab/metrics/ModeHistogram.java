package dev.nabla2.lab.metrics;

import java.util.Arrays;
import java.util.stream.IntStream;

/** How many samples fell to each mode of a mixture, or class that a classifier tells apart, as in stacked MNIST. */
public final class ModeHistogram {
    private final int[] hits;

    /**
     * A histogram.
     *
     * @param hits of every mode, from 0
     * @throws IllegalArgumentException if there is no mode, or a count is negative
     */
    public ModeHistogram(int[] hits) {
        if (hits.length == 0 || IntStream.of(hits).anyMatch(count -> count < 0)) {
            throw new IllegalArgumentException("modes: expected counts from 0, found " + Arrays.toString(hits));
        }
        this.hits = hits.clone();
    }

    /** The counts, which are the caller's own. */
    public int[] hits() {
        return hits.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ModeHistogram histogram && Arrays.equals(hits, histogram.hits);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(hits);
    }

    @Override
    public String toString() {
        return Arrays.toString(hits);
    }

    /** The number of modes with at least one sample. */
    public int found() {
        return (int) IntStream.of(hits).filter(count -> count > 0).count();
    }

    /** The number of modes. */
    public int modes() {
        return hits.length;
    }

    /** The number of samples in all modes. */
    public long total() {
        return IntStream.of(hits).asLongStream().sum();
    }

    /**
     * The Kullback-Leibler divergence Σ p log(p·modes), in nats, of the histogram from the uniform one: 0 where every
     * mode has its share, log(modes) where one has all; NaN where there is no sample.
     */
    public double divergence() {
        double total = total();
        double divergence = total == 0 ? Double.NaN : 0;
        for (int count : hits) {
            double share = count / total;
            divergence += count == 0 ? 0 : share * Math.log(share * hits.length);
        }
        return divergence;
    }
}
