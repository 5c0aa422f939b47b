package dev.nabla2.opencl;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import dev.nabla2.engine.backend.Backend;
import dev.nabla2.engine.backend.Batch;
import dev.nabla2.engine.backend.Buffer;
import dev.nabla2.engine.backend.MatrixProduct;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** A number of a matrix product is one sum from first term to last, so that parameters do not change its bits. */
class MatrixProductsTest {
    /** Smaller tiles than the device's own, and everything is packed. */
    private static final ProductParameters PANELS = new ProductParameters(6, 16, 8, 1, 0);

    /** Made when it is first used, which is never where there is no device; nobody closes it. */
    private static final class Other {
        private static final OpenClBackend PACKING = of(PANELS);

        private static OpenClBackend of(ProductParameters parameters) {
            Device device = Device.find("");
            return new OpenClBackend(new Queue(device), ProgramCache.ofUser(), device.memory(), parameters);
        }
    }

    @Property(tries = 60)
    void packedOperandsGiveTheSameBits(
            @ForAll @IntRange(min = 16, max = 150) int rows,
            @ForAll @IntRange(max = 150) int inner,
            @ForAll @IntRange(min = 16, max = 150) int columns,
            @ForAll boolean transposeA,
            @ForAll boolean transposeB,
            @ForAll @IntRange(min = 1, max = 4) int count,
            @ForAll long seed) {
        OpenClDevice.backend();
        Random random = new Random(seed);
        int strideA = random.nextBoolean() ? 0 : rows * inner + 3;
        int strideB = random.nextBoolean() ? 0 : inner * columns;
        MatrixProduct p = new MatrixProduct(rows, inner, columns, transposeA, transposeB);
        Batch batch = new Batch(count, strideA, strideB);
        float[] a = numbers(random, (count - 1) * strideA + rows * inner);
        float[] b = numbers(random, (count - 1) * strideB + inner * columns);
        assertArrayEquals(
                product(OpenClDevice.backend(), p, batch, a, b),
                product(Other.PACKING, p, batch, a, b),
                () -> p + " " + batch);
    }

    private static float[] product(Backend backend, MatrixProduct p, Batch batch, float[] a, float[] b) {
        Buffer left = backend.allocate(a.length);
        Buffer right = backend.allocate(b.length);
        Buffer out = backend.allocate(batch.count() * p.rows() * p.columns());
        backend.write(left, a);
        backend.write(right, b);
        backend.fill(out, Double.NaN);
        backend.matmul(p, batch, left, right, out);
        return backend.readFloats(out);
    }

    private static float[] numbers(Random random, int count) {
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = (float) random.nextGaussian();
        }
        return numbers;
    }
}
