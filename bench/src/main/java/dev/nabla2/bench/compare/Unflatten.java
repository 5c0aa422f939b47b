package dev.nabla2.bench.compare;

import dev.nabla2.engine.RandomStream;
import dev.nabla2.engine.Shape;
import dev.nabla2.engine.Tensor;
import dev.nabla2.engine.backend.Backend;
import dev.nabla2.nn.Layer;
import dev.nabla2.nn.Parameters;

/**
 * Features {@code [batch, features]} as samples {@code [batch, …sample]}.
 *
 * @param sample the shape of one
 */
public record Unflatten(Shape sample) implements Layer {
    @Override
    public Tensor apply(Parameters parameters, Tensor x) {
        return x.reshape(Samples.batch(x.shape().extent(0), sample));
    }

    @Override
    public Parameters initialise(Backend backend, RandomStream random) {
        return Parameters.none();
    }
}
