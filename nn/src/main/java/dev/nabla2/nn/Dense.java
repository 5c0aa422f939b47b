package dev.nabla2.nn;

import dev.nabla2.engine.RandomStream;
import dev.nabla2.engine.Shape;
import dev.nabla2.engine.Tensor;
import dev.nabla2.engine.backend.Backend;

/**
 * A fully connected layer, x·W + b: parameters {@code weight} of shape {@code [inputs, outputs]} and {@code bias} of {@code
 * [outputs]}, which starts at 0.
 *
 * @param inputs features per sample coming in
 * @param outputs features per sample going out
 * @param initialiser draws the weights
 */
public record Dense(int inputs, int outputs, Initialiser initialiser) implements Layer {
    @Override
    public Tensor apply(Parameters parameters, Tensor x) {
        return x.matmul(parameters.get("weight")).add(parameters.get("bias"));
    }

    @Override
    public Parameters initialise(Backend backend, RandomStream random) {
        Tensor weight = Tensor.of(backend, Shape.of(inputs, outputs), initialiser.draw(random, inputs, outputs));
        return Parameters.none().and("weight", weight).and("bias", Tensor.filled(backend, Shape.of(outputs), 0));
    }
}
