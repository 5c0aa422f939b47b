package dev.nabla2.engine.backend.cpu;

import dev.nabla2.engine.backend.ConvolutionProduct;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The three convolutions of images with many channels. Images and results are laid out with channels last; then what a window
 * sees along its last axis is one run, and no element is copied for each place of the window.
 */
final class ChannelsLastConvolution {
    private static final int AXES = ConvolutionProduct.AXES;
    /** Channels that make runs worth a tile's while. */
    private static final int FEW = 8;

    /** Outputs of a task that gives filters their order. */
    private static final int BLOCK = 64;

    private final Tile tile;
    private final Workers workers;
    private final Shelf<Workspace> shelf;

    ChannelsLastConvolution(Tile tile, Workers workers, Shelf<Workspace> shelf) {
        this.tile = tile;
        this.workers = workers;
        this.shelf = shelf;
    }

    static boolean suits(ConvolutionProduct p) {
        return p.groups() == 1
                && p.inputs() >= FEW
                && p.outputs() >= FEW
                && p.dilation()[0] * p.dilation()[1] * p.dilation()[2] == 1
                && p.batch() * p.resultSize() > 0;
    }

    /** The images as the window needs them: no more than it sees. */
    private static ChannelsLast seen(ConvolutionProduct p) {
        int[] extents = new int[AXES];
        for (int axis = 0; axis < AXES; axis++) {
            extents[axis] = (p.result()[axis] - 1) * p.stride()[axis] + p.filter()[axis];
        }
        return new ChannelsLast(p.inputs(), extents, p.padding());
    }

    private static int[] places(ChannelsLast images, int[] counts, int[] steps) {
        int[] places = new int[counts[0] * counts[1] * counts[2]];
        int i = 0;
        for (int d = 0; d < counts[0]; d++) {
            for (int h = 0; h < counts[1]; h++) {
                for (int w = 0; w < counts[2]; w++) {
                    places[i++] = d * steps[0] * images.distance(0)
                            + h * steps[1] * images.distance(1)
                            + w * steps[2] * images.distance(2);
                }
            }
        }
        return places;
    }

    /** Where the runs of a window begin: one for each tap of the outer two axes. */
    private static int[] runs(ChannelsLast images, int[] taps) {
        return places(images, new int[] {taps[0], taps[1], 1}, new int[] {1, 1, 1});
    }

    private float[] laidOut(
            Workspace own, int which, ChannelsLast form, int batch, float[] from, int channels, int[] extents) {
        int size = channels * extents[0] * extents[1] * extents[2];
        float[] to = own.array(which, batch * form.size() + 2 * tile.columns());
        workers.run(batch, n -> form.pack(tile, from, n * size, extents, to, n * form.size()));
        return to;
    }

    void convolve(ConvolutionProduct p, float[] image, float[] filter, float[] result) {
        ChannelsLast form = seen(p);
        int taps = p.filter()[2];
        int inputs = p.inputs();
        WindowSums sums = new WindowSums(
                places(form, p.result(), p.stride()), runs(form, p.filter()), taps * inputs, inputs, p.outputs());
        int size = p.resultSize();
        Workspace own = shelf.take();
        try {
            float[] images = laidOut(own, 1, form, p.batch(), image, inputs, p.image());
            sums.run(
                    tile,
                    workers,
                    shelf,
                    images,
                    form.size(),
                    p.batch(),
                    (c, column, columns, to, at, width) -> {
                        int from = (column * inputs + c) * p.filterSize();
                        for (int tap = 0; tap < p.filterSize(); tap++) {
                            int row = at + (tap * inputs + c) * width;
                            for (int o = 0; o < columns; o++) {
                                to[row + o] = filter[from + tap + o * inputs * p.filterSize()];
                            }
                        }
                    },
                    (n, column, columns, from, at, stride) -> Packing.pack(
                            tile, from, at, 1, stride, size, columns, result, (n * p.outputs() + column) * size, size));
        } finally {
            shelf.give(own);
        }
    }

    void convolveFilter(ConvolutionProduct p, float[] image, float[] result, float[] filter) {
        ChannelsLast form = seen(p);
        int[] lines = places(form, new int[] {p.result()[0], p.result()[1], 1}, p.stride());
        int[] runs = runs(form, p.filter());
        int length = p.filter()[2] * p.inputs();
        WindowAdjoint adjoint =
                new WindowAdjoint(lines, p.result()[2], p.stride()[2] * p.inputs(), runs, length, p.outputs());
        int stride = adjoint.stride(tile);
        int taps = p.filter()[2];
        Workspace own = shelf.take();
        try {
            float[] images = laidOut(own, 1, form, p.batch(), image, p.inputs(), p.image());
            float[] results = own.array(2, p.batch() * p.resultSize() * stride);
            adjoint.pack(tile, workers, result, p.batch(), results);
            float[] sums = own.array(3, runs.length * adjoint.rows(tile) * stride);
            adjoint.run(tile, workers, shelf, images, form.size(), results, p.batch(), sums);
            int blocks = (p.outputs() + BLOCK - 1) / BLOCK;
            workers.run(blocks * p.inputs(), task -> {
                int c = task / blocks;
                int first = task % blocks * BLOCK;
                int end = Math.min(p.outputs(), first + BLOCK);
                for (int run = 0; run < runs.length; run++) {
                    for (int tap = 0; tap < taps; tap++) {
                        int from = (run * adjoint.rows(tile) + tap * p.inputs() + c) * stride;
                        for (int o = first; o < end; o++) {
                            filter[(o * p.inputs() + c) * p.filterSize() + run * taps + tap] = sums[from + o];
                        }
                    }
                }
            });
        } finally {
            shelf.give(own);
        }
    }

    void convolveImage(ConvolutionProduct p, float[] result, float[] filter, float[] image) {
        int[] low = new int[AXES];
        int[] extents = new int[AXES];
        for (int axis = 0; axis < AXES; axis++) {
            int high = 0;
            for (int offset = 0; offset < p.stride()[axis]; offset++) {
                Residue residue = Residue.of(p, axis, offset);
                low[axis] = Math.min(low[axis], residue.first - residue.taps + 1);
                high = Math.max(high, residue.first + residue.count - 1);
            }
            extents[axis] = Math.max(high + 1, p.result()[axis]) - low[axis];
        }
        int[] before = {-low[0], -low[1], -low[2]};
        ChannelsLast form = new ChannelsLast(p.outputs(), extents, before);
        Workspace own = shelf.take();
        try {
            float[] results = laidOut(own, 1, form, p.batch(), result, p.outputs(), p.result());
            for (int d = 0; d < p.stride()[0]; d++) {
                for (int h = 0; h < p.stride()[1]; h++) {
                    for (int w = 0; w < p.stride()[2]; w++) {
                        Residue[] residues = {Residue.of(p, 0, d), Residue.of(p, 1, h), Residue.of(p, 2, w)};
                        phase(p, form, residues, results, filter, image);
                    }
                }
            }
        } finally {
            shelf.give(own);
        }
    }

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
    }

    private void phase(
            ConvolutionProduct p, ChannelsLast form, Residue[] along, float[] results, float[] filter, float[] image) {
        int[] counts = Arrays.stream(along).mapToInt(Residue::count).toArray();
        int[] taps = Arrays.stream(along).mapToInt(Residue::taps).toArray();
        int[] targets = targets(p, along, counts);
        int size = p.imageSize();
        if (targets.length == 0) {
            return;
        }
        if (taps[0] * taps[1] * taps[2] == 0) {
            workers.run(p.batch() * p.inputs(), line -> {
                for (int target : targets) {
                    image[line * size + target] = 0;
                }
            });
            return;
        }
        int base = form.place(along[0].first - taps[0] + 1, along[1].first - taps[1] + 1, along[2].first - taps[2] + 1);
        int[] places = Arrays.stream(places(form, counts, new int[] {1, 1, 1}))
                .map(place -> base + place)
                .toArray();
        int outputs = p.outputs();
        int[] steps = taps(p, along, taps);
        WindowSums sums = new WindowSums(places, runs(form, taps), taps[2] * outputs, outputs, p.inputs());
        sums.run(
                tile,
                workers,
                shelf,
                results,
                form.size(),
                p.batch(),
                (o, column, columns, to, at, width) -> {
                    int from = (o * p.inputs() + column) * p.filterSize();
                    for (int step = 0; step < steps.length; step++) {
                        int row = at + (step * outputs + o) * width;
                        for (int c = 0; c < columns; c++) {
                            to[row + c] = filter[from + steps[step] + c * p.filterSize()];
                        }
                    }
                },
                (n, column, columns, from, at, stride) -> {
                    for (int c = 0; c < columns; c++) {
                        int to = (n * p.inputs() + column + c) * size;
                        for (int i = 0; i < targets.length; i++) {
                            image[to + targets[i]] = from[at + i * stride + c];
                        }
                    }
                });
    }

    /** The taps in the order in which a window over the result meets them: the last one first. */
    private static int[] taps(ConvolutionProduct p, Residue[] along, int[] counts) {
        int[] all = new int[counts[0] * counts[1] * counts[2]];
        for (int i = 0; i < all.length; i++) {
            int d = along[0].tap(p, 0, i / (counts[1] * counts[2]));
            int h = along[1].tap(p, 1, i / counts[2] % counts[1]);
            int w = along[2].tap(p, 2, i % counts[2]);
            all[i] = (d * p.filter()[1] + h) * p.filter()[2] + w;
        }
        return all;
    }

    private static int[] targets(ConvolutionProduct p, Residue[] along, int[] counts) {
        return IntStream.range(0, counts[0] * counts[1] * counts[2])
                .map(i -> {
                    int d = along[0].start + i / (counts[1] * counts[2]) * p.stride()[0];
                    int h = along[1].start + i / counts[2] % counts[1] * p.stride()[1];
                    int w = along[2].start + i % counts[2] * p.stride()[2];
                    return (d * p.image()[1] + h) * p.image()[2] + w;
                })
                .toArray();
    }
}
