package dev.nabla2.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.nabla2.engine.backend.Backend;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Axes before the last two are a batch of products, which broadcasts as elements do, whatever their number. */
class BatchesTest {
    private static final Backend REFERENCE = Backends.reference();
    private static final int M = 2;
    private static final int K = 3;
    private static final int N = 4;

    /** Two operands, and which of them are stored transposed. */
    private record Case(Shape a, Shape b, boolean transposeA, boolean transposeB) {
        static Case of(long seed) {
            Random random = new Random(seed);
            int[] batch = random.ints(random.nextInt(4), 1, 4).toArray();
            boolean transposeA = random.nextBoolean();
            boolean transposeB = random.nextBoolean();
            int[] a = random.nextBoolean() ? batch : some(batch, random);
            int[] b = random.nextBoolean() ? batch : some(batch, random);
            return new Case(
                    transposeA ? shape(a, K, M) : shape(a, M, K),
                    transposeB ? shape(b, N, K) : shape(b, K, N),
                    transposeA,
                    transposeB);
        }

        /** Fewer axes, some of length 1. */
        private static int[] some(int[] batch, Random random) {
            int[] some = Arrays.copyOfRange(batch, random.nextInt(batch.length + 1), batch.length);
            return Arrays.stream(some)
                    .map(extent -> random.nextBoolean() ? 1 : extent)
                    .toArray();
        }

        private static Shape shape(int[] batch, int rows, int columns) {
            int[] extents = Arrays.copyOf(batch, batch.length + 2);
            extents[batch.length] = rows;
            extents[batch.length + 1] = columns;
            return Shape.of(extents);
        }

        Tensor product(Tensor x, Tensor y) {
            return x.matmul(y, transposeA, transposeB);
        }

        /** Each element of a product as the sum that it is, by multiplication and broadcasting of elements. */
        Tensor byElements(Tensor x, Tensor y) {
            Tensor rows = transposeA ? swapped(x) : x;
            Tensor columns = transposeB ? y : swapped(y);
            return with(rows, 1).mul(with(columns, 0)).sum(-1);
        }

        private static Tensor swapped(Tensor x) {
            int rank = x.shape().rank();
            int[] order = new int[rank];
            Arrays.setAll(order, axis -> axis);
            order[rank - 2] = rank - 1;
            order[rank - 1] = rank - 2;
            return x.permute(order);
        }

        /** One more axis of length 1, before the last one or the one before that. */
        private static Tensor with(Tensor x, int before) {
            int[] extents = x.shape().extents();
            int at = extents.length - 2 + before;
            int[] more = new int[extents.length + 1];
            System.arraycopy(extents, 0, more, 0, at);
            more[at] = 1;
            System.arraycopy(extents, at, more, at + 1, extents.length - at);
            return x.reshape(Shape.of(more));
        }
    }

    private static Tensor drawn(Shape shape, long seed) {
        return Tensor.of(REFERENCE, shape, RandomStream.of(seed).normal(shape.size()));
    }

    @Test
    void productsOfAnyBatchesAndTheirGradientsAreThoseOfTheSumsByElements() {
        for (long seed = 0; seed < 300; seed++) {
            Case c = Case.of(seed);
            try (Tape tape = new Tape()) {
                Tensor a = tape.watch(drawn(c.a, seed));
                Tensor b = tape.watch(drawn(c.b, seed + 1000));
                Tensor product = c.product(a, b);
                Tensor elements = c.byElements(a, b);
                assertClose(elements, product, c);
                Tensor weights = drawn(product.shape(), seed + 2000);
                List<Tensor> expected = tape.gradient(elements.dot(weights), List.of(a, b));
                List<Tensor> found = tape.gradient(product.dot(weights), List.of(a, b));
                assertClose(expected.get(0), found.get(0), c);
                assertClose(expected.get(1), found.get(1), c);
            }
        }
    }

    private static void assertClose(Tensor expected, Tensor found, Case c) {
        assertEquals(expected.shape(), found.shape(), c.toString());
        double[] e = expected.toDoubles();
        double[] f = found.toDoubles();
        for (int i = 0; i < e.length; i++) {
            assertEquals(e[i], f[i], 1e-12, c.toString());
        }
    }
}
