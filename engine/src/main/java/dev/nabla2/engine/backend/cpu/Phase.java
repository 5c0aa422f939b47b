package dev.nabla2.engine.backend.cpu;

import dev.nabla2.engine.backend.ConvolutionProduct;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The elements of an image that lie at one distance, modulo the stride, before the window's positions. They are reached by the same
 * taps, and by those alone; so the adjoint of a convolution by its images is, for each phase, a convolution of stride 1 with a part
 * of the filter.
 *
 * @param window of the taps that reach these elements, over the convolution's result
 * @param taps which they are, in the filter of one channel
 * @param places where the elements lie in a channel of the image
 */
record Phase(Window window, int[] taps, int[] places) {
    private static final int AXES = ConvolutionProduct.AXES;
    private static final int[] ONES = {1, 1, 1};

    /** One axis of a phase: the elements, the taps that reach them, and where in the result these lie for the first element. */
    private record Axis(int[] places, int[] taps, int[] offsets) {
        static Axis of(ConvolutionProduct p, int axis, int phase) {
            int stride = p.stride()[axis];
            int first = Math.floorMod(phase - p.padding()[axis], stride);
            int[] places = IntStream.iterate(first, i -> i < p.image()[axis], i -> i + stride)
                    .toArray();
            int[] taps = IntStream.range(0, p.filter()[axis])
                    .filter(tap -> Math.floorMod(distance(p, axis, first, tap), stride) == 0)
                    .toArray();
            int[] offsets = IntStream.of(taps)
                    .map(tap -> Math.floorDiv(distance(p, axis, first, tap), stride))
                    .toArray();
            return new Axis(places, taps, offsets);
        }

        /** The steps in the image from the first position to the one whose tap sees element {@code i}. */
        private static int distance(ConvolutionProduct p, int axis, int i, int tap) {
            return i + p.padding()[axis] - tap * p.dilation()[axis];
        }

        boolean isEmpty() {
            return places.length == 0 || taps.length == 0;
        }
    }

    /** All phases that have elements and taps; elements of the others are reached by none. */
    static List<Phase> all(ConvolutionProduct p) {
        List<Phase> phases = new ArrayList<>();
        int[] stride = p.stride();
        for (int i = 0; i < stride[0] * stride[1] * stride[2]; i++) {
            Axis[] axes = {
                Axis.of(p, 0, i / stride[2] / stride[1]),
                Axis.of(p, 1, i / stride[2] % stride[1]),
                Axis.of(p, 2, i % stride[2])
            };
            if (!axes[0].isEmpty() && !axes[1].isEmpty() && !axes[2].isEmpty()) {
                phases.add(of(p, axes));
            }
        }
        return phases;
    }

    private static Phase of(ConvolutionProduct p, Axis[] axes) {
        int[] count = new int[AXES];
        int[][] offsets = new int[AXES][];
        int[][] taps = new int[AXES][];
        int[][] places = new int[AXES][];
        for (int axis = 0; axis < AXES; axis++) {
            count[axis] = axes[axis].places().length;
            offsets[axis] = axes[axis].offsets();
            taps[axis] = axes[axis].taps();
            places[axis] = axes[axis].places();
        }
        Window window = new Window(p.result(), count, ONES, offsets, 1);
        return new Phase(window, elements(taps, p.filter()), elements(places, p.image()));
    }

    /** The elements of a row-major array at all combinations of indices. */
    private static int[] elements(int[][] indices, int[] extents) {
        return IntStream.of(indices[0])
                .flatMap(x -> IntStream.of(indices[1])
                        .flatMap(y -> IntStream.of(indices[2]).map(z -> (x * extents[1] + y) * extents[2] + z)))
                .toArray();
    }
}
