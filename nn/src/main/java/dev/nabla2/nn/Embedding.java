package dev.nabla2.nn;

import dev.nabla2.engine.RandomStream;
import dev.nabla2.engine.Shape;
import dev.nabla2.engine.Tensor;
import dev.nabla2.engine.backend.Backend;

/**
 * A row of numbers for each class: whole numbers {@code [batch]} below {@code classes} to {@code [batch, size]}. The rows are the parameter
 * {@code weight}, which starts normal.
 *
 * @param classes how many
 * @param size numbers in a row
 */
public record Embedding(int classes, int size) implements Layer {
    /** @throws IndexOutOfBoundsException if a class is not a whole number in range */
    @Override
    public Tensor apply(Parameters parameters, Tensor x) {
        return parameters.get("weight").gather(0, x);
    }

    @Override
    public Parameters initialise(Backend backend, RandomStream random) {
        return Parameters.none()
                .and("weight", Tensor.of(backend, Shape.of(classes, size), random.normal(classes * size)));
    }
}
