package dev.nabla2.opencl;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import dev.nabla2.engine.backend.Backend;
import dev.nabla2.engine.backend.Batch;
import dev.nabla2.engine.backend.Buffer;
import dev.nabla2.engine.backend.MatrixProduct;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** A number of a matrix product is one sum from first term to last, so that parameters do not change its bits. */
class MatrixProductsTest {
    /** Smaller tiles than the device's own, and everything is packed. */
    private static final ProductParameters PANELS = new ProductParameters(6, 16, 8, 1, 1, 0, 0);

    /** What graphics cards are given, for products of all sizes; rows and columns of items, of groups and of memory all differ. */
    private static final ProductParameters GROUPS = new ProductParameters(8, 4, 4, 2, 8, 12, 0);

    /** Made when it is first used, which is never where there is no device; nobody closes it. */
    private static final class Other {
        private static final OpenClBackend PACKING = of(PANELS);
        private static final OpenClBackend GROUPING = of(GROUPS);

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
            @ForAll long seed) {
        OpenClDevice.backend();
        check(Other.PACKING, new MatrixProduct(rows, inner, columns, transposeA, transposeB), seed);
    }

    @Property(tries = 60)
    void groupsThatShareTheirOperandsGiveTheSameBits(
            @ForAll @IntRange(min = 1, max = 90) int rows,
            @ForAll @IntRange(max = 90) int inner,
            @ForAll @IntRange(min = 1, max = 90) int columns,
            @ForAll boolean transposeA,
            @ForAll boolean transposeB,
            @ForAll long seed) {
        OpenClDevice.backend();
        check(Other.GROUPING, new MatrixProduct(rows, inner, columns, transposeA, transposeB), seed);
    }

    /** With the parameters that a graphics card is given. */
    @Example
    void aGraphicsCardsOwnTilesGiveTheSameBits() {
        check(OpenClDevice.likeAGraphicsCard(), new MatrixProduct(150, 70, 135, false, true), 1);
        check(OpenClDevice.likeAGraphicsCard(), new MatrixProduct(64, 64, 64, true, false), 2);
    }

    private static void check(Backend other, MatrixProduct p, long seed) {
        Random random = new Random(seed);
        int a = p.rows() * p.inner();
        int b = p.inner() * p.columns();
        // Repeated, with gaps, or one after another.
        Batch batch = new Batch(1 + random.nextInt(4), random.nextBoolean() ? 0 : a + 3, random.nextBoolean() ? 0 : b);
        float[] left = numbers(random, (batch.count() - 1) * batch.strideA() + a);
        float[] right = numbers(random, (batch.count() - 1) * batch.strideB() + b);
        assertArrayEquals(
                product(OpenClDevice.backend(), p, batch, left, right),
                product(other, p, batch, left, right),
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
