package dev.nabla2.lab.experiment.rivals;

import dev.nabla2.engine.RandomStream;
import dev.nabla2.engine.Tensor;
import dev.nabla2.engine.backend.Backend;
import dev.nabla2.nn.Layer;
import dev.nabla2.nn.Parameters;

/**
 * The input times a number.
 *
 * @param factor the number
 */
record Scaled(double factor) implements Layer {
    @Override
    public Tensor apply(Parameters parameters, Tensor x) {
        return x.mul(factor);
    }

    @Override
    public Parameters initialise(Backend backend, RandomStream random) {
        return Parameters.none();
    }
}
