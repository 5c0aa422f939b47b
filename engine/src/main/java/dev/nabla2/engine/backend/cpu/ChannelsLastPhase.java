package dev.nabla2.engine.backend.cpu;

import dev.nabla2.engine.backend.ConvolutionProduct;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The elements of an image that see the same taps of the filter, as in {@link Phase}: for them the adjoint of a convolution by
 * its images is a convolution of stride 1 over the result, whose window meets its taps in the reverse order.
 *
 * @param sums what that window sees, times the taps
 * @param taps which they are, in the order in which the window meets them
 * @param targets where the elements lie in a channel of the image
 */
record ChannelsLastPhase(WindowSums sums, int[] taps, int[] targets) {
    private static final int AXES = ConvolutionProduct.AXES;
    private static final int[] ONES = {1, 1, 1};

    /**
     * The elements of an image along one axis that see the same taps: those at which the window's first tap is {@code offset}.
     *
     * @param offset the first tap
     * @param taps how many taps, a stride apart
     * @param first the place in the result that the first of the elements meets with its first tap
     * @param start the first of the elements
     * @param count how many
     */
    private record Residue(int offset, int taps, int first, int start, int count) {
        static Residue of(ConvolutionProduct p, int axis, int offset) {
            int stride = p.stride()[axis];
            int padding = p.padding()[axis];
            int taps = Math.max(0, (p.filter()[axis] - offset + stride - 1) / stride);
            int first = -Math.floorDiv(offset - padding, stride);
            int start = first * stride + offset - padding;
            int count = start >= p.image()[axis] ? 0 : (p.image()[axis] - 1 - start) / stride + 1;
            return new Residue(offset, taps, first, start, count);
        }

        /** The tap that the window's place of that number meets. */
        int tap(ConvolutionProduct p, int axis, int place) {
            return offset + (taps - 1 - place) * p.stride()[axis];
        }

        /** The place in the result that the first of the elements meets with its last tap. */
        int lowest() {
            return first - taps + 1;
        }
    }

    /** The results as the windows of all phases need them. */
    static ChannelsLast seen(ConvolutionProduct p) {
        int[] before = new int[AXES];
        int[] extents = new int[AXES];
        for (int axis = 0; axis < AXES; axis++) {
            int low = 0;
            int end = p.result()[axis];
            for (int offset = 0; offset < p.stride()[axis]; offset++) {
                Residue residue = Residue.of(p, axis, offset);
                low = Math.min(low, residue.lowest());
                end = Math.max(end, residue.first + residue.count);
            }
            before[axis] = -low;
            extents[axis] = end - low;
        }
        return new ChannelsLast(p.outputs(), extents, before);
    }

    /** All phases that have elements and taps; elements of the others see nothing. */
    static List<ChannelsLastPhase> all(ConvolutionProduct p, ChannelsLast form) {
        List<ChannelsLastPhase> phases = new ArrayList<>();
        int[] stride = p.stride();
        for (int i = 0; i < stride[0] * stride[1] * stride[2]; i++) {
            Residue[] along = {
                Residue.of(p, 0, i / stride[2] / stride[1]),
                Residue.of(p, 1, i / stride[2] % stride[1]),
                Residue.of(p, 2, i % stride[2])
            };
            if (Arrays.stream(along).allMatch(axis -> axis.taps > 0 && axis.count > 0)) {
                phases.add(of(p, form, along));
            }
        }
        return phases;
    }

    private static ChannelsLastPhase of(ConvolutionProduct p, ChannelsLast form, Residue[] along) {
        int[] counts = Arrays.stream(along).mapToInt(Residue::count).toArray();
        int[] taps = Arrays.stream(along).mapToInt(Residue::taps).toArray();
        int base = form.place(along[0].lowest(), along[1].lowest(), along[2].lowest());
        int[] places = Arrays.stream(form.places(counts, ONES))
                .map(place -> base + place)
                .toArray();
        WindowSums sums = new WindowSums(places, form.runs(taps), taps[2] * p.outputs(), p.outputs(), p.inputs());
        return new ChannelsLastPhase(sums, taps(p, along, taps), targets(p, along, counts));
    }

    private static int[] taps(ConvolutionProduct p, Residue[] along, int[] counts) {
        return combinations(counts)
                .map(i -> {
                    int d = along[0].tap(p, 0, i / (counts[1] * counts[2]));
                    int h = along[1].tap(p, 1, i / counts[2] % counts[1]);
                    int w = along[2].tap(p, 2, i % counts[2]);
                    return (d * p.filter()[1] + h) * p.filter()[2] + w;
                })
                .toArray();
    }

    private static int[] targets(ConvolutionProduct p, Residue[] along, int[] counts) {
        return combinations(counts)
                .map(i -> {
                    int d = along[0].start + i / (counts[1] * counts[2]) * p.stride()[0];
                    int h = along[1].start + i / counts[2] % counts[1] * p.stride()[1];
                    int w = along[2].start + i % counts[2] * p.stride()[2];
                    return (d * p.image()[1] + h) * p.image()[2] + w;
                })
                .toArray();
    }

    private static IntStream combinations(int[] counts) {
        return IntStream.range(0, counts[0] * counts[1] * counts[2]);
    }

    /** The phase's part of the filter. */
    WindowSums.Weights weights(ConvolutionProduct p, float[] filter) {
        return (o, column, columns, to, at, width) -> {
            int from = (o * p.inputs() + column) * p.filterSize();
            for (int step = 0; step < taps.length; step++) {
                int row = at + (step * p.outputs() + o) * width;
                for (int c = 0; c < columns; c++) {
                    to[row + c] = filter[from + taps[step] + c * p.filterSize()];
                }
            }
        };
    }

    /** Puts the phase's elements into the images. */
    WindowSums.Writer writer(ConvolutionProduct p, float[] image) {
        int size = p.imageSize();
        return (n, column, columns, from, at, stride) -> {
            for (int c = 0; c < columns; c++) {
                int to = (n * p.inputs() + column + c) * size;
                for (int i = 0; i < targets.length; i++) {
                    image[to + targets[i]] = from[at + i * stride + c];
                }
            }
        };
    }
}
