package dev.nabla2.nn;

import dev.nabla2.engine.RandomStream;
import dev.nabla2.engine.Shape;
import dev.nabla2.engine.Tensor;
import dev.nabla2.engine.backend.Backend;
import java.util.Arrays;

/**
 * Tells the layers after it which class each sample is of (Mirza and Osindero 2014): joins a row of numbers for the sample's label, which
 * is in the {@link Pass}, to its input. {@code [batch, features]} becomes {@code [batch, features + size]}, {@code [batch, channels,
 * …place]} becomes {@code [batch, channels + size, …place]}, the same numbers at every place.
 *
 * @param embedding the numbers for each label
 */
public record Conditioned(Embedding embedding) implements PassingLayer {
    @Override
    public Tensor apply(Parameters parameters, Tensor x, Pass pass) {
        Tensor rows = embedding.apply(parameters, pass.labels());
        if (x.shape().rank() == 2) {
            return Tensor.concatenate(1, x, rows);
        }
        int[] narrow = new int[x.shape().rank()];
        Arrays.fill(narrow, 1);
        narrow[0] = x.shape().extent(0);
        narrow[1] = embedding.size();
        Shape planes = x.shape().with(1, embedding.size());
        return Tensor.concatenate(1, x, rows.reshape(Shape.of(narrow)).broadcastTo(planes));
    }

    @Override
    public boolean needsLabels() {
        return true;
    }

    @Override
    public Parameters initialise(Backend backend, RandomStream random) {
        return embedding.initialise(backend, random);
    }
}
