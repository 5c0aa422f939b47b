package dev.nabla2.nn;

import dev.nabla2.engine.RandomStream;
import dev.nabla2.engine.Shape;
import dev.nabla2.engine.Tensor;
import dev.nabla2.engine.backend.Backend;

/** All axes of a sample made one: {@code [batch, …]} to {@code [batch, features]}. It has no parameters. */
public record Flatten() implements Layer {
    @Override
    public Tensor apply(Parameters parameters, Tensor x) {
        int batch = x.shape().extent(0);
        return x.reshape(Shape.of(batch, x.shape().size() / batch));
    }

    @Override
    public Parameters initialise(Backend backend, RandomStream random) {
        return Parameters.none();
    }
}
