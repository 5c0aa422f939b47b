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
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Pooled values against loops over the pixels of each window. */
class PoolingTest {
    private static final Backend REFERENCE = Backends.reference();

    @Property(tries = 100)
    void everyWindowGivesItsMeanWithZerosForPaddingAndItsLargestElement(
            @ForAll @IntRange(min = 1, max = 3) int axes,
            @ForAll @IntRange(min = 1, max = 3) int length,
            @ForAll @IntRange(min = 1, max = 3) int stride,
            @ForAll @IntRange(min = 0, max = 1) int padding,
            @ForAll @IntRange(min = 3, max = 5) int extent,
            @ForAll long seed) {
        int reach = Math.min(padding, length / 2);
        Window window = Window.of(length).stride(stride).padding(reach);
        int[] extents = new int[axes + 2];
        extents[0] = 2;
        extents[1] = 2;
        for (int axis = 2; axis < extents.length; axis++) {
            extents[axis] = extent + axis % 2;
        }
        Shape shape = Shape.of(extents);
        Tensor image = Tensor.of(REFERENCE, shape, RandomStream.of(seed).normal(shape.size()));
        Tensor means = Pooling.average(image, window);
        Tensor largest = Pooling.maximum(image, window);
        assertEquals(means.shape(), largest.shape());
        for (int axis = 2; axis < extents.length; axis++) {
            assertEquals(
                    (extents[axis] + 2 * reach - length) / stride + 1,
                    means.shape().extent(axis));
        }
        double[] mean = means.toDoubles();
        double[] maximum = largest.toDoubles();
        for (int i = 0; i < mean.length; i++) {
            double[] expected = window(image, means.shape(), i, length, stride, reach);
            assertEquals(expected[0], mean[i], 1e-12);
            assertEquals(expected[1], maximum[i]);
        }
    }

    /** The mean and the largest element of one window, over all pixels that lie in it. */
    private static double[] window(Tensor image, Shape result, int place, int length, int stride, int padding) {
        double[] pixels = image.toDoubles();
        double sum = 0;
        double largest = Double.NEGATIVE_INFINITY;
        for (int pixel = 0; pixel < pixels.length; pixel++) {
            boolean inside = true;
            for (int axis = 0; axis < result.rank(); axis++) {
                int at = pixel / image.shape().strides()[axis] % image.shape().extent(axis);
                int window = place / result.strides()[axis] % result.extent(axis);
                int offset = at - (window * stride - padding);
                inside &= axis < 2 ? at == window : offset >= 0 && offset < length;
            }
            if (inside) {
                sum += pixels[pixel];
                largest = Math.max(largest, pixels[pixel]);
            }
        }
        return new double[] {sum / Math.pow(length, result.rank() - 2), largest};
    }

    @Test
    void windowsThatAreNotSquareAreAllowed() {
        Tensor image = Tensor.of(REFERENCE, Shape.of(1, 1, 2, 3), 1, 2, 3, 4, 5, 6);
        assertArrayEquals(
                new double[] {2, 5}, Pooling.average(image, Window.of(1, 3)).toDoubles());
        assertArrayEquals(
                new double[] {4, 5, 6}, Pooling.maximum(image, Window.of(2, 1)).toDoubles());
    }

    @Test
    void ofEqualElementsTheFirstHasTheWholeDerivative() {
        try (Tape tape = new Tape()) {
            Tensor image = tape.watch(Tensor.of(REFERENCE, Shape.of(1, 1, 4), 7, 7, 3, 3));
            Tensor pooled = Pooling.maximum(image, Window.of(2));
            assertArrayEquals(
                    new double[] {1, 0, 1, 0},
                    tape.gradient(pooled.sum(), image).toDoubles());
        }
    }

    @Test
    void anElementThatSeveralWindowsChooseHasTheSumOfTheirDerivatives() {
        try (Tape tape = new Tape()) {
            Tensor image = tape.watch(Tensor.of(REFERENCE, Shape.of(1, 1, 3), 1, 9, 2));
            Tensor pooled = Pooling.maximum(image, Window.of(2).stride(1));
            assertArrayEquals(
                    new double[] {0, 2, 0}, tape.gradient(pooled.sum(), image).toDoubles());
        }
    }

    @Test
    void aWindowThatDoesNotFitIsRefused() {
        Tensor image = Tensor.filled(REFERENCE, Shape.of(1, 1, 3, 3), 1);
        assertThrows(ShapeException.class, () -> Pooling.average(image, Window.of(4)));
        assertThrows(ShapeException.class, () -> Pooling.average(image, Window.of(2, 2, 2)));
        assertThrows(
                ShapeException.class, () -> Pooling.maximum(Tensor.filled(REFERENCE, Shape.of(2, 2), 1), Window.of(1)));
        ShapeException e = assertThrows(
                ShapeException.class, () -> Pooling.maximum(image, Window.of(3).padding(2)));
        assertEquals(
                "pooling: expected a padding of at most half the window's length, found "
                        + "window [3], stride [3], padding [2] over [1, 1, 3, 3]",
                e.getMessage());
        assertThrows(IllegalArgumentException.class, () -> new Window(List.of(0), List.of(1), List.of(0)));
    }
}
