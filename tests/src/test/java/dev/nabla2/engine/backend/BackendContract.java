package dev.nabla2.engine.backend;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nabla2.engine.backend.reference.ReferenceBackend;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** What every backend must do: what the reference does, within the tolerance of its precision. */
abstract class BackendContract {
    private static final float[] SPECIAL = {
        0,
        -0f,
        1,
        -1,
        Float.NaN,
        Float.POSITIVE_INFINITY,
        Float.NEGATIVE_INFINITY,
        Float.MIN_VALUE,
        Float.MAX_VALUE,
        -Float.MAX_VALUE,
        0.1f,
        0.5f,
        -0.5f,
        88,
        -88,
        89,
        -104,
        1e5f,
        -1e5f,
        1e-10f,
        -1e-10f,
        17,
        -17
    };

    private final Backend reference = new ReferenceBackend();

    abstract Backend backend();

    private Tolerances tolerances() {
        return new Tolerances(backend().precision());
    }

    /** Lengths about those at which kernels change over: 0, 1, vectors, tiles, blocks, slices. */
    @Provide
    Arbitrary<Integer> lengths() {
        return Arbitraries.frequencyOf(
                Tuple.of(1, Arbitraries.just(0)),
                Tuple.of(8, Arbitraries.integers().between(1, 70)),
                Tuple.of(8, Arbitraries.of(95, 96, 97, 127, 128, 129, 191, 211, 255, 256, 257, 283)),
                Tuple.of(8, Arbitraries.of(511, 512, 513)));
    }

    @Property(tries = 150)
    void aMatrixProductIsTheReferences(
            @ForAll("lengths") int rows,
            @ForAll("lengths") int inner,
            @ForAll("lengths") int columns,
            @ForAll boolean transposeA,
            @ForAll boolean transposeB,
            @ForAll long seed) {
        int most = Math.max(1, 2_000_000 / Math.max(1, rows * inner));
        checkProduct(new MatrixProduct(rows, inner, Math.min(columns, most), transposeA, transposeB), seed);
    }

    @Example
    void aMatrixProductOfSeveralSlicesAndBlocksIsTheReferences() {
        checkProduct(new MatrixProduct(530, 300, 17, false, false), 1);
        checkProduct(new MatrixProduct(9, 520, 1100, true, false), 2);
        checkProduct(new MatrixProduct(1, 3000, 700, false, false), 3);
        checkProduct(new MatrixProduct(1100, 700, 1, true, true), 4);
        checkProduct(new MatrixProduct(70, 800, 32, false, false), 5);
        checkProduct(new MatrixProduct(3, 900, 40, false, false), 6);
        checkProduct(new MatrixProduct(2, 1000, 16, true, false), 7);
        checkProduct(new MatrixProduct(37, 600, 530, true, true), 8);
    }

    private void checkProduct(MatrixProduct p, long seed) {
        float[] a = numbers(p.rows() * p.inner(), seed);
        float[] b = numbers(p.inner() * p.columns(), seed + 1);
        double[] found = product(backend(), p, a, b);
        double[] expected = product(reference, p, a, b);
        double[] magnitude = product(reference, p, magnitudes(a), magnitudes(b));
        for (int i = 0; i < expected.length; i++) {
            tolerances().product(p + " at " + i, expected[i], found[i], p.inner(), magnitude[i]);
        }
    }

    private static double[] product(Backend backend, MatrixProduct p, float[] a, float[] b) {
        Buffer out = backend.allocate(p.rows() * p.columns());
        backend.matmul(p, buffer(backend, a), buffer(backend, b), out);
        return backend.read(out);
    }

    @Example
    void aMatrixProductWithAnEmptySumIsZero() {
        MatrixProduct p = new MatrixProduct(3, 0, 2, false, false);
        assertArrayEquals(new double[6], product(backend(), p, new float[0], new float[0]));
    }

    @Example
    void aMatrixProductOverwritesWhatItsResultHeld() {
        for (int inner : new int[] {0, 1, 3, 40}) {
            Buffer out = buffer(backend(), new float[] {Float.NaN, Float.NaN, Float.NaN, Float.NaN});
            Buffer ones = buffer(backend(), ones(2 * inner));
            backend().matmul(new MatrixProduct(2, inner, 2, false, true), ones, ones, out);
            assertArrayEquals(
                    new double[] {inner, inner, inner, inner}, backend().read(out));
        }
    }

    @Property(tries = 150)
    void aSumIsTheReferences(
            @ForAll("lengths") int outer,
            @ForAll("lengths") int reduced,
            @ForAll("lengths") int inner,
            @ForAll boolean alongLast,
            @ForAll long seed) {
        int most = Math.max(1, 200_000 / Math.max(1, outer * reduced));
        checkSum(outer, reduced, alongLast ? 1 : Math.min(inner, most), seed);
    }

    @Example
    void aLongSumIsTheReferencesWithoutLosingDigits() {
        checkSum(1, 1_000_003, 1, 1);
        checkSum(2, 200_000, 1, 2);
        checkSum(1, 4000, 129, 3);
        checkSum(1, 100_000, 3, 4);
    }

    private void checkSum(int outer, int reduced, int inner, long seed) {
        float[] x = numbers(outer * reduced * inner, seed);
        double[] found = sum(backend(), x, outer, reduced, inner);
        double[] expected = sum(reference, x, outer, reduced, inner);
        double[] magnitude = sum(reference, magnitudes(x), outer, reduced, inner);
        for (int i = 0; i < expected.length; i++) {
            String what = "sum of " + List.of(outer, reduced, inner) + " at " + i;
            tolerances().sum(what, expected[i], found[i], reduced, magnitude[i]);
        }
    }

    private static double[] sum(Backend backend, float[] x, int outer, int reduced, int inner) {
        Buffer out = backend.allocate(outer * inner);
        backend.sum(buffer(backend, x), out, outer, reduced, inner);
        return backend.read(out);
    }

    @Provide
    Arbitrary<Elementwise> functions() {
        return Arbitraries.of(Functions.all());
    }

    @Property(tries = 300)
    void anElementwiseFunctionIsTheReferences(
            @ForAll("functions") Elementwise f, @ForAll("lengths") int size, @ForAll long seed) {
        checkElementwise(f, line(size, f.arity()), size, size, seed);
    }

    @Example
    void everyElementwiseFunctionIsTheReferencesAtTheEdgesOfItsDomain() {
        for (Elementwise f : Functions.all()) {
            int n = SPECIAL.length;
            Loop.Layout[] in = new Loop.Layout[f.arity()];
            Arrays.fill(in, new Loop.Layout(0, 0, 1));
            in[0] = new Loop.Layout(0, 1, 0);
            Loop pairs = new Loop(new int[] {n, n}, new Loop.Layout(0, n, 1), in);
            double[] found = elementwise(backend(), f, pairs, n * n, SPECIAL, SPECIAL, SPECIAL);
            double[] expected = elementwise(reference, f, pairs, n * n, SPECIAL, SPECIAL, SPECIAL);
            for (int i = 0; i < found.length; i++) {
                checkSpecial(f.name() + " of " + SPECIAL[i / n] + " and " + SPECIAL[i % n], expected[i], found[i]);
            }
        }
    }

    /** Beyond the range of the precision a result may be infinite. */
    private void checkSpecial(String what, double expected, double found) {
        double rounded = backend().precision() == Precision.FLOAT ? (float) expected : expected;
        tolerances().elementwise(what, rounded, found);
    }

    @Example
    void everyElementwiseFunctionIsTheReferencesOnItsWholeDomain() {
        int size = 5001;
        for (Elementwise f : Functions.all()) {
            for (double scale : new double[] {1e-3, 1, 30, 1000}) {
                float[] x = new float[size];
                for (int i = 0; i < size; i++) {
                    x[i] = (float) (scale * (i - size / 2.0) / (size / 2.0));
                }
                double[] found = elementwise(backend(), f, line(size, f.arity()), size, x, x, x);
                double[] expected = elementwise(reference, f, line(size, f.arity()), size, x, x, x);
                for (int i = 0; i < size; i++) {
                    checkSpecial(f.name() + " at " + x[i], expected[i], found[i]);
                }
            }
        }
    }

    @Property(tries = 300)
    void anElementwiseFunctionFollowsTheStrides(
            @ForAll("functions") Elementwise f,
            @ForAll("lengths") int rows,
            @ForAll("lengths") int width,
            @ForAll long seed) {
        int columns = Math.min(width, Math.max(1, 20_000 / Math.max(1, rows)));
        Random random = new Random(seed);
        Loop.Layout[] in = new Loop.Layout[f.arity()];
        for (int i = 0; i < in.length; i++) {
            in[i] = layout(rows, columns, random);
        }
        // The result is a window of something larger, dense or transposed.
        Loop.Layout out = random.nextBoolean()
                ? new Loop.Layout(3, columns + random.nextInt(2) * 5, 1)
                : new Loop.Layout(7, 1, rows + random.nextInt(2) * 3);
        int outSize = 20 + (rows + 3) * (columns + 5);
        checkElementwise(f, new Loop(new int[] {rows, columns}, out, in), 20 + 3 * rows * columns, outSize, seed);
    }

    private static Loop.Layout layout(int rows, int columns, Random random) {
        return switch (random.nextInt(8)) {
            case 0 -> new Loop.Layout(5, 0, 0);
            case 1 -> new Loop.Layout(2, 0, 1);
            case 2 -> new Loop.Layout(1, 1, 0);
            case 3 -> new Loop.Layout(0, 1, rows);
            case 4 -> new Loop.Layout(rows * columns - 1, -columns, -1);
            case 5 -> new Loop.Layout(columns - 1, columns, -1);
            case 6 -> new Loop.Layout(4, 2 * columns, 2);
            default -> new Loop.Layout(0, columns, 1);
        };
    }

    @Property(tries = 200)
    void anElementwiseFunctionFollowsThreeStrides(
            @ForAll("functions") Elementwise f, @ForAll("lengths") int rows, @ForAll long seed) {
        Random random = new Random(seed);
        int[] extents = {1 + random.nextInt(5), rows, 1 + random.nextInt(40)};
        Loop.Layout[] in = new Loop.Layout[f.arity()];
        for (int i = 0; i < in.length; i++) {
            in[i] = new Loop.Layout(random.nextInt(9), random.nextInt(4), random.nextInt(3), random.nextInt(2));
        }
        int size = extents[0] * extents[1] * extents[2];
        Loop loop = new Loop(extents, new Loop.Layout(0, rows * extents[2], extents[2], 1), in);
        checkElementwise(f, loop, 100 + 3 * rows, size, seed);
    }

    private void checkElementwise(Elementwise f, Loop loop, int inSize, int outSize, long seed) {
        float[] a = numbers(inSize, seed);
        float[] b = numbers(inSize, seed + 1);
        float[] c = numbers(inSize, seed + 2);
        double[] found = elementwise(backend(), f, loop, outSize, a, b, c);
        double[] expected = elementwise(reference, f, loop, outSize, a, b, c);
        for (int i = 0; i < outSize; i++) {
            tolerances().elementwise(f.name() + " at " + i, expected[i], found[i]);
        }
    }

    private static double[] elementwise(Backend backend, Elementwise f, Loop loop, int outSize, float[]... in) {
        Buffer[] arguments = new Buffer[f.arity()];
        for (int i = 0; i < arguments.length; i++) {
            arguments[i] = buffer(backend, in[i]);
        }
        Buffer out = backend.allocate(outSize);
        backend.fill(out, 42);
        backend.elementwise(f, loop, out, arguments);
        return backend.read(out);
    }

    @Property(tries = 60)
    void anElementsBitsDoNotDependOnItsPosition(
            @ForAll("functions") Elementwise f, @ForAll("lengths") int size, @ForAll float number) {
        float[] same = new float[size];
        Arrays.fill(same, number);
        double[] found = elementwise(backend(), f, line(size, f.arity()), size, same, same, same);
        for (double value : found) {
            assertEquals(found[0], value);
        }
    }

    @Example
    void aResultMayReplaceAnArgument() {
        for (int size : new int[] {0, 1, 16, 4000, 200_000, 3_000_001}) {
            Buffer x = buffer(backend(), ones(size));
            backend().elementwise(Functions.binary().get(0), line(size, 2), x, x, x);
            for (double value : backend().read(x)) {
                assertEquals(2, value);
            }
        }
    }

    @Property(tries = 60)
    void anUpdateIsTheRulesArithmeticInThePrecisionOfTheBackend(@ForAll("lengths") int size, @ForAll long seed) {
        for (UpdateRule rule : UpdateRules.all()) {
            float[][] state = {
                numbers(size, seed), magnitudes(numbers(size, seed + 1)), magnitudes(numbers(size, seed + 2))
            };
            float[] gradient = numbers(size, seed + 3);
            Buffer[] found = buffers(backend(), state);
            Buffer[] expected = buffers(reference, state);
            backend().update(rule, buffer(backend(), gradient), found);
            reference.update(rule, buffer(reference, gradient), expected);
            for (int s = 0; s < state.length; s++) {
                double[] x = backend().read(found[s]);
                double[] y = reference.read(expected[s]);
                for (int i = 0; i < size; i++) {
                    double magnitude = Math.abs(state[s][i]) + Math.abs(gradient[i]) + Math.abs(y[i]);
                    tolerances().update(rule.name() + " state " + s + " at " + i, y[i], x[i], magnitude);
                }
            }
        }
    }

    @Property(tries = 100)
    void oneElementThatIsNotFiniteIsFound(@ForAll("lengths") int size, @ForAll long seed) {
        float[] x = numbers(size, seed);
        Arrays.fill(x, 0, Math.min(1, size), Float.MAX_VALUE);
        assertTrue(backend().isFinite(buffer(backend(), x)));
        Assume.that(size > 0);
        int where = new Random(seed).nextInt(size);
        for (float odd : new float[] {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY}) {
            x[where] = odd;
            assertFalse(backend().isFinite(buffer(backend(), x)), () -> odd + " at " + where);
        }
    }

    @Example
    void oneOfMillionsThatIsNotFiniteIsFound() {
        float[] x = ones(3_000_001);
        assertTrue(backend().isFinite(buffer(backend(), x)));
        x[x.length - 1] = Float.NaN;
        assertFalse(backend().isFinite(buffer(backend(), x)));
    }

    @Example
    void whatLiesBeyondTheEndOfABufferDoesNotMatter() {
        for (int size : new int[] {1, 5, 17, 100}) {
            Buffer dirty = backend().allocate(size + 30);
            backend().fill(dirty, Double.NaN);
            backend().release(dirty);
            Buffer x = buffer(backend(), ones(size));
            Buffer sum = backend().allocate(1);
            backend().sum(x, sum, 1, size, 1);
            assertTrue(backend().isFinite(x));
            assertEquals(size, backend().read(sum)[0]);
        }
    }

    @Example
    void whatIsWrittenIsRead() {
        float[] floats = numbers(37, 5);
        Buffer x = buffer(backend(), floats);
        assertEquals(37, x.size());
        assertArrayEquals(floats, backend().readFloats(x));
        double[] doubles = backend().read(x);
        backend().fill(x, 0.5);
        assertEquals(0.5, backend().read(x)[36]);
        backend().write(x, doubles);
        assertArrayEquals(floats, backend().readFloats(x));
    }

    @Example
    void severalCallersGetWhatOneGets() throws InterruptedException, ExecutionException {
        MatrixProduct p = new MatrixProduct(190, 200, 210, false, true);
        float[] a = numbers(190 * 200, 1);
        float[] b = numbers(200 * 210, 2);
        double[] alone = product(backend(), p, a, b);
        double[] sumAlone = sum(backend(), a, 1, 190, 200);
        ExecutorService callers = Executors.newFixedThreadPool(4);
        try {
            List<Future<?>> results = new ArrayList<>();
            for (int caller = 0; caller < 4; caller++) {
                results.add(callers.submit(() -> {
                    for (int i = 0; i < 20; i++) {
                        assertArrayEquals(alone, product(backend(), p, a, b));
                        assertArrayEquals(sumAlone, sum(backend(), a, 1, 190, 200));
                    }
                }));
            }
            for (Future<?> result : results) {
                result.get();
            }
        } finally {
            callers.shutdownNow();
        }
    }

    /** A loop over contiguous arrays. */
    static Loop line(int size, int arity) {
        Loop.Layout[] in = new Loop.Layout[arity];
        Arrays.fill(in, new Loop.Layout(0, 1));
        return new Loop(new int[] {size}, new Loop.Layout(0, 1), in);
    }

    static Buffer buffer(Backend backend, float[] values) {
        Buffer buffer = backend.allocate(values.length);
        backend.write(buffer, values);
        return buffer;
    }

    static Buffer[] buffers(Backend backend, float[]... values) {
        return Arrays.stream(values).map(v -> buffer(backend, v)).toArray(Buffer[]::new);
    }

    /** Normal numbers, of every order of magnitude that a network meets. */
    static float[] numbers(int size, long seed) {
        Random random = new Random(seed);
        float[] numbers = new float[size];
        for (int i = 0; i < size; i++) {
            numbers[i] = (float) (random.nextGaussian() * Math.pow(10, random.nextInt(4) - 2));
        }
        return numbers;
    }

    private static float[] ones(int size) {
        float[] ones = new float[size];
        Arrays.fill(ones, 1);
        return ones;
    }

    private static float[] magnitudes(float[] x) {
        float[] magnitudes = new float[x.length];
        for (int i = 0; i < x.length; i++) {
            magnitudes[i] = Math.abs(x[i]);
        }
        return magnitudes;
    }
}
