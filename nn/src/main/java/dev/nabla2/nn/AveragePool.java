package dev.nabla2.nn;

import dev.nabla2.engine.RandomStream;
import dev.nabla2.engine.Shape;
import dev.nabla2.engine.ShapeException;
import dev.nabla2.engine.Tensor;
import dev.nabla2.engine.backend.Backend;

/**
 * Means of squares of {@code side} by {@code side} that do not overlap: {@code [batch, channels, height, width]} to {@code [batch,
 * channels, height / side, width / side]}.
 *
 * @param side the side of a square, which divides height and width
 */
public record AveragePool(int side) implements Layer {
    @Override
    public Tensor apply(Parameters parameters, Tensor x) {
        return blocks("average pool", x, side).meanAxes(3, 4).meanAxes(1, 2).reshape(pooled(x, side));
    }

    /** x as {@code [batch · channels · rows of squares, side, columns of squares, side]}. */
    static Tensor blocks(String layer, Tensor x, int side) {
        Shape shape = x.shape();
        if (shape.rank() != 4 || shape.extent(2) % side != 0 || shape.extent(3) % side != 0) {
            throw new ShapeException(
                            layer,
                            "[batch, channels, height, width] with height and width that " + side + " divides",
                            shape.toString())
                    .in(x.place());
        }
        int rows = shape.extent(0) * shape.extent(1) * shape.extent(2) / side;
        return x.reshape(Shape.of(rows, side, shape.extent(3) / side, side));
    }

    static Shape pooled(Tensor x, int side) {
        Shape shape = x.shape();
        return Shape.of(shape.extent(0), shape.extent(1), shape.extent(2) / side, shape.extent(3) / side);
    }

    @Override
    public Parameters initialise(Backend backend, RandomStream random) {
        return Parameters.none();
    }
}
