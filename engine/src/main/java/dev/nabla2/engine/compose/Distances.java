package dev.nabla2.engine.compose;

import dev.nabla2.engine.Shape;
import dev.nabla2.engine.ShapeException;
import dev.nabla2.engine.Tensor;

/** Distances between the rows of two matrices, [n, d] and [m, d]; where one is 0, so are its derivatives. */
public final class Distances {
    private Distances() {}

    /**
     * The rows of a matrix that are nearest to each of some rows.
     *
     * @param indices which rows, nearest first: [n, count]; of equally near ones the first
     * @param distances how far they are: [n, count]
     */
    public record Neighbours(Tensor indices, Tensor distances) {}

    /** The squared distance of every row from every other: [n, m]. It is made of n · m · d differences, and exact where rows are close. */
    public static Tensor squared(Tensor x, Tensor y) {
        checkRows(x, y);
        Shape shape = x.shape();
        Tensor rows = x.reshape(Shape.of(shape.extent(0), 1, shape.extent(1)));
        return rows.sub(y).square().sum(2);
    }

    /**
     * The squared distances as ‖x‖² − 2 x·y + ‖y‖²: one matrix product, and no more memory than the result's [n, m]. A distance that is
     * small against the rows' norms loses digits, and one below 0 by rounding is 0.
     */
    public static Tensor squaredByProducts(Tensor x, Tensor y) {
        checkRows(x, y);
        Tensor ofX = x.square().sumAxes(1, 2);
        Tensor ofY = y.square().sum(1);
        Tensor distances = x.matmul(y, false, true).mul(-2).add(ofX).add(ofY);
        // What rounding took off is given back without a derivative: a clamp would cut off the distance's own where
        // rows are equal.
        return distances.add(distances.negate().atLeast(0).stopGradient());
    }

    /** The distance of every row from every other: [n, m]. */
    public static Tensor euclidean(Tensor x, Tensor y) {
        return squared(x, y).safeSqrt();
    }

    /**
     * The rows of y that are nearest to each row of x. No derivative flows through the choice; it does through the distances.
     *
     * @param count how many are wanted
     * @throws ShapeException if y has fewer rows
     */
    public static Neighbours nearest(Tensor x, Tensor y, int count) {
        Tensor indices = squaredByProducts(x, y).order(1, count, false);
        int n = x.shape().extent(0);
        int d = x.shape().extent(1);
        Tensor chosen = y.gather(0, indices.reshape(Shape.of(n * count))).reshape(Shape.of(n, count, d));
        Tensor distances =
                x.reshape(Shape.of(n, 1, d)).sub(chosen).square().sum(2).safeSqrt();
        return new Neighbours(indices, distances);
    }

    static void checkRows(Tensor x, Tensor y) {
        if (x.shape().rank() != 2
                || y.shape().rank() != 2
                || x.shape().extent(1) != y.shape().extent(1)) {
            throw new ShapeException("distances", "[n, d] and [m, d]", x.shape() + " and " + y.shape()).in(x.place());
        }
    }
}
