package dev.nabla2.opencl;

import dev.nabla2.engine.backend.ConvolutionProduct;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A convolution, or its adjoint by images for the places of one remainder by the stride, as {@code panels.cl} computes both:
 * {@code out[n, row, place] = Σ over c and t of from[n, c, place · step + tap t] · filter[row, c, t]}.
 *
 * @param batch how many images
 * @param groups into how many groups channels and rows are divided
 * @param channels summed over, of a group
 * @param rows computed, of a group
 * @param from extents of what is convolved
 * @param places how many places are computed along each axis
 * @param step from one place to the next in {@code from}
 * @param extents of the result
 * @param spread from one place to the next in the result
 * @param first where the first place lies in the result
 * @param taps what each place sees
 * @param groupStep from one group to the next in the filter
 * @param rowStep from one row to the next
 * @param channelStep from one channel to the next
 */
record Sliding(
        int batch,
        int groups,
        int channels,
        int rows,
        int[] from,
        int[] places,
        int[] step,
        int[] extents,
        int[] spread,
        int[] first,
        List<Tap> taps,
        int groupStep,
        int rowStep,
        int channelStep) {
    private static final int AXES = ConvolutionProduct.AXES;
    private static final int[] ONES = {1, 1, 1};

    /**
     * What a place sees.
     *
     * @param offset how far from the place
     * @param weight which place of the filter it is multiplied with
     */
    record Tap(int[] offset, int weight) {}

    /** Images through filters. */
    static Sliding convolve(ConvolutionProduct p) {
        List<Tap> taps = new ArrayList<>();
        for (int i = 0; i < p.filterSize(); i++) {
            int[] k = place(i, p.filter());
            taps.add(new Tap(each(axis -> k[axis] * p.dilation()[axis] - p.padding()[axis]), i));
        }
        int channels = p.inputs() / p.groups();
        int rows = p.outputs() / p.groups();
        int row = channels * p.filterSize();
        return new Sliding(
                p.batch(),
                p.groups(),
                channels,
                rows,
                p.image(),
                p.result(),
                p.stride(),
                p.result(),
                ONES,
                new int[AXES],
                taps,
                rows * row,
                row,
                p.filterSize());
    }

    /**
     * The adjoint by images, in as many parts as there are remainders by the stride: places of one remainder see the same taps, and see no
     * others.
     */
    static List<Sliding> convolveImage(ConvolutionProduct p) {
        int remainders = p.stride()[0] * p.stride()[1] * p.stride()[2];
        return IntStream.range(0, remainders)
                .mapToObj(i -> convolveImage(p, place(i, p.stride())))
                .toList();
    }

    private static Sliding convolveImage(ConvolutionProduct p, int[] first) {
        List<Tap> taps = new ArrayList<>();
        for (int i = 0; i < p.filterSize(); i++) {
            int[] k = place(i, p.filter());
            int[] reached = each(axis -> first[axis] + p.padding()[axis] - k[axis] * p.dilation()[axis]);
            if (IntStream.range(0, AXES).allMatch(axis -> reached[axis] % p.stride()[axis] == 0)) {
                taps.add(new Tap(each(axis -> reached[axis] / p.stride()[axis]), i));
            }
        }
        int channels = p.outputs() / p.groups();
        int rows = p.inputs() / p.groups();
        int row = p.filterSize();
        return new Sliding(
                p.batch(),
                p.groups(),
                channels,
                rows,
                p.result(),
                each(axis -> Math.max(0, (p.image()[axis] - first[axis] + p.stride()[axis] - 1) / p.stride()[axis])),
                ONES,
                p.image(),
                p.stride(),
                first,
                taps,
                channels * rows * row,
                row,
                rows * row);
    }

    private static int[] place(int i, int[] extents) {
        return new int[] {i / extents[2] / extents[1], i / extents[2] % extents[1], i % extents[2]};
    }

    private static int[] each(IntUnaryOperator ofAxis) {
        return IntStream.range(0, AXES).map(ofAxis).toArray();
    }

    /** How many columns the products have. */
    int columns() {
        return batch * places[0] * places[1] * places[2];
    }

    /** How many terms the sums have. */
    int terms() {
        return channels * taps.size();
    }

    /** As {@code Sliding} in the source, and the taps. */
    int[] table(Frame frame) {
        return Stream.of(
                        new int[] {batch, channels, rows, taps.size()},
                        places,
                        new int[] {(int) frame.plane(), frame.lines(), frame.line(), step[0], step[1]},
                        extents,
                        spread,
                        first,
                        new int[] {groupStep, rowStep, channelStep},
                        taps.stream().mapToInt(tap -> frame.at(tap.offset())).toArray(),
                        taps.stream().mapToInt(Tap::weight).toArray())
                .flatMapToInt(IntStream::of)
                .toArray();
    }
}
