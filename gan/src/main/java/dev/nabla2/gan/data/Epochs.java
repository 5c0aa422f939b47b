package dev.nabla2.gan.data;

import dev.nabla2.engine.RandomStream;
import dev.nabla2.engine.Shape;
import java.util.Arrays;
import java.util.Optional;

/**
 * Data gone through again and again, each time all of them in a new shuffled order.
 *
 * <p>What comes at a position of this endless row is a pure function of the stream and the position, so that a run that knows
 * how many samples it has used continues as if never stopped, with no other state.
 *
 * @param data what to go through
 * @param random where the orders come from; the same stream gives the same orders
 */
public record Epochs(FiniteDataSet data, RandomStream random) implements DataSet {
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

    /** The samples of a batch; one may end a pass and begin the next. */
    @Override
    public double[] batch(RandomStream none, long number, int count) {
        int length = data.sampleShape().size();
        double[] samples = new double[count * length];
        for (int i = 0; i < count; i++) {
            data.copy(index(number * count + i), samples, i * length);
        }
        return samples;
    }

    @Override
    public String name() {
        return data.name();
    }

    @Override
    public Shape sampleShape() {
        return data.sampleShape();
    }

    /** Chooses each sample anew, outside the order. */
    @Override
    public double[] draw(RandomStream from, int count) {
        return data.draw(from, count);
    }

    @Override
    public Optional<String> fingerprint() {
        return data.fingerprint();
    }

    @Override
    public int classes() {
        return data.classes();
    }

    /** The labels of the samples of a batch. */
    @Override
    public int[] labels(RandomStream none, long number, int count) {
        int[] labels = new int[count];
        Arrays.setAll(labels, i -> data.label(index(number * count + i)));
        return labels;
    }
}
