package dev.nabla2.engine.backend;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** What every backend must do with indices: choose by them, add where they chose, and find those that come first. */
abstract class SelectionContract {
    private static final float[] AWKWARD = {0, -0f, 1, 1, 2, Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY
    };

    abstract Backend backend();

    /** Nothing, and lengths. */
    @Provide
    Arbitrary<Integer> anyLengths() {
        return Arbitraries.frequencyOf(Tuple.of(1, Arbitraries.just(0)), Tuple.of(12, lengths()));
    }

    /** Lengths about those of vectors and blocks. */
    @Provide
    Arbitrary<Integer> lengths() {
        return Arbitraries.oneOf(
                Arbitraries.integers().between(1, 9), Arbitraries.of(15, 16, 17, 33, 64), Arbitraries.just(300));
    }

    /**
     * A choice from an array [outer, extent, inner], for which the gathered elements and the indices lie in any order.
     *
     * @param outer lines of the source before the axis of choice
     * @param chosen how many elements are chosen on each line
     * @param inner lines beside
     * @param extent how many there are to choose from
     * @param gather the kernel's description of it
     */
    private record Choice(int outer, int chosen, int inner, int extent, Gather gather, int indices) {
        static Choice random(int outer, int chosen, int inner, int extent, Random random) {
            Loop.Layout out = random.nextInt(3) > 0
                    ? new Loop.Layout(0, chosen * inner, inner, 1)
                    : new Loop.Layout(0, 1, outer * inner, outer);
            Loop.Layout index = switch (random.nextInt(4)) {
                case 0 -> new Loop.Layout(0, 0, 1, 0);
                case 1 -> new Loop.Layout(2, chosen, 1, 0);
                case 2 -> new Loop.Layout(0, 1, outer * inner, outer);
                default -> new Loop.Layout(0, chosen * inner, inner, 1);
            };
            Loop.Layout in = new Loop.Layout(0, extent * inner, 0, 1);
            Loop loop = new Loop(new int[] {outer, chosen, inner}, out, in, index);
            return new Choice(
                    outer, chosen, inner, extent, new Gather(loop, inner, extent), 3 + outer * chosen * inner);
        }

        int size() {
            return outer * chosen * inner;
        }

        int sourceSize() {
            return outer * extent * inner;
        }

        float[] indices(Random random) {
            float[] values = new float[indices];
            for (int i = 0; i < values.length; i++) {
                values[i] = random.nextInt(extent);
            }
            return values;
        }

        /** For every gathered element, in the order of the loop: where it lies, and where the element it was chosen from lies. */
        int[][] pairs(float[] indices) {
            int[][] pairs = new int[size()][];
            Loop loop = gather.loop();
            for (int n = 0; n < pairs.length; n++) {
                int rest = n;
                int o = loop.out().offset();
                int i = loop.in()[0].offset();
                int x = loop.in()[1].offset();
                for (int axis = loop.extents().length - 1; axis >= 0; axis--) {
                    int digit = rest % loop.extents()[axis];
                    rest /= loop.extents()[axis];
                    o += digit * loop.out().strides()[axis];
                    i += digit * loop.in()[0].strides()[axis];
                    x += digit * loop.in()[1].strides()[axis];
                }
                pairs[n] = new int[] {o, i + gather.stride() * (int) indices[x]};
            }
            return pairs;
        }
    }

    private static Choice choice(int outer, int chosen, int inner, int extent, long seed) {
        int most = Math.max(1, 40_000 / Math.max(1, outer * inner));
        int shortest = Math.min(extent, Math.max(1, 100_000 / Math.max(1, outer * inner)));
        return Choice.random(outer, Math.min(chosen, most), inner, shortest, new Random(seed));
    }

    @Property(tries = 150)
    void aGatherIsTheElementsThatTheIndicesChoose(
            @ForAll("anyLengths") int outer,
            @ForAll("anyLengths") int chosen,
            @ForAll("anyLengths") int inner,
            @ForAll("lengths") int extent,
            @ForAll long seed) {
        checkGather(choice(outer, chosen, inner, extent, seed), seed);
    }

    @Property(tries = 150)
    void aScatterAddIsTheSumAtEachPlaceOfWhatChoseIt(
            @ForAll("anyLengths") int outer,
            @ForAll("anyLengths") int chosen,
            @ForAll("anyLengths") int inner,
            @ForAll("lengths") int extent,
            @ForAll long seed) {
        checkScatterAdd(choice(outer, chosen, inner, extent, seed), seed);
    }

    @Example
    void largeChoicesAreSharedCorrectly() {
        for (long seed = 0; seed < 8; seed++) {
            checkGather(Choice.random(300, 40, 17, 9, new Random(seed)), seed);
            checkScatterAdd(Choice.random(300, 40, 17, 9, new Random(seed)), seed);
            checkScatterAdd(Choice.random(1, 900, 130, 50, new Random(seed)), seed);
            checkScatterAdd(Choice.random(1, 90_000, 1, 50, new Random(seed)), seed);
        }
    }

    private void checkGather(Choice choice, long seed) {
        float[] source = BackendContract.numbers(choice.sourceSize(), seed);
        float[] indices = choice.indices(new Random(seed));
        float[] expected = new float[choice.size()];
        for (int[] pair : choice.pairs(indices)) {
            expected[pair[0]] = source[pair[1]];
        }
        Buffer out = backend().allocate(choice.size());
        Buffer[] in = BackendContract.buffers(backend(), source, indices);
        backend().gather(choice.gather(), in[0], in[1], out);
        assertArrayEquals(expected, backend().readFloats(out), choice::toString);
    }

    private void checkScatterAdd(Choice choice, long seed) {
        float[] gathered = BackendContract.numbers(choice.size(), seed);
        float[] indices = choice.indices(new Random(seed));
        double[] expected = new double[choice.sourceSize()];
        double[] magnitude = new double[choice.sourceSize()];
        int[] length = new int[choice.sourceSize()];
        for (int[] pair : choice.pairs(indices)) {
            expected[pair[1]] += gathered[pair[0]];
            magnitude[pair[1]] += Math.abs(gathered[pair[0]]);
            length[pair[1]]++;
        }
        Buffer out = backend().allocate(choice.sourceSize());
        backend().fill(out, Double.NaN);
        Buffer[] in = BackendContract.buffers(backend(), gathered, indices);
        backend().scatterAdd(choice.gather(), in[0], in[1], out);
        double[] found = backend().read(out);
        Tolerances tolerances = new Tolerances(backend().precision());
        String what = choice + " at ";
        for (int i = 0; i < found.length; i++) {
            tolerances.product(what + i, expected[i], found[i], length[i], magnitude[i]);
        }
    }

    @Example
    void anIndexThatIsNotAWholeNumberInRangeIsRefusedBeforeWhatCameOfItIsRead() {
        Loop loop = new Loop(new int[] {3}, new Loop.Layout(0, 1), new Loop.Layout(0, 0), new Loop.Layout(0, 1));
        Gather gather = new Gather(loop, 1, 4);
        for (float wrong : new float[] {-1, 4, 1.5f, Float.NaN, 1e20f}) {
            Buffer[] in = BackendContract.buffers(backend(), new float[4], new float[] {0, 3, wrong});
            Buffer out = backend().allocate(4);
            Exception thrown = assertThrows(IndexOutOfBoundsException.class, () -> {
                backend().gather(gather, in[0], in[1], out);
                backend().read(out);
            });
            assertEquals(
                    "gather: expected whole numbers from 0 to 3 as indices, found " + (double) wrong,
                    thrown.getMessage());
            assertThrows(IndexOutOfBoundsException.class, () -> {
                backend().scatterAdd(gather, in[0], in[1], out);
                backend().read(out);
            });
        }
    }

    @Property(tries = 150)
    void anOrderIsThatOfSortedElementsWithEqualOnesInPlace(
            @ForAll("anyLengths") int outer,
            @ForAll("lengths") int extent,
            @ForAll("anyLengths") int inner,
            @ForAll boolean largest,
            @ForAll boolean awkward,
            @ForAll long seed) {
        Random random = new Random(seed);
        int lines = Math.min(outer, 60_000 / extent / Math.max(1, inner));
        int count = random.nextInt(3) == 0 ? 1 : 1 + random.nextInt(extent);
        float[] x = BackendContract.numbers(lines * extent * inner, seed);
        for (int i = 0; awkward && i < x.length; i++) {
            x[i] = AWKWARD[random.nextInt(AWKWARD.length)];
        }
        checkOrder(new Order(lines, extent, inner, count, largest), x);
    }

    @Example
    void largeOrdersAreSharedCorrectly() {
        checkOrder(new Order(3000, 10, 1, 1, true), BackendContract.numbers(30_000, 1));
        checkOrder(new Order(2, 9, 3000, 1, false), BackendContract.numbers(54_000, 2));
        checkOrder(new Order(2, 9, 3000, 4, true), BackendContract.numbers(54_000, 3));
        checkOrder(new Order(4, 20_000, 1, 20_000, true), BackendContract.numbers(80_000, 4));
    }

    /** Whatever comes at a place does not come after what comes next, and all others come after the last. */
    private void checkOrder(Order order, float[] x) {
        Buffer out = backend().allocate(order.outer() * order.count() * order.inner());
        backend().order(order, BackendContract.buffer(backend(), x), out);
        double[] found = backend().read(out);
        for (int o = 0; o < order.outer(); o++) {
            for (int i = 0; i < order.inner(); i++) {
                boolean[] taken = new boolean[order.extent()];
                int before = -1;
                for (int k = 0; k < order.count(); k++) {
                    int at = (int) found[(o * order.count() + k) * order.inner() + i];
                    assertEquals(false, taken[at], () -> order + " gives an index twice");
                    taken[at] = true;
                    assertEquals(true, k == 0 || comes(order, x, o, i, before, at), () -> order + " is out of order");
                    before = at;
                }
                for (int k = 0; k < order.extent(); k++) {
                    boolean first = taken[k] || comes(order, x, o, i, before, k);
                    assertEquals(true, first, () -> order + " leaves out what comes earlier: " + Arrays.toString(x));
                }
            }
        }
    }

    /** Whether element {@code a} of a line comes before element {@code b}, as the documentation of {@link Order} says it. */
    private static boolean comes(Order order, float[] x, int outer, int inner, int a, int b) {
        float first = x[(outer * order.extent() + a) * order.inner() + inner];
        float second = x[(outer * order.extent() + b) * order.inner() + inner];
        boolean equal = first == second || (Float.isNaN(first) && Float.isNaN(second));
        if (equal) {
            return a < b;
        }
        boolean greater = Float.isNaN(first) || first > second;
        return greater == order.largest();
    }
}
