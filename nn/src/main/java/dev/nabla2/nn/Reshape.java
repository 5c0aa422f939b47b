package dev.nabla2.nn;

import dev.nabla2.engine.RandomStream;
import dev.nabla2.engine.Shape;
import dev.nabla2.engine.Tensor;
import dev.nabla2.engine.backend.Backend;

/**
 * Samples of another shape with as many elements: {@code [batch, …]} to {@code [batch, …sample]}. It has no parameters.
 *
 * @param sample the shape of one
 */
public record Reshape(Shape sample) implements Layer {
    @Override
    public Tensor apply(Parameters parameters, Tensor x) {
        int[] extents = new int[sample.rank() + 1];
        extents[0] = x.shape().extent(0);
        System.arraycopy(sample.extents(), 0, extents, 1, sample.rank());
        return x.reshape(Shape.of(extents));
    }

    @Override
    public Parameters initialise(Backend backend, RandomStream random) {
        return Parameters.none();
    }
}
