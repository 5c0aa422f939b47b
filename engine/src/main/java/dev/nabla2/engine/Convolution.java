package dev.nabla2.engine;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/**
 * How a filter moves over an image, in 1, 2 or 3 dimensions. A list of one number stands for all axes.
 *
 * @param stride steps in the image for a step in the result, at least 1
 * @param padding zeros before and after the image, at least 0
 * @param dilation steps in the image for a step in the filter, at least 1
 * @param groups into how many groups channels are divided; a group of the result sees one group of the image only
 */
public record Convolution(List<Integer> stride, List<Integer> padding, List<Integer> dilation, int groups) {
    /** Stride 1, no padding, no dilation, one group. */
    public static final Convolution PLAIN = new Convolution(List.of(1), List.of(0), List.of(1), 1);

    /** Checks the numbers. */
    public Convolution {
        stride = checked("stride", stride, 1);
        padding = checked("padding", padding, 0);
        dilation = checked("dilation", dilation, 1);
        if (groups < 1) {
            throw new IllegalArgumentException("convolution: expected at least 1 group, found " + groups);
        }
    }

    private static List<Integer> checked(String what, List<Integer> numbers, int least) {
        if (numbers.isEmpty() || numbers.stream().anyMatch(n -> n < least)) {
            throw new IllegalArgumentException(
                    "convolution: expected a " + what + " of at least " + least + ", found " + numbers);
        }
        return List.copyOf(numbers);
    }

    /** The same with another stride, for all axes or for each. */
    public Convolution stride(int... stride) {
        return new Convolution(list(stride), padding, dilation, groups);
    }

    /** The same with another padding, for all axes or for each. */
    public Convolution padding(int... padding) {
        return new Convolution(stride, list(padding), dilation, groups);
    }

    /** The same with another dilation, for all axes or for each. */
    public Convolution dilation(int... dilation) {
        return new Convolution(stride, padding, list(dilation), groups);
    }

    /** The same with another number of groups. */
    public Convolution groups(int groups) {
        return new Convolution(stride, padding, dilation, groups);
    }

    /**
     * This, with a number for each of {@code axes} axes.
     *
     * @throws ShapeException if there is a number for each of other axes
     */
    public Convolution over(int axes) {
        return new Convolution(each(stride, axes), each(padding, axes), each(dilation, axes), groups);
    }

    /** The extent of a result along one axis; below 1 where the filter does not fit. */
    public int resultExtent(int axis, int image, int filter) {
        int span = dilation.get(axis) * (filter - 1) + 1;
        return Math.floorDiv(image + 2 * padding.get(axis) - span, stride.get(axis)) + 1;
    }

    /** The extent along one axis of the smallest image that gives a result of this extent. */
    public int imageExtent(int axis, int result, int filter) {
        return (result - 1) * stride.get(axis) - 2 * padding.get(axis) + dilation.get(axis) * (filter - 1) + 1;
    }

    private static List<Integer> list(int[] numbers) {
        return Arrays.stream(numbers).boxed().toList();
    }

    private static List<Integer> each(List<Integer> numbers, int axes) {
        if (numbers.size() != axes && numbers.size() != 1) {
            throw new ShapeException(
                    "convolution", "one number, or one for each of " + axes + " spatial axes", numbers.toString());
        }
        return numbers.size() == axes ? numbers : Collections.nCopies(axes, numbers.get(0));
    }

    /** Such as {@code stride 2, padding 1}: what differs from {@link #PLAIN}. */
    @Override
    public String toString() {
        String differing = java.util.stream.Stream.of(
                        told("stride", stride, PLAIN.stride),
                        told("padding", padding, PLAIN.padding),
                        told("dilation", dilation, PLAIN.dilation),
                        groups == 1 ? "" : "groups " + groups)
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(", "));
        return differing.isEmpty() ? "plain" : differing;
    }

    private static String told(String what, List<Integer> numbers, List<Integer> usual) {
        boolean same = numbers.stream().distinct().count() == 1;
        return same && numbers.get(0).equals(usual.get(0))
                ? ""
                : what + " "
                        + (same
                                ? numbers.get(0).toString()
                                : numbers.stream().map(String::valueOf).collect(Collectors.joining("x")));
    }
}
