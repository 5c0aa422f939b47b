package dev.nabla2.gan.data;

import dev.nabla2.engine.RandomStream;
import dev.nabla2.engine.Shape;
import java.util.Optional;

/** Real data to learn: something that samples can be drawn from. */
public interface DataSet {
    /** The name a user asks for it by, such as {@code ring8}. */
    String name();

    /** The shape of one sample, such as {@code [2]} or {@code [784]}. */
    Shape sampleShape();

    /**
     * Draws samples.
     *
     * @param random where the choice comes from; the same stream gives the same samples
     * @param count how many
     * @return the samples one after another, row-major: {@code count * sampleShape().size()} numbers
     */
    double[] draw(RandomStream random, int count);

    /**
     * The samples of a batch in training: in most data sets drawn anew, whatever came before.
     *
     * @param random where the choice comes from
     * @param number how many batches came before, for data that are gone through in order
     * @param count how many samples, the same for every batch
     * @return the samples one after another, row-major
     */
    default double[] batch(RandomStream random, long number, int count) {
        return draw(random, count);
    }

    /**
     * By which other data are told from these, as two files of one name: twelve hexadecimal digits of a SHA-256 of the data in memory;
     * empty for data that are drawn on the fly. The shape of samples does not count.
     * Computed each time it is asked for.
     */
    default Optional<String> fingerprint() {
        return Optional.empty();
    }

    /** How many classes its samples have labels for, from 0; 0 where they have none. */
    default int classes() {
        return 0;
    }

    /**
     * The labels of the samples that {@link #batch} gives for the same arguments.
     *
     * @throws IllegalStateException if samples have none
     */
    default int[] labels(RandomStream random, long number, int count) {
        throw new IllegalStateException(name() + ": expected samples with labels, found samples without");
    }
}
