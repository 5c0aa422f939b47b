package dev.nabla2.engine.compose;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.nabla2.engine.Backends;
import dev.nabla2.engine.RandomStream;
import dev.nabla2.engine.Shape;
import dev.nabla2.engine.ShapeException;
import dev.nabla2.engine.Tape;
import dev.nabla2.engine.Tensor;
import dev.nabla2.engine.backend.Backend;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Sampled values against the definition: a sum over all pixels, each with the weight of a tent around it. */
class GridSamplingTest {
    private static final Backend REFERENCE = Backends.reference();
    private static final int HEIGHT = 3;
    private static final int WIDTH = 4;
    private static final Shape IMAGES = Shape.of(2, 2, HEIGHT, WIDTH);
    private static final Shape GRID = Shape.of(2, 5, 3, 2);

    private final Tensor images =
            Tensor.of(REFERENCE, IMAGES, RandomStream.of(1).normal(IMAGES.size()));

    @ParameterizedTest
    @EnumSource
    void aValueIsTheSumOfPixelsUnderATentAroundThePlace(GridSampling.Edge edge) {
        double[] places = Arrays.stream(RandomStream.of(2).uniform(GRID.size()))
                .map(u -> 3 * u - 1.5)
                .toArray();
        double[] found = GridSampling.bilinear(images, Tensor.of(REFERENCE, GRID, places), edge)
                .toDoubles();
        double[] pixels = images.toDoubles();
        for (int i = 0; i < found.length; i++) {
            int place = i % 15;
            int image = i / 15;
            double x = ((places[2 * (image / 2 * 15 + place)] + 1) * WIDTH - 1) / 2;
            double y = ((places[2 * (image / 2 * 15 + place) + 1] + 1) * HEIGHT - 1) / 2;
            if (edge == GridSampling.Edge.BORDER) {
                x = Math.min(Math.max(x, 0), WIDTH - 1);
                y = Math.min(Math.max(y, 0), HEIGHT - 1);
            }
            double expected = 0;
            for (int row = 0; row < HEIGHT; row++) {
                for (int column = 0; column < WIDTH; column++) {
                    double tent = Math.max(0, 1 - Math.abs(x - column)) * Math.max(0, 1 - Math.abs(y - row));
                    expected += tent * pixels[(image * HEIGHT + row) * WIDTH + column];
                }
            }
            assertEquals(expected, found[i], 1e-12);
        }
    }

    @ParameterizedTest
    @EnumSource
    void theIdentityMapReadsTheImageItself(GridSampling.Edge edge) {
        Tensor identity = Tensor.of(REFERENCE, Shape.of(2, 2, 3), 1, 0, 0, 0, 1, 0, 1, 0, 0, 0, 1, 0);
        Tensor same = GridSampling.bilinear(images, GridSampling.affineGrid(identity, HEIGHT, WIDTH), edge);
        assertArrayEquals(images.toDoubles(), same.toDoubles(), 1e-12);
    }

    @ParameterizedTest
    @EnumSource
    void mirroringIsAnAffineMap(GridSampling.Edge edge) {
        Tensor mirror = Tensor.of(REFERENCE, Shape.of(2, 2, 3), -1, 0, 0, 0, 1, 0, -1, 0, 0, 0, 1, 0);
        Tensor mirrored = GridSampling.bilinear(images, GridSampling.affineGrid(mirror, HEIGHT, WIDTH), edge);
        assertArrayEquals(images.flip(3).toDoubles(), mirrored.toDoubles(), 1e-12);
    }

    @Test
    void farOutsideAnImageThereIsNothingOrItsCorner() {
        Tensor image = images.slice(0, 0, 1).slice(1, 0, 1);
        Tensor far = Tensor.of(REFERENCE, Shape.of(1, 1, 2, 2), -1e6, -1e6, 1e6, 1e6);
        assertArrayEquals(
                new double[2],
                GridSampling.bilinear(image, far, GridSampling.Edge.ZEROS).toDoubles());
        double[] pixels = image.toDoubles();
        assertArrayEquals(
                new double[] {pixels[0], pixels[HEIGHT * WIDTH - 1]},
                GridSampling.bilinear(image, far, GridSampling.Edge.BORDER).toDoubles());
    }

    /** Inside a cell f(x, y) = a + bx + cy + dxy, of which ∂²f/∂x∂y = d is the only second derivative. */
    @Test
    void insideACellOnlyTheMixedSecondDerivativeByThePlaceIsNotZero() {
        Tensor image = Tensor.of(REFERENCE, Shape.of(1, 1, 2, 2), 1, 2, 4, 9);
        try (Tape tape = new Tape()) {
            Tensor place = tape.watch(Tensor.of(REFERENCE, Shape.of(1, 1, 1, 2), 0.2, -0.3));
            Tensor value = GridSampling.bilinear(image, place, GridSampling.Edge.ZEROS);
            Tensor slope = tape.gradient(value.sum(), place);
            Tensor byX = tape.gradient(slope.slice(3, 0, 1).sum(), place);
            Tensor byY = tape.gradient(slope.slice(3, 1, 2).sum(), place);
            assertArrayEquals(new double[] {0, 1 - 2 - 4 + 9}, byX.toDoubles(), 1e-12);
            assertArrayEquals(new double[] {1 - 2 - 4 + 9, 0}, byY.toDoubles(), 1e-12);
        }
    }

    @Test
    void aGridForOtherImagesIsRefused() {
        Tensor grid = Tensor.filled(REFERENCE, Shape.of(1, 5, 3, 2), 0);
        ShapeException e =
                assertThrows(ShapeException.class, () -> GridSampling.bilinear(images, grid, GridSampling.Edge.ZEROS));
        assertEquals(
                "grid sampling: expected [batch, channels, height, width] at [batch, rows, columns, 2], found "
                        + "[2, 2, 3, 4] at [1, 5, 3, 2]",
                e.getMessage());
        assertThrows(ShapeException.class, () -> GridSampling.affineGrid(grid, 2, 2));
    }
}
