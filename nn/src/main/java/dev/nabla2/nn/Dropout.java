package dev.nabla2.nn;

import dev.nabla2.engine.RandomStream;
import dev.nabla2.engine.Tensor;
import dev.nabla2.engine.backend.Backend;

/**
 * Dropout (Srivastava et al. 2014): in training each element is 0 with probability {@code rate}, and the others are divided by 1 −
 * rate, so that the mean stays; in use it does nothing.
 *
 * @param rate the share of elements that is dropped, in [0, 1)
 */
public record Dropout(double rate) implements PassingLayer {
    /** Checks the rate. */
    public Dropout {
        if (!(rate >= 0 && rate < 1)) {
            throw new IllegalArgumentException("dropout: expected a rate in [0, 1), found " + rate);
        }
    }

    @Override
    public Tensor apply(Parameters parameters, Tensor x, Pass pass) {
        if (!pass.isTraining() || rate == 0) {
            return x;
        }
        int size = x.shape().size();
        Tensor kept = pass.draws().draw(x.shape(), stream -> kept(stream, size));
        return x.mul(kept);
    }

    private double[] kept(RandomStream stream, int size) {
        double[] numbers = stream.uniform(size);
        for (int i = 0; i < size; i++) {
            numbers[i] = numbers[i] < rate ? 0 : 1 / (1 - rate);
        }
        return numbers;
    }

    @Override
    public Parameters initialise(Backend backend, RandomStream random) {
        return Parameters.none();
    }
}
