package dev.nabla2.engine.compose;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.nabla2.engine.Backends;
import dev.nabla2.engine.RandomStream;
import dev.nabla2.engine.Shape;
import dev.nabla2.engine.ShapeException;
import dev.nabla2.engine.Tensor;
import dev.nabla2.engine.backend.Backend;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Resampled values against a loop over the pixels of the result. */
class ResamplingTest {
    private static final Backend REFERENCE = Backends.reference();

    @Property(tries = 100)
    void everyPixelIsTheNearestOneOrTheMeanOfThoseAroundIt(
            @ForAll @IntRange(min = 1, max = 4) int height,
            @ForAll @IntRange(min = 1, max = 4) int width,
            @ForAll @IntRange(min = 1, max = 9) int rows,
            @ForAll @IntRange(min = 1, max = 9) int columns,
            @ForAll long seed) {
        Shape shape = Shape.of(2, 1, height, width);
        double[] pixels = RandomStream.of(seed).normal(shape.size());
        Tensor image = Tensor.of(REFERENCE, shape, pixels);
        double[] nearest = Resampling.nearest(image, rows, columns).toDoubles();
        double[] linear = Resampling.linear(image, rows, columns).toDoubles();
        for (int i = 0; i < nearest.length; i++) {
            int sample = i / (rows * columns);
            int row = i / columns % rows;
            int column = i % columns;
            int y = (int) Math.floor((double) row * height / rows);
            int x = (int) Math.floor((double) column * width / columns);
            assertEquals(pixels[(sample * height + y) * width + x], nearest[i]);
            assertEquals(
                    tents(pixels, sample, height, width, (row + 0.5) / rows, (column + 0.5) / columns),
                    linear[i],
                    1e-12);
        }
    }

    /** The bilinear mean at a place given as a share of the whole height and width, with the border repeated. */
    private static double tents(double[] pixels, int sample, int height, int width, double down, double right) {
        double y = Math.min(Math.max(down * height - 0.5, 0), height - 1);
        double x = Math.min(Math.max(right * width - 0.5, 0), width - 1);
        double sum = 0;
        for (int row = 0; row < height; row++) {
            for (int column = 0; column < width; column++) {
                double tent = Math.max(0, 1 - Math.abs(y - row)) * Math.max(0, 1 - Math.abs(x - column));
                sum += tent * pixels[(sample * height + row) * width + column];
            }
        }
        return sum;
    }

    /** The weights of torch.nn.functional.interpolate(mode="linear", align_corners=False) for a factor of 2. */
    @Test
    void doublingALineMixesNeighboursThreeToOne() {
        Tensor line = Tensor.of(REFERENCE, Shape.of(1, 1, 3), 0, 4, 8);
        assertArrayEquals(
                new double[] {0, 1, 3, 5, 7, 8}, Resampling.linear(line, 6).toDoubles());
        assertArrayEquals(
                new double[] {0, 0, 4, 4, 8, 8}, Resampling.nearest(line, 6).toDoubles());
    }

    @Test
    void anImageOfTheSameSizeIsItself() {
        Tensor image = Tensor.of(REFERENCE, Shape.of(1, 1, 2, 2), 1, 2, 3, 4);
        assertArrayEquals(image.toDoubles(), Resampling.nearest(image, 2, 2).toDoubles());
        assertArrayEquals(image.toDoubles(), Resampling.linear(image, 2, 2).toDoubles());
    }

    @Test
    void ofThreeSpatialAxesEachIsResampledByItself() {
        Shape shape = Shape.of(1, 2, 2, 3, 2);
        Tensor image = Tensor.of(REFERENCE, shape, RandomStream.of(3).normal(shape.size()));
        Tensor all = Resampling.linear(image, 5, 4, 6);
        Tensor lastTwo = Resampling.linear(image.reshape(Shape.of(2, 2, 3, 2)), 4, 6);
        Tensor first = Resampling.linear(lastTwo.reshape(Shape.of(1, 2, 2, 24)), 5, 24);
        assertEquals(Shape.of(1, 2, 5, 4, 6), all.shape());
        assertArrayEquals(first.toDoubles(), all.toDoubles(), 1e-12);
    }

    @Test
    void aLengthForEachSpatialAxisIsNeeded() {
        Tensor image = Tensor.filled(REFERENCE, Shape.of(1, 1, 2, 2), 1);
        ShapeException e = assertThrows(ShapeException.class, () -> Resampling.linear(image, 4));
        assertEquals(
                "linear resampling: expected [batch, channels, …] and a length for each spatial axis, "
                        + "found [1, 1, 2, 2] and [4]",
                e.getMessage());
        assertThrows(ShapeException.class, () -> Resampling.nearest(image, 4, 0));
    }
}
