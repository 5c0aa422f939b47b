package dev.nabla2.gan.data;

import dev.nabla2.engine.RandomStream;
import java.util.Arrays;

/**
 * Data that can be counted, such as the records of a file.
 *
 * <p>They can be drawn in two ways: {@link #draw} chooses each sample anew, so that some come twice before others come once;
 * {@link Epochs} goes through all of them in shuffled order before it begins again.
 */
public interface FiniteDataSet extends DataSet {
    /** The number of samples, at least 1. */
    int size();

    /**
     * Copies a sample.
     *
     * @param index which, from 0 to {@code size() - 1}
     * @param to where its {@code sampleShape().size()} numbers go
     * @param at the place of the first
     */
    void copy(int index, double[] to, int at);

    /** Chooses each sample anew, every one as likely as the others. */
    @Override
    default double[] draw(RandomStream random, int count) {
        int[] choice = random.integers(count, size());
        int length = sampleShape().size();
        double[] samples = new double[count * length];
        for (int i = 0; i < count; i++) {
            copy(choice[i], samples, i * length);
        }
        return samples;
    }

    /**
     * The label of a sample.
     *
     * @param index which, from 0 to {@code size() - 1}
     * @throws IllegalStateException if samples have none
     */
    default int label(int index) {
        throw new IllegalStateException(name() + ": expected samples with labels, found samples without");
    }

    /** The labels of the samples that {@link #draw} chooses. */
    @Override
    default int[] labels(RandomStream random, long number, int count) {
        int[] labels = random.integers(count, size());
        Arrays.setAll(labels, i -> label(labels[i]));
        return labels;
    }
}
