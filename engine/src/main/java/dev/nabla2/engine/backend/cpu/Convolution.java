package dev.nabla2.engine.backend.cpu;

import dev.nabla2.engine.backend.Batch;
import dev.nabla2.engine.backend.ConvolutionProduct;
import dev.nabla2.engine.backend.MatrixProduct;
import java.util.Arrays;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * The three convolutions as products of matrices that are never made: what the window sees is packed into panels straight from
 * the image (Chetlur et al., cuDNN: efficient primitives for deep learning, 2014).
 *
 * <p>Where a filter covers the whole image, or a single element, they are plain matrix products.
 */
final class Convolution {
    private static final int AXES = ConvolutionProduct.AXES;
    /** Elements of a channel that leave little of a tile empty. */
    private static final int LARGE = 64;

    private final Tile tile;
    private final Workers workers;
    private final Shelf<Workspace> shelf;
    private final Product product;
    private final TiledProduct tiled;
    private final ThinConvolution thin;
    private final ShallowConvolution shallow;
    private final ImageSums imageSums;
    private final ChannelsLastConvolution channelsLast;

    Convolution(Tile tile, Workers workers, Shelf<Workspace> shelf, Product product, TiledProduct tiled) {
        this.tile = tile;
        this.workers = workers;
        this.shelf = shelf;
        this.product = product;
        this.tiled = tiled;
        this.channelsLast = new ChannelsLastConvolution(tile, workers, shelf);
        this.shallow = new ShallowConvolution(tile, workers, shelf);
        this.imageSums = new ImageSums(tile, workers, shelf);
        this.thin = new ThinConvolution(tile, workers, shelf);
    }

    void convolve(ConvolutionProduct p, float[] image, float[] filter, float[] result) {
        int inner = inputs(p) * p.filterSize();
        if (coversImage(p)) {
            MatrixProduct all = new MatrixProduct(p.batch(), inner, p.outputs(), false, true);
            product.run(all, image, 0, filter, 0, result, 0);
            return;
        }
        if (mixesChannels(p)) {
            int size = p.resultSize();
            MatrixProduct each = new MatrixProduct(p.outputs(), p.inputs(), size, false, false);
            product.run(each, new Batch(p.batch(), 0, p.inputs() * size), filter, image, result);
            return;
        }
        if (ChannelsLastConvolution.suits(p)) {
            channelsLast.convolve(p, image, filter, result);
            return;
        }
        if (ThinConvolution.FEW * outputs(p) <= inputs(p) && p.filterSize() > 1) {
            forEachGroup(p, group -> thin.convolve(p, group, image, filter, result));
            return;
        }
        Window window = Window.of(p, p.stride()[AXES - 1]);
        int[] places = IntStream.range(0, p.resultSize()).toArray();
        forEachGroup(p, group -> {
            int output = group * outputs(p);
            WindowPanels.Images images = new WindowPanels.Images(image, p.inputs(), group * inputs(p));
            int size = p.resultSize();
            multiply(
                    outputs(p),
                    p.batch(),
                    inputs(p),
                    new MatrixPanels(tile, filter, output * inner, 1, inner),
                    window,
                    images,
                    new ImageTarget(result, output * size, p.outputs() * size, size, places, true));
        });
    }

    /** The product of weights and what a window sees. */
    private void multiply(
            int rows,
            int batch,
            int channels,
            Panels weights,
            Window window,
            WindowPanels.Images images,
            ImageTarget target) {
        int inner = channels * window.taps().length;
        int size = window.positions().length;
        if (shallow.suits(inner, size)) {
            shallow.run(rows, batch, channels, weights, window, images, target);
        } else {
            WindowPanels seen = new WindowPanels(tile, shelf, window, images, false);
            tiled.run(rows, inner, batch * size, weights, seen, target);
        }
    }

    void convolveFilter(ConvolutionProduct p, float[] image, float[] result, float[] filter) {
        int columns = inputs(p) * p.filterSize();
        if (p.batch() == 0) {
            Arrays.fill(filter, 0, p.outputs() * columns, 0);
            return;
        }
        if (coversImage(p)) {
            MatrixProduct all = new MatrixProduct(p.outputs(), p.batch(), columns, true, false);
            product.run(all, result, 0, image, 0, filter, 0);
            return;
        }
        if (ChannelsLastConvolution.suits(p)) {
            channelsLast.convolveFilter(p, image, result, filter);
            return;
        }
        if (outputs(p) < inputs(p) && isOne(p.stride())) {
            filterFromResult(p, image, result, filter);
            return;
        }
        Window window = Window.of(p, p.dilation()[AXES - 1]);
        int size = p.resultSize();
        forEachGroup(p, group -> {
            int output = group * outputs(p);
            WindowPanels.Images images = new WindowPanels.Images(image, p.inputs(), group * inputs(p));
            sum(
                    outputs(p),
                    p.batch(),
                    columns,
                    new LinesOfImages(tile, result, output * size, size, p.outputs() * size),
                    window,
                    images,
                    new Target.Matrix(filter, output * columns, columns));
        });
    }

    /**
     * The adjoint by the filters with the window moving over the result, which then has fewer channels to look at: with stride 1
     * both operands play the same part, and the filter's taps come out in reverse.
     */
    private void filterFromResult(ConvolutionProduct p, float[] image, float[] result, float[] filter) {
        int[][] offsets = new int[AXES][];
        for (int axis = 0; axis < AXES; axis++) {
            offsets[axis] = new int[p.filter()[axis]];
            for (int i = 0; i < offsets[axis].length; i++) {
                offsets[axis][i] = p.padding()[axis] - (offsets[axis].length - 1 - i) * p.dilation()[axis];
            }
        }
        Window window = new Window(p.result(), p.image(), p.stride(), offsets, p.dilation()[AXES - 1]);
        int taps = p.filterSize();
        int[] places = IntStream.range(0, taps).map(i -> taps - 1 - i).toArray();
        int size = p.imageSize();
        forEachGroup(p, group -> {
            WindowPanels.Images images = new WindowPanels.Images(result, p.outputs(), group * outputs(p));
            int at = group * outputs(p) * inputs(p) * taps;
            sum(
                    inputs(p),
                    p.batch(),
                    outputs(p) * taps,
                    new LinesOfImages(tile, image, group * inputs(p) * size, size, p.inputs() * size),
                    window,
                    images,
                    new ImageTarget(filter, at, inputs(p) * taps, taps, places, false));
        });
    }

    private void sum(
            int rows,
            int batch,
            int columns,
            LinesOfImages channels,
            Window window,
            WindowPanels.Images images,
            Target target) {
        if (imageSums.suit(rows, columns)) {
            imageSums.run(rows, batch, columns, channels, window, images, target);
        } else {
            WindowPanels seen = new WindowPanels(tile, shelf, window, images, true);
            tiled.run(rows, batch * channels.size(), columns, channels, seen, target);
        }
    }

    void convolveImage(ConvolutionProduct p, float[] result, float[] filter, float[] image) {
        if (coversImage(p)) {
            MatrixProduct all = new MatrixProduct(p.batch(), p.outputs(), inputs(p) * p.filterSize(), false, false);
            product.run(all, result, 0, filter, 0, image, 0);
        } else if (mixesChannels(p)) {
            int size = p.imageSize();
            MatrixProduct each = new MatrixProduct(p.inputs(), p.outputs(), size, true, false);
            product.run(each, new Batch(p.batch(), 0, p.outputs() * size), filter, result, image);
        } else if (ChannelsLastConvolution.suits(p)) {
            channelsLast.convolveImage(p, result, filter, image);
        } else if (ThinConvolution.FEW * inputs(p) <= outputs(p) && p.filterSize() > 1) {
            forEachGroup(p, group -> thin.convolveImage(p, group, result, filter, image));
        } else {
            imageInPhases(p, result, filter, image);
        }
    }

    private void imageInPhases(ConvolutionProduct p, float[] result, float[] filter, float[] image) {
        Arrays.fill(image, 0, p.batch() * p.inputs() * p.imageSize(), 0);
        int size = p.imageSize();
        int[] lines = multiples(inputs(p), p.filterSize());
        for (Phase phase : Phase.all(p)) {
            int[] steps = sums(multiples(outputs(p), inputs(p) * p.filterSize()), phase.taps());
            int[] places = phase.places();
            forEachGroup(p, group -> {
                int output = group * outputs(p);
                WindowPanels.Images images = new WindowPanels.Images(result, p.outputs(), output);
                int at = group * inputs(p) * size;
                multiply(
                        inputs(p),
                        p.batch(),
                        outputs(p),
                        new ListedPanels(filter, output * inputs(p) * p.filterSize(), lines, steps),
                        phase.window(),
                        images,
                        new ImageTarget(image, at, p.inputs() * size, size, places, places.length == size));
            });
        }
    }

    /** The first {@code count} multiples of {@code distance}. */
    static int[] multiples(int count, int distance) {
        return IntStream.range(0, count).map(i -> i * distance).toArray();
    }

    /** Each of {@code slow} with each of {@code fast}. */
    static int[] sums(int[] slow, int[] fast) {
        return IntStream.of(slow)
                .flatMap(i -> IntStream.of(fast).map(j -> i + j))
                .toArray();
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
                && isOne(p.dilation());
    }

    /** Whether filters have one tap that sees every element once, and images are large enough to be matrices of their own. */
    private static boolean mixesChannels(ConvolutionProduct p) {
        return p.groups() == 1
                && p.filterSize() == 1
                && p.imageSize() >= LARGE
                && isOne(p.stride())
                && Arrays.equals(p.padding(), new int[AXES]);
    }

    private static boolean isOne(int[] steps) {
        return steps[0] * steps[1] * steps[2] == 1;
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
