package dev.nabla2.nn;

import dev.nabla2.engine.RandomStream;
import dev.nabla2.engine.Shape;
import dev.nabla2.engine.ShapeException;
import dev.nabla2.engine.Tensor;
import dev.nabla2.engine.backend.Backend;
import dev.nabla2.engine.compose.Resampling;

/**
 * Each element of an image becomes a square of {@code side} by {@code side} equal ones: {@code [batch, channels, height, width]} to {@code
 * [batch, channels, height · side, width · side]}.
 *
 * @param side the side of a square
 */
public record Upsample(int side) implements Layer {
    @Override
    public Tensor apply(Parameters parameters, Tensor x) {
        Shape shape = x.shape();
        if (shape.rank() != 4) {
            throw new ShapeException("upsample", "[batch, channels, height, width]", shape.toString()).in(x.place());
        }
        return Resampling.nearest(x, shape.extent(2) * side, shape.extent(3) * side);
    }

    @Override
    public Parameters initialise(Backend backend, RandomStream random) {
        return Parameters.none();
    }
}
