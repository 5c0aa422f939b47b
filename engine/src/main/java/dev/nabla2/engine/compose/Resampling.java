package dev.nabla2.engine.compose;

import dev.nabla2.engine.Shape;
import dev.nabla2.engine.ShapeException;
import dev.nabla2.engine.Tensor;
import dev.nabla2.engine.backend.Backend;
import java.util.Arrays;

/**
 * Images brought to another size, [batch, channels, …] with any number of spatial axes; linear in the image.
 *
 * <p>Pixels are areas, as in PyTorch with {@code align_corners=False}: the outer edges of first and last pixels stay where they are.
 */
public final class Resampling {
    private Resampling() {}

    /**
     * Each pixel of the result is the one of the image in whose area its lower end lies: with a whole factor, pixels are repeated.
     *
     * @param extents of the result's spatial axes
     */
    public static Tensor nearest(Tensor image, int... extents) {
        checkExtents("nearest resampling", image, extents);
        Tensor result = repeated(image, extents);
        for (int axis = 2; axis < image.shape().rank(); axis++) {
            int from = result.shape().extent(axis);
            int to = extents[axis - 2];
            if (from != to) {
                double[] indices = new double[to];
                Arrays.setAll(indices, i -> Math.floorDiv((long) i * from, to));
                result = result.gather(axis, Tensor.of(image.backend(), Shape.of(to), indices));
            }
        }
        return result;
    }

    /**
     * Each pixel of the result is the linear mean of the two pixels around its centre along each axis: bilinear with two spatial axes.
     * Beyond the centres of the first and last pixels the value is theirs.
     *
     * @param extents of the result's spatial axes
     */
    public static Tensor linear(Tensor image, int... extents) {
        checkExtents("linear resampling", image, extents);
        Tensor result = image;
        for (int i = 0; i < extents.length; i++) {
            if (extents[i] != image.shape().extent(i + 2)) {
                result = linearAlong(result, i + 2, extents[i]);
            }
        }
        return result;
    }

    /** Each pixel as a block of equal ones along the axes with a whole factor, all at once. */
    private static Tensor repeated(Tensor image, int[] extents) {
        int[] pixels = new int[2 * extents.length];
        int[] blocks = new int[2 * extents.length];
        Shape result = image.shape();
        for (int i = 0; i < extents.length; i++) {
            int from = image.shape().extent(i + 2);
            int factor = extents[i] % from == 0 ? extents[i] / from : 1;
            // Batch and channels count as more pixels along the first axis.
            int all = i == 0 ? image.shape().sizeBetween(0, 3) : from;
            pixels[2 * i] = all;
            pixels[2 * i + 1] = 1;
            blocks[2 * i] = all;
            blocks[2 * i + 1] = factor;
            result = result.with(i + 2, factor * from);
        }
        return image.reshape(Shape.of(pixels)).broadcastTo(Shape.of(blocks)).reshape(result);
    }

    /** Every line along an axis, times the matrix of interpolation. */
    private static Tensor linearAlong(Tensor x, int axis, int to) {
        Tensor matrix = interpolation(x.backend(), x.shape().extent(axis), to);
        Tensor lines = asLines(x, axis);
        Shape shape = lines.shape();
        Tensor result = shape.extent(2) == 1
                ? lines.reshape(Shape.of(shape.extent(0), shape.extent(1))).matmul(matrix, false, true)
                : matrix.matmul(lines);
        return result.reshape(x.shape().with(axis, to));
    }

    /** The weights [to, from] of an axis's elements. */
    private static Tensor interpolation(Backend backend, int from, int to) {
        double[] weights = new double[to * from];
        for (int i = 0; i < to; i++) {
            double centre = Math.max(0, (i + 0.5) * from / to - 0.5);
            int before = Math.min((int) centre, from - 1);
            int after = Math.min(before + 1, from - 1);
            weights[i * from + before] += 1 - (centre - before);
            weights[i * from + after] += centre - before;
        }
        return Tensor.of(backend, Shape.of(to, from), weights);
    }

    private static Tensor asLines(Tensor x, int axis) {
        Shape shape = x.shape();
        return x.reshape(
                Shape.of(shape.sizeBetween(0, axis), shape.extent(axis), shape.sizeBetween(axis + 1, shape.rank())));
    }

    private static void checkExtents(String operation, Tensor image, int[] extents) {
        int axes = image.shape().rank() - 2;
        if (axes < 1 || extents.length != axes || Arrays.stream(extents).anyMatch(extent -> extent < 1)) {
            throw new ShapeException(
                            operation,
                            "[batch, channels, …] and a length for each spatial axis",
                            image.shape() + " and " + Arrays.toString(extents))
                    .in(image.place());
        }
    }
}
