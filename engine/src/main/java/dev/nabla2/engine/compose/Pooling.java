package dev.nabla2.engine.compose;

import dev.nabla2.engine.Convolution;
import dev.nabla2.engine.Shape;
import dev.nabla2.engine.ShapeException;
import dev.nabla2.engine.Tensor;
import dev.nabla2.engine.backend.Precision;
import java.util.Arrays;

/** One number for each window of an image [batch, channels, …] with 1, 2 or 3 spatial axes. Windows that would reach too far are left out. */
public final class Pooling {
    /** Up to here every whole number is a float. */
    private static final int WHOLE_FLOATS = 1 << 24;

    private Pooling() {}

    /** The mean of each window, in which padding counts as zeros; linear in the image. */
    public static Tensor average(Tensor image, Window window) {
        Window each = window.over(image);
        int[] result = extents(image, each);
        if (each.tiles(image.shape())) {
            return averageOfTiles(image, each, result);
        }
        int[] filter = new int[result.length];
        Arrays.fill(filter, 1);
        int size = 1;
        for (int axis = 2; axis < filter.length; axis++) {
            filter[axis] = each.length().get(axis - 2);
            size *= filter[axis];
        }
        Shape channels = separate(image.shape());
        return image.reshape(channels)
                .convolve(Tensor.filled(image.backend(), Shape.of(filter), 1.0 / size), each.moves())
                .reshape(Shape.of(result));
    }

    /**
     * The largest element of each window; padding is never chosen, and of equal elements the first has the whole derivative.
     *
     * <p>On a backend of floats an image, and the windows of one result together, can have 2²⁴ pixels, unless windows lie side by side and
     * cover the image.
     */
    public static Tensor maximum(Tensor image, Window window) {
        Window each = window.over(image);
        Shape result = Shape.of(extents(image, each));
        if (each.tiles(image.shape())) {
            return maximumOfTiles(image, each, result);
        }
        int lines = result.extent(0) * result.extent(1);
        int places = result.sizeBetween(2, result.rank());
        double[] covered = covered(image.shape(), each, result);
        checkPrecision(image, covered.length);
        Tensor pixels = image.reshape(Shape.of(
                image.shape().extent(0),
                image.shape().extent(1),
                image.shape().sizeBetween(2, image.shape().rank())));
        Tensor table = Tensor.of(image.backend(), Shape.of(covered.length), covered);
        Tensor best = pixels.gather(2, table)
                .reshape(Shape.of(lines, places, covered.length / places))
                .argmax(2)
                .reshape(Shape.of(lines, places));
        Tensor chosen = best.add(starts(image, places, covered.length / places));
        Tensor indices = table.gather(0, chosen.reshape(Shape.of(lines * places)));
        return pixels.gather(2, indices.reshape(pixels.shape().with(2, places))).reshape(result);
    }

    /** The mean over the tiles of an image, one axis after another. */
    private static Tensor averageOfTiles(Tensor image, Window each, int[] result) {
        Tensor mean = image.reshape(tiles(each, result));
        for (int axis = mean.shape().rank() - 1; axis > 0; axis -= 2) {
            mean = mean.meanAxes(axis, axis + 1);
        }
        return mean.reshape(Shape.of(result));
    }

    /** The largest elements of the tiles of an image, each tile's pixels brought together. */
    private static Tensor maximumOfTiles(Tensor image, Window each, Shape result) {
        Shape tiles = tiles(each, result.extents());
        int axes = tiles.rank() / 2;
        int[] order = new int[tiles.rank()];
        Arrays.setAll(order, i -> i < axes ? 2 * i : 2 * (i - axes) + 1);
        Tensor together = image.reshape(tiles)
                .permute(order)
                .reshape(Shape.of(result.size(), image.shape().size() / result.size()));
        return together.max(1).reshape(result);
    }

    /** For each spatial axis the number of tiles and their length; the first number counts batch and channels too. */
    private static Shape tiles(Window each, int[] result) {
        int[] tiles = new int[2 * (result.length - 2)];
        for (int i = 0; i < tiles.length; i += 2) {
            tiles[i] = result[i / 2 + 2];
            tiles[i + 1] = each.length().get(i / 2);
        }
        tiles[0] *= result[0] * result[1];
        return Shape.of(tiles);
    }

    /** Each channel as an image of its own. */
    private static Shape separate(Shape image) {
        int[] extents = image.extents();
        extents[0] *= extents[1];
        extents[1] = 1;
        return Shape.of(extents);
    }

    private static int[] extents(Tensor image, Window each) {
        int[] extents = image.shape().extents();
        Convolution moves = each.moves();
        for (int axis = 2; axis < extents.length; axis++) {
            extents[axis] =
                    moves.resultExtent(axis - 2, extents[axis], each.length().get(axis - 2));
        }
        return extents;
    }

    /**
     * Which pixels each window covers, window after window. A pixel beyond an end is replaced by the nearest one of the image, which the
     * window covers too, because at most half of it is padding.
     */
    private static double[] covered(Shape image, Window each, Shape result) {
        int places = result.sizeBetween(2, result.rank());
        int size = each.length().stream().reduce(1, (a, b) -> a * b);
        double[] covered = new double[Math.multiplyExact(places, size)];
        for (int i = 0; i < covered.length; i++) {
            int place = i / size;
            int offset = i % size;
            int stride = 1;
            for (int axis = result.rank() - 1; axis >= 2; axis--) {
                int at = place % result.extent(axis) * each.stride().get(axis - 2)
                        + offset % each.length().get(axis - 2)
                        - each.padding().get(axis - 2);
                covered[i] += (double) stride * Math.min(Math.max(at, 0), image.extent(axis) - 1);
                place /= result.extent(axis);
                offset /= each.length().get(axis - 2);
                stride *= image.extent(axis);
            }
        }
        return covered;
    }

    private static Tensor starts(Tensor image, int places, int size) {
        double[] starts = new double[places];
        Arrays.setAll(starts, i -> (double) i * size);
        return Tensor.of(image.backend(), Shape.of(places), starts);
    }

    private static void checkPrecision(Tensor image, int covered) {
        int pixels = image.shape().sizeBetween(2, image.shape().rank());
        if (image.backend().precision() == Precision.FLOAT && Math.max(pixels, covered) > WHOLE_FLOATS) {
            throw new ShapeException(
                            "max pooling",
                            "at most " + WHOLE_FLOATS + " pixels in all windows on a backend of floats",
                            covered + " for " + image.shape())
                    .in(image.place());
        }
    }
}
