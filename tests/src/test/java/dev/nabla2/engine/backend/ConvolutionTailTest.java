package dev.nabla2.engine.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.nabla2.engine.backend.cpu.CpuBackend;
import dev.nabla2.engine.backend.cpu.Instructions;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Tiles and groups of images end somewhere, and the last may be incomplete: what lies behind is neither read nor does it matter. Each backend
 * is a new one, so that its scratch memory is no larger than it was asked for.
 */
class ConvolutionTailTest {
    private static final int MOST = 9;

    @ParameterizedTest
    @CsvSource({
        "8, 9, 5, 3, 1",
        "16, 8, 7, 5, 2",
        "24, 48, 14, 5, 2",
        "9, 24, 14, 3, 1",
        "64, 10, 8, 4, 2",
        "1, 64, 28, 5, 2",
        "3, 17, 9, 3, 1",
        "40, 1, 14, 3, 1",
        "33, 3, 8, 4, 2"
    })
    void anImageIsConvolvedAlikeWhateverFollowsIt(int inputs, int outputs, int side, int filter, int stride) {
        for (Instructions instructions : Instructions.values()) {
            double[] alone = convolved(instructions, product(1, inputs, outputs, side, filter, stride));
            double[] aloneBack = convolvedBack(instructions, product(1, inputs, outputs, side, filter, stride));
            for (int batch = 2; batch <= MOST; batch++) {
                ConvolutionProduct p = product(batch, inputs, outputs, side, filter, stride);
                assertStart(alone, convolved(instructions, p), instructions + " " + p);
                assertStart(aloneBack, convolvedBack(instructions, p), instructions + " " + p);
            }
        }
    }

    private static void assertStart(double[] expected, double[] found, String what) {
        assertEquals(Arrays.toString(expected), Arrays.toString(Arrays.copyOf(found, expected.length)), what);
    }

    private static double[] convolved(Instructions instructions, ConvolutionProduct p) {
        Backend backend = new CpuBackend(1, instructions);
        Buffer result = backend.allocate(p.batch() * p.outputs() * p.resultSize());
        backend.convolve(p, images(backend, p), filters(backend, p), result);
        return backend.read(result);
    }

    /** By the images, and by the filters only to see that it ends. */
    private static double[] convolvedBack(Instructions instructions, ConvolutionProduct p) {
        Backend backend = new CpuBackend(1, instructions);
        Buffer result = numbers(backend, p.batch() * p.outputs() * p.resultSize());
        Buffer filter = backend.allocate(p.outputs() * p.inputs() * p.filterSize());
        backend.convolveFilter(p, images(backend, p), result, filter);
        Buffer image = backend.allocate(p.batch() * p.inputs() * p.imageSize());
        new CpuBackend(1, instructions).convolveImage(p, result, filters(backend, p), image);
        return backend.read(image);
    }

    private static Buffer images(Backend backend, ConvolutionProduct p) {
        return numbers(backend, p.batch() * p.inputs() * p.imageSize());
    }

    private static Buffer filters(Backend backend, ConvolutionProduct p) {
        return numbers(backend, p.outputs() * p.inputs() * p.filterSize());
    }

    private static Buffer numbers(Backend backend, int size) {
        return BackendContract.buffer(backend, BackendContract.numbers(size, 1));
    }

    private static ConvolutionProduct product(int batch, int inputs, int outputs, int side, int filter, int stride) {
        int padding = filter / 2;
        int result = (side + 2 * padding - filter) / stride + 1;
        return new ConvolutionProduct(
                batch,
                1,
                inputs,
                outputs,
                new int[] {1, side, side},
                new int[] {1, filter, filter},
                new int[] {1, result, result},
                new int[] {1, stride, stride},
                new int[] {0, padding, padding},
                new int[] {1, 1, 1});
    }
}
