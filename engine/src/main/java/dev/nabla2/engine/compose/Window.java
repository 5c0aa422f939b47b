package dev.nabla2.engine.compose;

import dev.nabla2.engine.Convolution;
import dev.nabla2.engine.Shape;
import dev.nabla2.engine.ShapeException;
import dev.nabla2.engine.Tensor;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * A window that moves over an image, in 1, 2 or 3 dimensions. A list of one number stands for all axes.
 *
 * @param length how many pixels it covers, at least 1
 * @param stride how far it moves in one step, at least 1
 * @param padding how far it reaches beyond either end, from 0 to half its length
 */
public record Window(List<Integer> length, List<Integer> stride, List<Integer> padding) {
    /** Checks the numbers. */
    public Window {
        length = checked("length", length, 1);
        stride = checked("stride", stride, 1);
        padding = checked("padding", padding, 0);
    }

    /** Windows side by side: each starts where the last one ends. One length for all axes or for each. */
    public static Window of(int... length) {
        return new Window(list(length), list(length), List.of(0));
    }

    /** The same with another stride, for all axes or for each. */
    public Window stride(int... stride) {
        return new Window(length, list(stride), padding);
    }

    /** The same with another padding, for all axes or for each. */
    public Window padding(int... padding) {
        return new Window(length, stride, list(padding));
    }

    /**
     * This, with a number for each spatial axis of an image.
     *
     * @throws ShapeException if it does not fit the image
     */
    Window over(Tensor image) {
        int axes = image.shape().rank() - 2;
        if (axes < 1 || axes > 3) {
            throw misfit(image, "[batch, channels, …] with 1, 2 or 3 spatial axes");
        }
        Window each = new Window(each(length, axes, image), each(stride, axes, image), each(padding, axes, image));
        for (int axis = 0; axis < axes; axis++) {
            int reach = each.padding.get(axis);
            if (2 * reach > each.length.get(axis)) {
                throw misfit(image, "a padding of at most half the window's length");
            }
            if (image.shape().extent(axis + 2) + 2 * reach < each.length.get(axis)) {
                throw misfit(image, "a window that is no longer than the padded image");
            }
        }
        return each;
    }

    /** Whether windows lie side by side and cover an image, without padding. */
    boolean tiles(Shape image) {
        for (int axis = 0; axis < length.size(); axis++) {
            if (image.extent(axis + 2) % length.get(axis) != 0) {
                return false;
            }
        }
        return length.equals(stride) && padding.stream().allMatch(p -> p == 0);
    }

    /** How it moves, as a convolution's filter does. */
    Convolution moves() {
        return new Convolution(stride, padding, List.of(1), 1).over(length.size());
    }

    private ShapeException misfit(Tensor image, String expected) {
        return new ShapeException("pooling", expected, this + " over " + image.shape()).in(image.place());
    }

    private List<Integer> each(List<Integer> numbers, int axes, Tensor image) {
        if (numbers.size() != axes && numbers.size() != 1) {
            throw misfit(image, "one number, or one for each of " + axes + " spatial axes");
        }
        return numbers.size() == axes ? numbers : Collections.nCopies(axes, numbers.get(0));
    }

    private static List<Integer> list(int[] numbers) {
        return Arrays.stream(numbers).boxed().toList();
    }

    private static List<Integer> checked(String what, List<Integer> numbers, int least) {
        if (numbers.isEmpty() || numbers.stream().anyMatch(n -> n < least)) {
            throw new IllegalArgumentException(
                    "window: expected a " + what + " of at least " + least + ", found " + numbers);
        }
        return List.copyOf(numbers);
    }

    /** Such as {@code window [3], stride [2], padding [1]}. */
    @Override
    public String toString() {
        return "window " + length + ", stride " + stride + ", padding " + padding;
    }
}
