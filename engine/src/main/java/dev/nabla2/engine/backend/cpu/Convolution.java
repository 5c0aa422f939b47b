package dev.nabla2.engine.backend.cpu;

import dev.nabla2.engine.backend.ConvolutionProduct;
import dev.nabla2.engine.backend.MatrixProduct;
import java.util.Arrays;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * The three convolutions as products of matrices that are never made: what the window sees is packed into panels straight from
 * the image (Chetlur et al., cuDNN: efficient primitives for deep learning, 2014).
 *
 * <p>Where a filter covers the whole image, they are plain matrix products.
 */
final class Convolution {
    private static final int AXES = ConvolutionProduct.AXES;

    private final Tile tile;
    private final Workers workers;
    private final Workspace.Shelf shelf;
    private final Product product;
    private final TiledProduct tiled;

    Convolution(Tile tile, Workers workers, Workspace.Shelf shelf, Product product, TiledProduct tiled) {
        this.tile = tile;
        this.workers = workers;
        this.shelf = shelf;
        this.product = product;
        this.tiled = tiled;
    }

    void convolve(ConvolutionProduct p, float[] image, float[] filter, float[] result) {
        int inner = inputs(p) * p.filterSize();
        if (coversImage(p)) {
            MatrixProduct all = new MatrixProduct(p.batch(), inner, p.outputs(), false, true);
            product.run(all, new Product.Operands(image, 0, filter, 0, result, 0));
            return;
        }
        Window window = Window.of(p, p.stride()[AXES - 1]);
        int[] places = IntStream.range(0, p.resultSize()).toArray();
        forEachGroup(p, group -> {
            int output = group * outputs(p);
            WindowPanels.Images images = new WindowPanels.Images(image, p.inputs(), group * inputs(p));
            int size = p.resultSize();
            tiled.run(
                    outputs(p),
                    inner,
                    p.batch() * size,
                    new MatrixPanels(tile, filter, output * inner, 1, inner),
                    new WindowPanels(tile, shelf, window, images, false),
                    new ImageTarget(result, output * size, p.outputs() * size, size, places, true));
        });
    }

    void convolveFilter(ConvolutionProduct p, float[] image, float[] result, float[] filter) {
        int columns = inputs(p) * p.filterSize();
        if (coversImage(p)) {
            MatrixProduct all = new MatrixProduct(p.outputs(), p.batch(), columns, true, false);
            product.run(all, new Product.Operands(result, 0, image, 0, filter, 0));
            return;
        }
        Window window = Window.of(p, p.dilation()[AXES - 1]);
        int size = p.resultSize();
        forEachGroup(p, group -> {
            int output = group * outputs(p);
            WindowPanels.Images images = new WindowPanels.Images(image, p.inputs(), group * inputs(p));
            tiled.run(
                    outputs(p),
                    p.batch() * size,
                    columns,
                    new LinesOfImages(tile, result, output * size, size, p.outputs() * size),
                    new WindowPanels(tile, shelf, window, images, true),
                    new Target.Matrix(filter, output * columns, columns));
        });
    }

    void convolveImage(ConvolutionProduct p, float[] result, float[] filter, float[] image) {
        if (coversImage(p)) {
            MatrixProduct all = new MatrixProduct(p.batch(), p.outputs(), inputs(p) * p.filterSize(), false, false);
            product.run(all, new Product.Operands(result, 0, filter, 0, image, 0));
            return;
        }
        Arrays.fill(image, 0, p.batch() * p.inputs() * p.imageSize(), 0);
        for (Phase phase : Phase.all(p)) {
            forEachGroup(p, group -> {
                int output = group * outputs(p);
                WindowPanels.Images images = new WindowPanels.Images(result, p.outputs(), output);
                int size = p.imageSize();
                int[] steps = filterSteps(p, phase.taps());
                tiled.run(
                        inputs(p),
                        steps.length,
                        p.batch() * phase.places().length,
                        new ListedPanels(filter, output * inputs(p) * p.filterSize(), p.filterSize(), steps),
                        new WindowPanels(tile, shelf, phase.window(), images, false),
                        new ImageTarget(
                                image,
                                group * inputs(p) * size,
                                p.inputs() * size,
                                size,
                                phase.places(),
                                phase.places().length == size));
            });
        }
    }

    /** Where the taps of a phase lie in the filters of one input channel, for each output channel of a group. */
    private static int[] filterSteps(ConvolutionProduct p, int[] taps) {
        int[] steps = new int[outputs(p) * taps.length];
        for (int o = 0; o < outputs(p); o++) {
            for (int t = 0; t < taps.length; t++) {
                steps[o * taps.length + t] = o * inputs(p) * p.filterSize() + taps[t];
            }
        }
        return steps;
    }

    private static int inputs(ConvolutionProduct p) {
        return p.inputs() / p.groups();
    }

    private static int outputs(ConvolutionProduct p) {
        return p.outputs() / p.groups();
    }

    private static boolean coversImage(ConvolutionProduct p) {
        return p.groups() == 1
                && p.resultSize() == 1
                && Arrays.equals(p.image(), p.filter())
                && Arrays.equals(p.padding(), new int[AXES])
                && p.dilation()[0] * p.dilation()[1] * p.dilation()[2] == 1;
    }

    /** Groups are shared out among threads; a single one is shared out inside. */
    private void forEachGroup(ConvolutionProduct p, IntConsumer body) {
        if (p.groups() == 1) {
            body.accept(0);
        } else {
            workers.run(p.groups(), body);
        }
    }
}
