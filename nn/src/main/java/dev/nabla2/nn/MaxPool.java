package dev.nabla2.nn;

import dev.nabla2.engine.RandomStream;
import dev.nabla2.engine.Shape;
import dev.nabla2.engine.Tensor;
import dev.nabla2.engine.backend.Backend;

/**
 * The largest elements of squares of {@code side} by {@code side} that do not overlap: {@code [batch, channels, height, width]} to
 * {@code [batch, channels, height / side, width / side]}. Of equal ones the first has the whole derivative.
 *
 * @param side the side of a square, which divides height and width
 */
public record MaxPool(int side) implements Layer {
    @Override
    public Tensor apply(Parameters parameters, Tensor x) {
        Tensor blocks = AveragePool.blocks("max pool", x, side).permute(0, 2, 1, 3);
        Shape squares = Shape.of(x.shape().size() / (side * side), side * side);
        return blocks.reshape(squares).max(1).reshape(AveragePool.pooled(x, side));
    }

    @Override
    public Parameters initialise(Backend backend, RandomStream random) {
        return Parameters.none();
    }
}
