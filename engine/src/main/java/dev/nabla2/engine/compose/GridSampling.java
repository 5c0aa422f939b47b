package dev.nabla2.engine.compose;

import dev.nabla2.engine.Shape;
import dev.nabla2.engine.ShapeException;
import dev.nabla2.engine.Tensor;
import dev.nabla2.engine.backend.Backend;
import java.util.List;

/**
 * Images read at places that may be learned: the spatial transformer (Jaderberg et al. 2015), differentiable to any order by the image
 * and by the places.
 *
 * <p>Coordinates are PyTorch's with {@code align_corners=False}: −1 and 1 are the outer edges of the first and last pixel, so that the
 * centre of pixel i of n lies at (2 i + 1) / n − 1.
 */
public final class GridSampling {
    /** What lies outside an image. */
    public enum Edge {
        /** Zeros. */
        ZEROS,
        /** The nearest pixel of the image. */
        BORDER
    }

    /**
     * One of the two pixels that a place lies between, along one axis.
     *
     * @param index which pixel, brought into range
     * @param weight its share in the value
     */
    private record Tap(Tensor index, Tensor weight) {}

    private GridSampling() {}

    /**
     * The places at which an affine map reads an image: the centres of a grid of pixels, mapped.
     *
     * @param maps of shape [batch, 2, 3], each taking (x, y, 1) of a result's pixel to (x, y) in the image
     * @return a grid [batch, height, width, 2] for {@link #bilinear}
     */
    public static Tensor affineGrid(Tensor maps, int height, int width) {
        Shape shape = maps.shape();
        if (shape.rank() != 3 || shape.extent(1) != 2 || shape.extent(2) != 3) {
            throw new ShapeException("affine grid", "[batch, 2, 3]", shape.toString()).in(maps.place());
        }
        return centres(maps.backend(), height, width)
                .matmul(maps, false, true)
                .reshape(Shape.of(shape.extent(0), height, width, 2));
    }

    /**
     * An image's values at the places of a grid, each the bilinear mean of the four pixels around it.
     *
     * <p>The derivative by a place jumps where it crosses a row or column of pixel centres; there it is the right side's. On a backend of
     * floats an image can have 2²⁴ pixels.
     *
     * @param image of shape [batch, channels, height, width]
     * @param grid of shape [batch, rows, columns, 2], x before y
     * @param edge what lies outside the image
     * @return a tensor [batch, channels, rows, columns]
     * @throws IndexOutOfBoundsException if a coordinate is NaN
     */
    public static Tensor bilinear(Tensor image, Tensor grid, Edge edge) {
        checkShapes(image.shape(), grid);
        int batch = image.shape().extent(0);
        int channels = image.shape().extent(1);
        int height = image.shape().extent(2);
        int width = image.shape().extent(3);
        Tensor pixels = image.reshape(Shape.of(batch, channels, height * width));
        List<Tap> columns = taps(position(grid, 0, width), width, edge);
        List<Tap> rows = taps(position(grid, 1, height), height, edge);
        Tensor value = share(pixels, rows.get(0), columns.get(0), width)
                .add(share(pixels, rows.get(0), columns.get(1), width))
                .add(share(pixels, rows.get(1), columns.get(0), width))
                .add(share(pixels, rows.get(1), columns.get(1), width));
        return value.reshape(
                Shape.of(batch, channels, grid.shape().extent(1), grid.shape().extent(2)));
    }

    /** One of a grid's coordinates, counted in pixels from the centre of the first: [batch, 1, places]. */
    private static Tensor position(Tensor grid, int coordinate, int extent) {
        int batch = grid.shape().extent(0);
        return grid.slice(3, coordinate, coordinate + 1)
                .reshape(
                        Shape.of(batch, 1, grid.shape().extent(1) * grid.shape().extent(2)))
                .mul(extent / 2.0)
                .add((extent - 1) / 2.0);
    }

    private static List<Tap> taps(Tensor position, int extent, Edge edge) {
        Tensor at = edge == Edge.BORDER ? position.atLeast(0).atMost(extent - 1) : position;
        Tensor before = at.floor();
        Tensor part = at.sub(before);
        return List.of(tap(before, part.negate().add(1), extent, edge), tap(before.add(1), part, extent, edge));
    }

    private static Tap tap(Tensor index, Tensor weight, int extent, Edge edge) {
        Tensor inRange = index.atLeast(0).atMost(extent - 1);
        return new Tap(inRange, edge == Edge.BORDER ? weight : weight.mul(index.equalTo(inRange)));
    }

    private static Tensor share(Tensor pixels, Tap row, Tap column, int width) {
        Tensor index = row.index().mul(width).add(column.index());
        return pixels.gather(2, index).mul(row.weight().mul(column.weight()));
    }

    /** The centres (x, y, 1) of all pixels, row by row: [pixels, 3]. */
    private static Tensor centres(Backend backend, int height, int width) {
        double[] values = new double[height * width * 3];
        for (int pixel = 0; pixel < height * width; pixel++) {
            values[3 * pixel] = (2 * (pixel % width) + 1.0) / width - 1;
            values[3 * pixel + 1] = (2 * (pixel / width) + 1.0) / height - 1;
            values[3 * pixel + 2] = 1;
        }
        return Tensor.of(backend, Shape.of(height * width, 3), values);
    }

    private static void checkShapes(Shape image, Tensor grid) {
        Shape places = grid.shape();
        if (image.rank() != 4 || places.rank() != 4 || places.extent(3) != 2 || places.extent(0) != image.extent(0)) {
            throw new ShapeException(
                            "grid sampling",
                            "[batch, channels, height, width] at [batch, rows, columns, 2]",
                            image + " at " + places)
                    .in(grid.place());
        }
    }
}
