package dev.nabla2.engine.op;

import dev.nabla2.engine.Convolution;
import dev.nabla2.engine.Shape;
import dev.nabla2.engine.ShapeException;
import dev.nabla2.engine.backend.ConvolutionProduct;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntUnaryOperator;

/** The shapes of the three convolutions, and their sizes as kernels want them. */
final class Convolutions {
    private Convolutions() {}

    /** Of an image {@code [n, c, …]} and a filter {@code [o, c / groups, …]}: {@code [n, o, …]}. */
    static Shape result(Convolution setting, Shape image, Shape filter) {
        check(image, filter);
        Convolution each = setting.over(image.rank() - 2);
        boolean fits = image.extent(1) == filter.extent(1) * each.groups() && filter.extent(0) % each.groups() == 0;
        if (!fits) {
            throw new ShapeException(
                    "convolve",
                    "an image [_, " + filter.extent(1) * each.groups() + ", …] for a filter " + filter
                            + (each.groups() == 1 ? "" : " with " + each.groups() + " groups of outputs"),
                    image.toString());
        }
        int[] extents =
                spatial(image, axis -> each.resultExtent(axis, image.extent(axis + 2), filter.extent(axis + 2)));
        if (Arrays.stream(extents).anyMatch(extent -> extent < 1)) {
            throw new ShapeException(
                    "convolve", "a filter that fits into the padded image", image + " with a filter " + filter);
        }
        return shape(image.extent(0), filter.extent(0), extents);
    }

    /** Of a result {@code [n, o, …]} and a filter {@code [o, c / groups, …]}: the image, of the given spatial extents. */
    static Shape image(Convolution setting, List<Integer> extents, Shape result, Shape filter) {
        check(result, filter);
        Shape image = shape(
                result.extent(0),
                filter.extent(1) * setting.groups(),
                extents.stream().mapToInt(i -> i).toArray());
        return checked(image, result, result(setting, image, filter));
    }

    /** Of an image and a result: the filter, of the given spatial extents. */
    static Shape filter(Convolution setting, List<Integer> extents, Shape image, Shape result) {
        check(image, result);
        Shape filter = shape(
                result.extent(1),
                image.extent(1) / setting.groups(),
                extents.stream().mapToInt(i -> i).toArray());
        checked(filter, result, result(setting, image, filter));
        return filter;
    }

    static ConvolutionProduct product(Convolution setting, Shape image, Shape filter, Shape result) {
        Convolution each = setting.over(image.rank() - 2);
        return new ConvolutionProduct(
                image.extent(0),
                each.groups(),
                image.extent(1),
                filter.extent(0),
                three(image, 1),
                three(filter, 1),
                three(result, 1),
                three(each.stride(), 1),
                three(each.padding(), 0),
                three(each.dilation(), 1));
    }

    /** The spatial extents, for an attribute. */
    static List<Integer> spatial(Shape shape) {
        return Arrays.stream(spatial(shape, axis -> shape.extent(axis + 2)))
                .boxed()
                .toList();
    }

    private static Shape checked(Shape wanted, Shape result, Shape found) {
        if (!found.equals(result)) {
            throw new ShapeException("convolve", "a result " + found + " for " + wanted, result.toString());
        }
        return wanted;
    }

    private static void check(Shape a, Shape b) {
        if (a.rank() != b.rank() || a.rank() < 3 || a.rank() > 5) {
            throw new ShapeException(
                    "convolve",
                    "[batch, channels, …] and [outputs, inputs, …] with the same 1 to 3 spatial axes",
                    a + " and " + b);
        }
    }

    private static int[] spatial(Shape shape, IntUnaryOperator extent) {
        int[] extents = new int[shape.rank() - 2];
        Arrays.setAll(extents, extent);
        return extents;
    }

    private static Shape shape(int first, int second, int[] spatial) {
        int[] extents = new int[spatial.length + 2];
        extents[0] = first;
        extents[1] = second;
        System.arraycopy(spatial, 0, extents, 2, spatial.length);
        return Shape.of(extents);
    }

    private static int[] three(Shape shape, int fill) {
        return three(spatial(shape), fill);
    }

    private static int[] three(List<Integer> numbers, int fill) {
        int[] three = new int[ConvolutionProduct.AXES];
        Arrays.fill(three, fill);
        for (int i = 0; i < numbers.size(); i++) {
            three[three.length - numbers.size() + i] = numbers.get(i);
        }
        return three;
    }
}
