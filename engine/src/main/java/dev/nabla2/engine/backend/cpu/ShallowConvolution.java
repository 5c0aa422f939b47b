package dev.nabla2.engine.backend.cpu;

import dev.nabla2.engine.backend.ConvolutionProduct;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Convolutions of images with few channels, such as a network's first. What windows see of one image fits in a near cache then, so
 * a task makes that of an image and multiplies it at once; the results, which are far more, are written and read where they lie.
 */
final class ShallowConvolution {
    private static final int AXES = ConvolutionProduct.AXES;
    /** Elements of what windows see that leave room in a near cache. */
    private static final int NEAR = 1 << 16;

    /** Sums over images that are made at the same time, at most; few, because they are added up in the end. */
    private static final int PARTS = 8;

    private final Tile tile;
    private final Workers workers;
    private final Shelf<Workspace> shelf;

    ShallowConvolution(Tile tile, Workers workers, Shelf<Workspace> shelf) {
        this.tile = tile;
        this.workers = workers;
        this.shelf = shelf;
    }

    boolean suits(ConvolutionProduct p) {
        return (long) p.resultSize() * tile.padded(p.inputs() / p.groups() * p.filterSize()) <= NEAR;
    }

    /** Whether it suits a convolution itself: its result must have room for a tile. */
    boolean suitsResult(ConvolutionProduct p) {
        return suits(p) && p.outputs() / p.groups() >= tile.rows() && p.resultSize() >= tile.columns();
    }

    void convolve(ConvolutionProduct p, int group, float[] image, float[] filter, float[] result) {
        int inputs = p.inputs() / p.groups();
        int outputs = p.outputs() / p.groups();
        int inner = inputs * p.filterSize();
        int size = p.resultSize();
        Window window = Window.of(p, p.stride()[AXES - 1]);
        int[] rows = Convolution.multiples(outputs, inner);
        workers.run(p.batch(), n -> {
            Workspace workspace = shelf.take();
            try {
                float[] seen = workspace.array(2, inner * size + tile.columns());
                see(window, image, (n * p.inputs() + group * inputs) * p.imageSize(), inputs, seen, workspace);
                int to = (n * p.outputs() + group * outputs) * size;
                for (int column = 0; column < size; column += tile.columns()) {
                    Tile t = tile.narrowed(size - column);
                    // Where a tile would reach over an edge it computes some elements again.
                    int c = Math.min(column, size - t.columns());
                    for (int row = 0; row < outputs; row += t.rows()) {
                        int r = Math.min(row, outputs - t.rows());
                        t.multiplyLines(
                                inner, filter, group * outputs * inner, rows, r, seen, c, size, result, to + r * size + c,
                                size, false);
                    }
                }
            } finally {
                shelf.give(workspace);
            }
        });
    }

    /** Makes what each tap sees of each channel, an element for each position. */
    private void see(Window window, float[] image, int at, int channels, float[] seen, Workspace workspace) {
        float[] plane = workspace.array(0, window.planeSize());
        float[] scratch = workspace.array(1, window.scratchSize());
        int taps = window.taps().length;
        int size = window.positions().length;
        for (int channel = 0; channel < channels; channel++) {
            int from = at + channel * window.channelSize();
            window.fill(tile, image, from, 0, window.rowAfter(size - 1), plane, 0, scratch);
            for (int tap = 0; tap < taps; tap++) {
                window.see(tile, tap, plane, seen, (channel * taps + tap) * size);
            }
        }
    }

    void convolveFilter(ConvolutionProduct p, int group, float[] image, float[] result, float[] filter) {
        int outputs = p.outputs() / p.groups();
        int columns = p.inputs() / p.groups() * p.filterSize();
        int height = (outputs + tile.rows() - 1) / tile.rows() * tile.rows();
        int stride = tile.padded(columns);
        int parts = Math.min(p.batch(), PARTS);
        FilterSum sum = new FilterSum(p, group, image, result);
        Workspace own = shelf.take();
        try {
            float[] sums = own.array(3, parts * height * stride);
            workers.run(parts, part -> sum.run(
                    part * p.batch() / parts,
                    (part + 1) * p.batch() / parts,
                    sums,
                    part * height * stride,
                    stride));
            for (int o = 0; o < outputs; o++) {
                int to = (group * outputs + o) * columns;
                System.arraycopy(sums, o * stride, filter, to, columns);
                for (int part = 1; part < parts; part++) {
                    int from = (part * height + o) * stride;
                    for (int c = 0; c < columns; c++) {
                        filter[to + c] += sums[from + c];
                    }
                }
            }
        } finally {
            shelf.give(own);
        }
    }

    /** The adjoint by the filters, for some of the images. */
    private final class FilterSum {
        private final ConvolutionProduct p;
        private final int group;
        private final float[] result;
        private final int outputs;
        private final int columns;
        private final Tile[] tiles;
        private final WindowPanels[] panels;
        /** Where the results' channels begin, and the last one again until a tile is full. */
        private final int[] rows;

        FilterSum(ConvolutionProduct p, int group, float[] image, float[] result) {
            this.p = p;
            this.group = group;
            this.result = result;
            this.outputs = p.outputs() / p.groups();
            int inputs = p.inputs() / p.groups();
            this.columns = inputs * p.filterSize();
            Window window = Window.of(p, p.dilation()[AXES - 1]);
            WindowPanels.Images images = new WindowPanels.Images(image, p.inputs(), group * inputs);
            this.tiles = IntStream.iterate(columns, left -> left > 0, left -> left - tile.columns())
                    .mapToObj(tile::narrowed)
                    .toArray(Tile[]::new);
            this.panels = Arrays.stream(tiles)
                    .map(t -> new WindowPanels(t, shelf, window, images, true))
                    .toArray(WindowPanels[]::new);
            this.rows = IntStream.range(0, outputs + tile.rows())
                    .map(o -> Math.min(o, outputs - 1) * p.resultSize())
                    .toArray();
        }

        void run(int first, int end, float[] sums, int sumsAt, int stride) {
            Workspace workspace = shelf.take();
            try {
                int size = p.resultSize();
                float[] seen = workspace.array(2, size * tile.columns());
                for (int n = first; n < end; n++) {
                    int at = (n * p.outputs() + group * outputs) * size;
                    for (int i = 0; i < tiles.length; i++) {
                        int column = i * tile.columns();
                        int width = tiles[i].columns();
                        int kept = Math.min(width, columns - column);
                        panels[i].pack(new Panels.Piece(column, kept, n * size, size, 0, size, width, 0), seen);
                        for (int row = 0; row < outputs; row += tile.rows()) {
                            int to = sumsAt + row * stride + column;
                            tiles[i].multiplyLines(
                                    size, result, at, rows, row, seen, 0, width, sums, to, stride, n > first);
                        }
                    }
                }
            } finally {
                shelf.give(workspace);
            }
        }
    }
}
