package dev.nabla2.engine.backend.cpu;

import dev.nabla2.engine.backend.ConvolutionProduct;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Convolutions to far fewer channels than they come from, such as those to an image of one channel. There what a window sees would
 * be packed many times over for little use; so every tap is multiplied first, as a matrix product for each image with the channels
 * as they lie, and the taps' products are added up while they are near.
 */
final class ThinConvolution {
    /** How many times as many channels must go in as come out. */
    static final int FEW = 4;

    private static final int AXES = ConvolutionProduct.AXES;

    private final Tile tile;
    private final Workers workers;
    private final Shelf<Workspace> shelf;

    ThinConvolution(Tile tile, Workers workers, Shelf<Workspace> shelf) {
        this.tile = tile;
        this.workers = workers;
        this.shelf = shelf;
    }

    void convolve(ConvolutionProduct p, int group, float[] image, float[] filter, float[] result) {
        int inputs = p.inputs() / p.groups();
        int outputs = p.outputs() / p.groups();
        int size = p.imageSize();
        int taps = p.filterSize();
        int[] lines = Convolution.sums(
                Convolution.multiples(outputs, inputs * taps),
                IntStream.range(0, taps).toArray());
        ListedPanels left =
                new ListedPanels(filter, group * outputs * inputs * taps, lines, Convolution.multiples(inputs, taps));
        Window window = Window.of(p, p.stride()[AXES - 1]);
        Images images = new Images(image, group * inputs * size, p.inputs() * size, inputs, size);
        multiply(p.batch(), left, lines.length, images, (n, products, stride, workspace) -> {
            float[] plane = workspace.array(0, window.planeSize());
            float[] scratch = workspace.array(1, window.scratchSize());
            int rows = window.rowAfter(p.resultSize() - 1);
            for (int o = 0; o < outputs; o++) {
                int at = (n * p.outputs() + group * outputs + o) * p.resultSize();
                Arrays.fill(result, at, at + p.resultSize(), 0);
                for (int tap = 0; tap < taps; tap++) {
                    window.fill(tile, products, (o * taps + tap) * stride, 0, rows, plane, 0, scratch);
                    window.addFromTap(tap, plane, result, at);
                }
            }
        });
    }

    void convolveImage(ConvolutionProduct p, int group, float[] result, float[] filter, float[] image) {
        int inputs = p.inputs() / p.groups();
        int outputs = p.outputs() / p.groups();
        int size = p.resultSize();
        int taps = p.filterSize();
        MatrixPanels left = new MatrixPanels(tile, filter, group * outputs * inputs * taps, inputs * taps, 1);
        Window window = Window.of(p, p.stride()[AXES - 1]);
        Images images = new Images(result, group * outputs * size, p.outputs() * size, outputs, size);
        multiply(p.batch(), left, inputs * taps, images, (n, products, stride, workspace) -> {
            float[] plane = workspace.array(0, window.planeSize());
            for (int c = 0; c < inputs; c++) {
                Arrays.fill(plane, 0, window.planeSize(), 0);
                for (int tap = 0; tap < taps; tap++) {
                    window.addToTap(tile, tap, products, (c * taps + tap) * stride, plane);
                }
                int to = n * p.inputs() + group * inputs + c;
                window.unfill(plane, image, to * p.imageSize());
            }
        });
    }

    /**
     * Images whose channels are multiplied.
     *
     * @param at the first channel of the first image
     * @param image the distance from one image to the next
     */
    private record Images(float[] values, int at, int image, int channels, int size) {}

    private interface Adder {
        /** Adds up the products of image {@code n}: those of tap {@code i} begin at {@code i * stride}. */
        void add(int n, float[] products, int stride, Workspace workspace);
    }

    /** Multiplies {@code rows} lines of {@code left} with the channels of each image. */
    private void multiply(int batch, Panels left, int rows, Images images, Adder adder) {
        int height = (rows + tile.rows() - 1) / tile.rows() * tile.rows();
        int stride = Math.max(images.size, tile.columns());
        int inner = images.channels;
        Workspace own = shelf.take();
        try {
            float[] weights = own.array(3, height * inner);
            left.pack(new Panels.Piece(0, rows, 0, inner, 0, inner, tile.rows(), 0), weights);
            int[] steps = own.multiples(tile.rows(), inner);
            workers.run(batch, n -> {
                Workspace workspace = shelf.take();
                try {
                    float[] products = workspace.array(2, height * stride + tile.columns());
                    multiply(weights, steps, height, images, n, products, stride, workspace);
                    adder.add(n, products, stride, workspace);
                } finally {
                    shelf.give(workspace);
                }
            });
        } finally {
            shelf.give(own);
        }
    }

    private void multiply(
            float[] weights,
            int[] steps,
            int height,
            Images images,
            int n,
            float[] products,
            int stride,
            Workspace workspace) {
        int inner = images.channels;
        int at = images.at + n * images.image;
        float[] channels = images.values;
        if (images.size < stride) {
            channels = workspace.array(3, inner * stride + tile.columns());
            tile.copyRows(images.values, at, images.size, channels, 0, stride, images.size, inner);
            at = 0;
        }
        for (int column = 0; column < images.size; column += tile.columns()) {
            Tile t = tile.narrowed(images.size - column);
            // Where a tile would reach over the edge it computes some elements again.
            int c = Math.min(column, stride - t.columns());
            for (int row = 0; row < height; row += tile.rows()) {
                int left = row * inner;
                int to = row * stride + c;
                t.multiplySteps(inner, weights, left, steps, 0, channels, at + c, stride, products, to, stride, false);
            }
        }
    }
}
