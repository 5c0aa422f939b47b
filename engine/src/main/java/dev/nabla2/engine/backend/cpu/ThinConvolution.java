package dev.nabla2.engine.backend.cpu;

import dev.nabla2.engine.backend.ConvolutionProduct;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Convolutions to far fewer channels than they come from, such as those to an image of one channel. There what a window sees would
 * be packed many times over for little use; so every tap is multiplied first, as one matrix product with the channels as they lie,
 * and the taps' products are added up afterwards.
 */
final class ThinConvolution {
    /** How many times as many channels must go in as come out. */
    static final int FEW = 4;

    private static final int AXES = ConvolutionProduct.AXES;
    /** Elements of the taps' products that are kept at a time. */
    private static final int BLOCK = 1 << 18;

    private final Tile tile;
    private final Workers workers;
    private final Shelf<Workspace> shelf;
    private final TiledProduct tiled;

    ThinConvolution(Tile tile, Workers workers, Shelf<Workspace> shelf, TiledProduct tiled) {
        this.tile = tile;
        this.workers = workers;
        this.shelf = shelf;
        this.tiled = tiled;
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
        Window whole = Window.single(p.image());
        Window window = Window.of(p, p.stride()[AXES - 1]);
        inBlocks(p.batch(), lines.length * size, (first, count, products) -> {
            int channel = first * p.inputs() + group * inputs;
            WindowPanels.Images images = new WindowPanels.Images(image, p.inputs(), channel);
            WindowPanels right = new WindowPanels(tile, shelf, whole, images, false);
            tiled.run(lines.length, inputs, count * size, left, right, new Target.Matrix(products, 0, count * size));
            workers.run(count * outputs, task -> {
                int n = task / outputs;
                int o = task % outputs;
                int at = ((first + n) * p.outputs() + group * outputs + o) * p.resultSize();
                Workspace workspace = shelf.take();
                try {
                    float[] plane = workspace.array(0, window.planeSize());
                    float[] scratch = workspace.array(1, window.scratchSize());
                    int rows = window.rowAfter(p.resultSize() - 1);
                    Arrays.fill(result, at, at + p.resultSize(), 0);
                    for (int tap = 0; tap < taps; tap++) {
                        int from = ((o * taps + tap) * count + n) * size;
                        window.fill(tile, products, from, 0, rows, plane, 0, scratch);
                        window.addFromTap(tap, plane, result, at);
                    }
                } finally {
                    shelf.give(workspace);
                }
            });
        });
    }

    void convolveImage(ConvolutionProduct p, int group, float[] result, float[] filter, float[] image) {
        int inputs = p.inputs() / p.groups();
        int outputs = p.outputs() / p.groups();
        int size = p.resultSize();
        int taps = p.filterSize();
        MatrixPanels left = new MatrixPanels(tile, filter, group * outputs * inputs * taps, inputs * taps, 1);
        Window whole = Window.single(p.result());
        Window window = Window.of(p, p.stride()[AXES - 1]);
        inBlocks(p.batch(), inputs * taps * size, (first, count, products) -> {
            int channel = first * p.outputs() + group * outputs;
            WindowPanels.Images images = new WindowPanels.Images(result, p.outputs(), channel);
            WindowPanels right = new WindowPanels(tile, shelf, whole, images, false);
            tiled.run(inputs * taps, outputs, count * size, left, right, new Target.Matrix(products, 0, count * size));
            workers.run(count * inputs, task -> {
                int n = task / inputs;
                int c = task % inputs;
                Workspace workspace = shelf.take();
                try {
                    float[] plane = workspace.array(0, window.planeSize());
                    Arrays.fill(plane, 0, window.planeSize(), 0);
                    for (int tap = 0; tap < taps; tap++) {
                        window.addToTap(tap, products, ((c * taps + tap) * count + n) * size, plane);
                    }
                    int to = (first + n) * p.inputs() + group * inputs + c;
                    window.unfill(plane, image, to * p.imageSize());
                } finally {
                    shelf.give(workspace);
                }
            });
        });
    }

    private interface Block {
        void run(int first, int count, float[] products);
    }

    /** So many images at a time that their products fill a block. */
    private void inBlocks(int images, int productsOfImage, Block body) {
        int most = Math.max(1, BLOCK / productsOfImage);
        Workspace workspace = shelf.take();
        try {
            float[] products = workspace.array(0, Math.min(images, most) * productsOfImage);
            for (int first = 0; first < images; first += most) {
                body.run(first, Math.min(most, images - first), products);
            }
        } finally {
            shelf.give(workspace);
        }
    }
}
