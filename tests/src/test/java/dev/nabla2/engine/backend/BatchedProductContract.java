package dev.nabla2.engine.backend;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** What every backend must do with several matrix products at once: each is the plain sum of products, computed here in doubles. */
abstract class BatchedProductContract {
    abstract Backend backend();

    /** From nothing and single numbers to several tiles. */
    @Provide
    Arbitrary<Integer> lengths() {
        return Arbitraries.frequencyOf(
                Tuple.of(1, Arbitraries.just(0)),
                Tuple.of(12, Arbitraries.integers().between(1, 9)),
                Tuple.of(8, Arbitraries.integers().between(10, 70)));
    }

    @Property(tries = 200)
    void eachProductOfABatchIsItsSum(
            @ForAll("lengths") int rows,
            @ForAll("lengths") int inner,
            @ForAll("lengths") int columns,
            @ForAll boolean transposeA,
            @ForAll boolean transposeB,
            @ForAll long seed) {
        Random random = new Random(seed);
        int most = Math.max(1, Math.min(60, 1_000_000 / Math.max(1, rows * inner * columns)));
        MatrixProduct p = new MatrixProduct(rows, inner, columns, transposeA, transposeB);
        int a = rows * inner;
        int b = inner * columns;
        // Repeated, one after another, or with gaps.
        int strideA = random.nextInt(3) == 0 ? 0 : a + random.nextInt(2) * 5;
        int strideB = random.nextInt(3) == 0 ? 0 : b + random.nextInt(2) * 3;
        check(p, new Batch(random.nextInt(most + 1), strideA, strideB), seed);
    }

    @Example
    void batchesOfEveryKindAreTheirSums() {
        MatrixProduct small = new MatrixProduct(4, 3, 5, false, false);
        check(small, new Batch(5000, 12, 15), 1);
        MatrixProduct attention = new MatrixProduct(50, 32, 50, false, true);
        check(attention, new Batch(40, 50 * 32, 50 * 32), 2);
        MatrixProduct large = new MatrixProduct(130, 300, 140, true, false);
        check(large, new Batch(3, 0, 300 * 140), 3);
        check(large, new Batch(3, 130 * 300, 0), 4);
        check(new MatrixProduct(20, 40, 30, false, false), new Batch(17, 800, 0), 5);
        check(new MatrixProduct(3, 0, 2, false, false), new Batch(4, 0, 0), 6);
        check(new MatrixProduct(600, 300, 9, false, false), new Batch(2, 600 * 300, 2700), 7);
    }

    /** Large enough that long sums are cut into slices and wide results into blocks. */
    @Property(tries = 60)
    void aSharedRightOperandGivesTheSameBits(
            @ForAll("lengths") int rows,
            @ForAll("innerLengths") int inner,
            @ForAll("innerLengths") int columns,
            @ForAll boolean transposeA,
            @ForAll boolean transposeB,
            @ForAll long seed) {
        shares(new MatrixProduct(rows, inner, columns, transposeA, transposeB), seed);
    }

    @Example
    void aLayersWeightsCanBeShared() {
        MatrixProduct layer = new MatrixProduct(256, 512, 512, false, false);
        assertEquals(backend().name().equals("cpu"), backend().packed(layer).isPresent());
        shares(layer, 1);
        shares(new MatrixProduct(256, 512, 512, false, true), 2);
        shares(new MatrixProduct(5, 2100, 300, true, true), 3);
    }

    @Provide
    Arbitrary<Integer> innerLengths() {
        return Arbitraries.frequencyOf(
                Tuple.of(3, Arbitraries.integers().between(1, 130)),
                Tuple.of(1, Arbitraries.integers().between(131, 1300)));
    }

    private void shares(MatrixProduct p, long seed) {
        Backend backend = backend();
        Optional<PackedProduct> found = backend.packed(p);
        if (found.isEmpty()) {
            return;
        }
        Buffer a = BackendContract.buffer(backend, BackendContract.numbers(p.rows() * p.inner(), seed));
        Buffer b = BackendContract.buffer(backend, BackendContract.numbers(p.inner() * p.columns(), seed + 1));
        Buffer expected = backend.allocate(p.rows() * p.columns());
        backend.matmul(p, a, b, expected);
        Buffer packed = backend.allocate(found.get().form().size());
        Buffer out = backend.allocate(p.rows() * p.columns());
        found.get().pack(b, packed);
        backend.fill(b, Double.NaN);
        for (int reader = 0; reader < 2; reader++) {
            backend.fill(out, Double.NaN);
            found.get().multiply(a, packed, out);
            assertArrayEquals(backend.read(expected), backend.read(out), () -> p + " shared");
        }
        MatrixProduct other = new MatrixProduct(p.rows() + 64, p.inner(), p.columns(), false, p.transposeB());
        backend.packed(other).ifPresent(more -> assertEquals(found.get().form(), more.form(), () -> p + ", " + other));
    }

    private void check(MatrixProduct p, Batch batch, long seed) {
        float[] a =
                BackendContract.numbers(Math.max(0, batch.count() - 1) * batch.strideA() + p.rows() * p.inner(), seed);
        float[] b = BackendContract.numbers(
                Math.max(0, batch.count() - 1) * batch.strideB() + p.inner() * p.columns(), seed + 1);
        Buffer out = backend().allocate(batch.count() * p.rows() * p.columns());
        backend().fill(out, Double.NaN);
        backend().matmul(p, batch, BackendContract.buffer(backend(), a), BackendContract.buffer(backend(), b), out);
        double[] found = backend().read(out);
        Tolerances tolerances = new Tolerances(backend().precision());
        String what = p + " " + batch + " at ";
        for (int i = 0; i < found.length; i++) {
            int which = i / (p.rows() * p.columns());
            int row = i / p.columns() % p.rows();
            int column = i % p.columns();
            double sum = 0;
            double magnitude = 0;
            for (int k = 0; k < p.inner(); k++) {
                int left = which * batch.strideA() + (p.transposeA() ? k * p.rows() + row : row * p.inner() + k);
                int right =
                        which * batch.strideB() + (p.transposeB() ? column * p.inner() + k : k * p.columns() + column);
                double term = (double) a[left] * b[right];
                sum += term;
                magnitude += Math.abs(term);
            }
            tolerances.product(what + i, sum, found[i], p.inner(), magnitude);
        }
    }
}
