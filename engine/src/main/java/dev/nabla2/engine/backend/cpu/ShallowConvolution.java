package dev.nabla2.engine.backend.cpu;

import dev.nabla2.engine.backend.ConvolutionProduct;

/**
 * Convolutions of images with few channels, such as a network's first. What windows see of one image fits in a near cache then, so
 * a task makes that of an image and multiplies it at once; the results, which are far more, are written and read where they lie.
 */
final class ShallowConvolution {
    private static final int AXES = ConvolutionProduct.AXES;
    /** Elements of what windows see that leave room in a near cache. */
    private static final int NEAR = 1 << 16;

    private final Tile tile;
    private final Workers workers;
    private final Shelf<Workspace> shelf;

    ShallowConvolution(Tile tile, Workers workers, Shelf<Workspace> shelf) {
        this.tile = tile;
        this.workers = workers;
        this.shelf = shelf;
    }

    boolean suits(ConvolutionProduct p) {
        return (long) p.resultSize() * p.inputs() / p.groups() * p.filterSize() <= NEAR
                && p.outputs() / p.groups() >= tile.rows()
                && p.resultSize() >= tile.columns();
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
}
