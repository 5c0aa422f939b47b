package dev.nabla2.engine.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * What every backend's convolutions must do: the convolution is its formula, computed here in doubles with an explicit index for
 * every axis, and the two others are its adjoints, so that the three inner products with a third array agree.
 */
abstract class ConvolutionContract {
    private static final int AXES = ConvolutionProduct.AXES;

    abstract Backend backend();

    /** The convolution's operands or its result, whichever two of them are given, and what they are convolved to. */
    enum Kernel {
        CONVOLVE {
            @Override
            void run(Backend backend, ConvolutionProduct p, Buffer image, Buffer filter, Buffer result) {
                backend.convolve(p, image, filter, result);
            }
        },
        IMAGE {
            @Override
            void run(Backend backend, ConvolutionProduct p, Buffer image, Buffer filter, Buffer result) {
                backend.convolveImage(p, result, filter, image);
            }
        },
        FILTER {
            @Override
            void run(Backend backend, ConvolutionProduct p, Buffer image, Buffer filter, Buffer result) {
                backend.convolveFilter(p, image, result, filter);
            }
        };

        abstract void run(Backend backend, ConvolutionProduct p, Buffer image, Buffer filter, Buffer result);
    }

    /** Geometries of one axis: extent, filter, stride, padding and dilation with at least one position. */
    record Axis(int image, int filter, int stride, int padding, int dilation) {
        int result() {
            return (image + 2 * padding - (filter - 1) * dilation - 1) / stride + 1;
        }

        static Axis random(Random random, int longest) {
            int filter = 1 + random.nextInt(5);
            int dilation = 1 + random.nextInt(3) * random.nextInt(2);
            int padding = random.nextInt(4);
            int shortest = Math.max(1, (filter - 1) * dilation + 1 - 2 * padding);
            int image = shortest + random.nextInt(Math.max(1, longest - shortest + 1));
            return new Axis(image, filter, 1 + random.nextInt(3), padding, dilation);
        }
    }

    private static final Axis ABSENT = new Axis(1, 1, 1, 0, 1);

    static ConvolutionProduct product(int batch, int groups, int inputs, int outputs, Axis... axes) {
        int[][] sizes = new int[6][AXES];
        for (int i = 0; i < AXES; i++) {
            Axis axis = i < AXES - axes.length ? ABSENT : axes[i - AXES + axes.length];
            int[] values = {axis.image(), axis.filter(), axis.result(), axis.stride(), axis.padding(), axis.dilation()};
            for (int what = 0; what < values.length; what++) {
                sizes[what][i] = values[what];
            }
        }
        return new ConvolutionProduct(
                batch,
                groups,
                groups * inputs,
                groups * outputs,
                sizes[0],
                sizes[1],
                sizes[2],
                sizes[3],
                sizes[4],
                sizes[5]);
    }

    @Provide
    Arbitrary<ConvolutionProduct> convolutions() {
        Arbitrary<Integer> groups = Arbitraries.frequencyOf(
                net.jqwik.api.Tuple.of(3, Arbitraries.just(1)),
                net.jqwik.api.Tuple.of(2, Arbitraries.integers().between(2, 9)));
        Arbitrary<Integer> channels = Arbitraries.frequencyOf(
                net.jqwik.api.Tuple.of(3, Arbitraries.integers().between(1, 6)),
                net.jqwik.api.Tuple.of(1, Arbitraries.integers().between(7, 40)));
        return Combinators.combine(
                        Arbitraries.integers().between(0, 5),
                        groups,
                        channels,
                        channels,
                        Arbitraries.integers().between(1, 3),
                        Arbitraries.longs())
                .as((batch, g, inputs, outputs, dimensions, seed) -> {
                    Random random = new Random(seed);
                    Axis[] axes = new Axis[dimensions];
                    for (int i = 0; i < dimensions; i++) {
                        axes[i] = Axis.random(random, dimensions == 1 ? 70 : dimensions == 2 ? 20 : 6);
                    }
                    // So that the plain loops below end in time.
                    int cost = axes[0].filter() * axes[0].result();
                    for (int i = 1; i < dimensions; i++) {
                        cost *= axes[i].filter() * axes[i].result();
                    }
                    int most = Math.max(1, 1_000_000 / cost / Math.max(1, batch) / g / inputs);
                    return product(batch, g, inputs, Math.min(outputs, most), axes);
                });
    }

    @Property(tries = 150)
    void aConvolutionIsItsFormula(@ForAll("convolutions") ConvolutionProduct p, @ForAll long seed) {
        check(p, Kernel.CONVOLVE, seed);
    }

    @Property(tries = 150)
    void theImageConvolutionIsTheAdjointByTheImages(@ForAll("convolutions") ConvolutionProduct p, @ForAll long seed) {
        check(p, Kernel.IMAGE, seed);
    }

    @Property(tries = 150)
    void theFilterConvolutionIsTheAdjointByTheFilters(@ForAll("convolutions") ConvolutionProduct p, @ForAll long seed) {
        check(p, Kernel.FILTER, seed);
    }

    @Property(tries = 60)
    void theThreeAreAdjoint(@ForAll("convolutions") ConvolutionProduct p, @ForAll long seed) {
        float[][] x = operands(p, seed);
        double[] result = run(p, Kernel.CONVOLVE, x);
        double[] image = run(p, Kernel.IMAGE, x);
        double[] filter = run(p, Kernel.FILTER, x);
        float[][] sizes = magnitudes(x);
        double magnitude = inner(plain(p, Kernel.CONVOLVE, sizes), sizes[2]);
        int length = p.inputs() * p.filterSize() + p.outputs() * p.filterSize() + p.batch() * p.resultSize();
        Tolerances tolerances = new Tolerances(backend().precision());
        double expected = inner(result, x[2]);
        tolerances.product(
                "<convolveImage(y, w), x> for " + describe(p), expected, inner(image, x[0]), length, magnitude);
        tolerances.product(
                "<convolveFilter(x, y), w> for " + describe(p), expected, inner(filter, x[1]), length, magnitude);
    }

    /** The critics of the WGAN-GP and DCGAN papers, and what a few other networks are made of. */
    @Example
    void convolutionsOfRealNetworksAreTheirFormulas() {
        Axis strided = new Axis(14, 5, 2, 2, 1);
        Axis same = new Axis(28, 3, 1, 1, 1);
        Axis four = new Axis(16, 4, 2, 1, 1);
        Axis whole = new Axis(4, 4, 1, 0, 1);
        Axis one = new Axis(12, 1, 1, 0, 1);
        Axis skipping = new Axis(15, 2, 4, 0, 1);
        Axis wide = new Axis(300, 17, 1, 8, 1);
        for (Kernel kernel : Kernel.values()) {
            check(product(3, 1, 40, 70, strided, strided), kernel, 1);
            check(product(2, 1, 1, 64, new Axis(28, 5, 2, 2, 1), new Axis(28, 5, 2, 2, 1)), kernel, 2);
            check(product(2, 1, 17, 33, same, same), kernel, 3);
            check(product(3, 1, 30, 20, four, four), kernel, 4);
            check(product(33, 1, 20, 1, whole, whole), kernel, 5);
            check(product(3, 1, 300, 40, one, one), kernel, 6);
            check(product(2, 70, 1, 1, same, same), kernel, 7);
            check(product(2, 2, 3, 5, skipping, skipping), kernel, 8);
            check(product(2, 1, 3, 600, one), kernel, 9);
            check(product(2, 1, 5, 6, wide), kernel, 10);
            check(product(1, 1, 2, 3, new Axis(40, 3, 1, 1, 1), new Axis(45, 3, 1, 1, 1)), kernel, 11);
            check(
                    product(1, 1, 2, 3, new Axis(7, 7, 1, 3, 1), new Axis(7, 7, 1, 3, 1), new Axis(9, 7, 1, 3, 1)),
                    kernel,
                    12);
            check(product(2, 1, 40, 1, same, same), kernel, 13);
            check(product(2, 1, 33, 2, new Axis(28, 5, 2, 2, 1), new Axis(28, 5, 2, 2, 1)), kernel, 14);
        }
    }

    @Example
    void aConvolutionOverwritesWhatItsResultHeld() {
        Axis axis = new Axis(5, 2, 3, 0, 1);
        ConvolutionProduct p = product(1, 1, 2, 2, axis, axis);
        for (Kernel kernel : Kernel.values()) {
            float[][] x = operands(p, 3);
            Buffer[] buffers = BackendContract.buffers(backend(), x);
            Buffer out = buffers[outputOf(kernel)];
            backend().fill(out, Double.NaN);
            kernel.run(backend(), p, buffers[0], buffers[1], buffers[2]);
            assertEquals(0, count(backend().read(out), Double::isNaN), () -> kernel + " left something as it was");
        }
    }

    @Example
    void anElementThatIsNotFiniteReachesWhoSeesItAndNobodyElse() {
        Axis axis = new Axis(9, 3, 1, 1, 1);
        ConvolutionProduct p = product(3, 1, 2, 4, axis, axis);
        float[][] x = operands(p, 4);
        x[0][(1 * 2 + 1) * 81 + 4 * 9 + 4] = Float.NaN;
        assertEquals(4 * 9, count(run(p, Kernel.CONVOLVE, x), Double::isNaN));
        assertEquals(4 * 9, count(run(p, Kernel.FILTER, x), Double::isNaN));
        x[2][(1 * 4 + 1) * 81 + 4 * 9 + 4] = Float.NaN;
        assertEquals(2 * 9, count(run(p, Kernel.IMAGE, x), Double::isNaN));
    }

    private static long count(double[] values, java.util.function.DoublePredicate which) {
        return java.util.Arrays.stream(values).filter(which).count();
    }

    void check(ConvolutionProduct p, Kernel kernel, long seed) {
        float[][] x = operands(p, seed);
        double[] found = run(p, kernel, x);
        double[] expected = plain(p, kernel, x);
        double[] magnitude = plain(p, kernel, magnitudes(x));
        int length = switch (kernel) {
            case CONVOLVE -> p.inputs() / p.groups() * p.filterSize();
            case IMAGE -> p.outputs() / p.groups() * p.filterSize();
            case FILTER -> p.batch() * p.resultSize();
        };
        Tolerances tolerances = new Tolerances(backend().precision());
        assertEquals(expected.length, found.length);
        String what = kernel + " " + describe(p) + " at ";
        for (int i = 0; i < expected.length; i++) {
            tolerances.product(what + i, expected[i], found[i], length, magnitude[i]);
        }
    }

    private static int outputOf(Kernel kernel) {
        return switch (kernel) {
            case IMAGE -> 0;
            case FILTER -> 1;
            case CONVOLVE -> 2;
        };
    }

    private double[] run(ConvolutionProduct p, Kernel kernel, float[][] x) {
        return run(backend(), p, kernel, x);
    }

    static double[] run(Backend backend, ConvolutionProduct p, Kernel kernel, float[][] x) {
        Buffer[] buffers = BackendContract.buffers(backend, x);
        int which = outputOf(kernel);
        buffers[which] = backend.allocate(x[which].length);
        backend.fill(buffers[which], 42);
        kernel.run(backend, p, buffers[0], buffers[1], buffers[2]);
        return backend.read(buffers[which]);
    }

    /** An image, a filter and a result. */
    static float[][] operands(ConvolutionProduct p, long seed) {
        return new float[][] {
            BackendContract.numbers(p.batch() * p.inputs() * p.imageSize(), seed),
            BackendContract.numbers(p.outputs() * (p.inputs() / p.groups()) * p.filterSize(), seed + 1),
            BackendContract.numbers(p.batch() * p.outputs() * p.resultSize(), seed + 2)
        };
    }

    /** The formula: result[n, o, r] = Σ over c and k of image[n, c, r · stride − padding + k · dilation] · filter[o, c, k]. */
    private static double[] plain(ConvolutionProduct p, Kernel kernel, float[][] x) {
        double[] out = new double[x[outputOf(kernel)].length];
        int inputs = p.inputs() / p.groups();
        int outputs = p.outputs() / p.groups();
        for (int r0 = 0; r0 < p.result()[0]; r0++) {
            for (int r1 = 0; r1 < p.result()[1]; r1++) {
                for (int r2 = 0; r2 < p.result()[2]; r2++) {
                    for (int k0 = 0; k0 < p.filter()[0]; k0++) {
                        for (int k1 = 0; k1 < p.filter()[1]; k1++) {
                            for (int k2 = 0; k2 < p.filter()[2]; k2++) {
                                int x0 = r0 * p.stride()[0] - p.padding()[0] + k0 * p.dilation()[0];
                                int x1 = r1 * p.stride()[1] - p.padding()[1] + k1 * p.dilation()[1];
                                int x2 = r2 * p.stride()[2] - p.padding()[2] + k2 * p.dilation()[2];
                                if (x0 < 0 || x0 >= p.image()[0] || x1 < 0 || x1 >= p.image()[1]) {
                                    continue;
                                }
                                if (x2 < 0 || x2 >= p.image()[2]) {
                                    continue;
                                }
                                int image = (x0 * p.image()[1] + x1) * p.image()[2] + x2;
                                int filter = (k0 * p.filter()[1] + k1) * p.filter()[2] + k2;
                                int result = (r0 * p.result()[1] + r1) * p.result()[2] + r2;
                                for (int n = 0; n < p.batch(); n++) {
                                    for (int o = 0; o < p.outputs(); o++) {
                                        for (int c = 0; c < inputs; c++) {
                                            int channel = n * p.inputs() + o / outputs * inputs + c;
                                            int i = channel * p.imageSize() + image;
                                            int f = (o * inputs + c) * p.filterSize() + filter;
                                            int r = (n * p.outputs() + o) * p.resultSize() + result;
                                            switch (kernel) {
                                                case CONVOLVE -> out[r] += (double) x[0][i] * x[1][f];
                                                case IMAGE -> out[i] += (double) x[2][r] * x[1][f];
                                                case FILTER -> out[f] += (double) x[0][i] * x[2][r];
                                            }
                                        }
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
        return out;
    }

    private static float[][] magnitudes(float[][] x) {
        float[][] magnitudes = new float[x.length][];
        for (int i = 0; i < x.length; i++) {
            magnitudes[i] = x[i].clone();
            for (int j = 0; j < x[i].length; j++) {
                magnitudes[i][j] = Math.abs(x[i][j]);
            }
        }
        return magnitudes;
    }

    private static double inner(double[] x, float[] y) {
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            sum += x[i] * y[i];
        }
        return sum;
    }

    static String describe(ConvolutionProduct p) {
        return "batch " + p.batch() + ", groups " + p.groups() + ", channels " + p.inputs() + " to " + p.outputs()
                + ", image " + list(p.image()) + ", filter " + list(p.filter()) + ", stride " + list(p.stride())
                + ", padding " + list(p.padding()) + ", dilation " + list(p.dilation());
    }

    private static String list(int[] sizes) {
        return java.util.Arrays.toString(sizes);
    }
}
