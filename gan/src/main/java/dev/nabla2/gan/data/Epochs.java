package dev.nabla2.gan.data;

import dev.nabla2.engine.RandomStream;

/**
 * Data gone through again and again, each time all of them in a new shuffled order.
 *
 * <p>What comes at a position of this endless row is a pure function of the stream and the position, so that a run that knows
 * how many samples it has used continues as if never stopped, with no other state.
 *
 * @param data what to go through
 * @param random where the orders come from; the same stream gives the same orders
 */
public record Epochs(FiniteDataSet data, RandomStream random) {
    /**
     * Which sample comes at a position.
     *
     * @param position from 0; the first {@code data.size()} positions are the first pass
     * @throws IllegalArgumentException if the position is negative
     */
    public int index(long position) {
        if (position < 0) {
            throw new IllegalArgumentException("epochs: expected a position of at least 0, found " + position);
        }
        int size = data.size();
        return new Shuffle(random.fold(position / size), size).at((int) (position % size));
    }

    /**
     * The samples of a batch.
     *
     * @param first the position of its first sample: the step times {@code count}, where all batches are equally large
     * @param count how many; a batch may end one pass and begin the next
     * @return the samples one after another, row-major: {@code count * sampleShape().size()} numbers
     * @throws IllegalArgumentException if the position is negative
     */
    public double[] batch(long first, int count) {
        int length = data.sampleShape().size();
        double[] samples = new double[count * length];
        for (int i = 0; i < count; i++) {
            data.copy(index(first + i), samples, i * length);
        }
        return samples;
    }
}
