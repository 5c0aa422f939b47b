package dev.nabla2.nn;

import dev.nabla2.engine.RandomStream;
import dev.nabla2.engine.Tensor;
import dev.nabla2.engine.backend.Backend;
import dev.nabla2.engine.compose.Pooling;
import dev.nabla2.engine.compose.Window;

/**
 * The largest elements of squares of {@code side} by {@code side} that do not overlap: {@code [batch, channels, height, width]} to
 * {@code [batch, channels, height / side, width / side]}; what is left over at the lower and right edges is left out. Of equal ones the
 * first has the whole derivative.
 *
 * @param side the side of a square
 */
public record MaxPool(int side) implements Layer {
    @Override
    public Tensor apply(Parameters parameters, Tensor x) {
        return Pooling.maximum(x, Window.of(side, side));
    }

    @Override
    public Parameters initialise(Backend backend, RandomStream random) {
        return Parameters.none();
    }
}
