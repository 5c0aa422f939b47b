package dev.nabla2.engine.backend.cpu;

import dev.nabla2.engine.backend.ConvolutionProduct;
import java.util.Arrays;
import java.util.List;

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

    /** Some images, laid out; they go on for a while after their end, as tiles need it. */
    private float[] laidOut(
            Workspace own, ChannelsLast form, int first, int batch, float[] from, int channels, int[] extents) {
        int size = channels * extents[0] * extents[1] * extents[2];
        float[] to = own.array(1, batch * form.size() + 2 * tile.columns());
        workers.run(batch, n -> {
            Workspace workspace = shelf.take();
            try {
                form.pack(from, (first + n) * size, extents, workspace.array(0, size), to, n * form.size());
            } finally {
                shelf.give(workspace);
            }
        });
        return to;
    }

    void convolve(ConvolutionProduct p, float[] image, float[] filter, float[] result) {
        ChannelsLast form = seen(p);
        int taps = p.filter()[2];
        int inputs = p.inputs();
        WindowSums sums = new WindowSums(
                form.places(p.result(), p.stride()), form.runs(p.filter()), taps * inputs, inputs, p.outputs());
        int size = p.resultSize();
        Workspace own = shelf.take();
        try {
            float[] weights = own.array(0, sums.packedSize(tile));
            sums.pack(
                    tile,
                    workers,
                    (c, column, columns, to, at, width) -> {
                        int from = (column * inputs + c) * p.filterSize();
                        for (int tap = 0; tap < p.filterSize(); tap++) {
                            int row = at + (tap * inputs + c) * width;
                            for (int o = 0; o < columns; o++) {
                                to[row + o] = filter[from + tap + o * inputs * p.filterSize()];
                            }
                        }
                    },
                    weights,
                    0);
            int together = form.together(p.batch());
            for (int first = 0; first < p.batch(); first += together) {
                int count = Math.min(together, p.batch() - first);
                float[] images = laidOut(own, form, first, count, image, inputs, p.image());
                sums.run(
                        tile,
                        workers,
                        shelf,
                        images,
                        form.size(),
                        first,
                        count,
                        weights,
                        0,
                        (n, column, columns, from, at, stride) -> Packing.pack(
                                tile,
                                from,
                                at,
                                1,
                                stride,
                                size,
                                columns,
                                result,
                                (n * p.outputs() + column) * size,
                                size));
            }
        } finally {
            shelf.give(own);
        }
    }

    void convolveFilter(ConvolutionProduct p, float[] image, float[] result, float[] filter) {
        ChannelsLast form = seen(p);
        int[] lines = form.places(new int[] {p.result()[0], p.result()[1], 1}, p.stride());
        int[] runs = form.runs(p.filter());
        int length = p.filter()[2] * p.inputs();
        WindowAdjoint adjoint =
                new WindowAdjoint(lines, p.result()[2], p.stride()[2] * p.inputs(), runs, length, p.outputs());
        int stride = adjoint.stride(tile);
        int taps = p.filter()[2];
        Workspace own = shelf.take();
        try {
            int together = adjoint.together(p.batch());
            float[] results = own.array(2, together * p.resultSize() * stride);
            float[] sums = own.array(3, runs.length * adjoint.rows(tile) * stride);
            for (int first = 0; first < p.batch(); first += together) {
                int count = Math.min(together, p.batch() - first);
                float[] images = laidOut(own, form, first, count, image, p.inputs(), p.image());
                adjoint.pack(tile, workers, result, first, count, results);
                adjoint.run(tile, workers, shelf, images, form.size(), results, count, sums, first == 0);
            }
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
        ChannelsLast form = ChannelsLastPhase.seen(p);
        List<ChannelsLastPhase> phases = ChannelsLastPhase.all(p, form);
        if (phases.stream().mapToInt(phase -> phase.targets().length).sum() < p.imageSize()) {
            Arrays.fill(image, 0, p.batch() * p.inputs() * p.imageSize(), 0);
        }
        Workspace own = shelf.take();
        try {
            int[] begins = new int[phases.size() + 1];
            for (int i = 0; i < phases.size(); i++) {
                begins[i + 1] = begins[i] + phases.get(i).sums().packedSize(tile);
            }
            float[] weights = own.array(0, begins[phases.size()]);
            for (int i = 0; i < phases.size(); i++) {
                phases.get(i).sums().pack(tile, workers, phases.get(i).weights(p, filter), weights, begins[i]);
            }
            int together = form.together(p.batch());
            for (int first = 0; first < p.batch(); first += together) {
                int count = Math.min(together, p.batch() - first);
                float[] results = laidOut(own, form, first, count, result, p.outputs(), p.result());
                for (int i = 0; i < phases.size(); i++) {
                    WindowSums.Writer writer = phases.get(i).writer(p, image);
                    WindowSums sums = phases.get(i).sums();
                    sums.run(tile, workers, shelf, results, form.size(), first, count, weights, begins[i], writer);
                }
            }
        } finally {
            shelf.give(own);
        }
    }
}
