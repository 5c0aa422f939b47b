package dev.nabla2.engine.backend;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** What every backend must do with elementwise functions that feed each other: what it does with one after the other, bit for bit. */
abstract class ChainContract {
    private static final Elementwise STEP = Elementwise.unary("step", 0, x -> x > 0 ? 1 : 0);
    private static final Elementwise MULTIPLY = Elementwise.binary("multiply", 0, (a, b) -> a * b);

    abstract Backend backend();

    /** A chain, and all of its values computed without it. */
    private static final class Trial {
        private final Backend backend;
        private final Random random;
        private final int[] extents;
        private final List<Chain.Argument> in = new ArrayList<>();
        private final List<Buffer> arguments = new ArrayList<>();
        private final List<Chain.Stage> stages = new ArrayList<>();
        private final List<Buffer> values = new ArrayList<>();

        Trial(Backend backend, long seed, int... extents) {
            this.backend = backend;
            this.random = new Random(seed);
            this.extents = extents;
        }

        int size() {
            return Arrays.stream(extents).reduce(1, (a, b) -> a * b);
        }

        /** An argument that is whole, repeats along some axes, or lies transposed. */
        void argument() {
            int[] strides = new int[extents.length];
            int kind = random.nextInt(4);
            int stride = 1;
            for (int i = extents.length - 1; i >= 0; i--) {
                int axis = kind == 2 ? extents.length - 1 - i : i;
                boolean repeats = kind == 3 && random.nextBoolean();
                strides[axis] = repeats ? 0 : stride;
                stride *= repeats ? 1 : extents[axis];
            }
            Loop loop = new Loop(extents, rowMajor(), new Loop.Layout(0, strides));
            Buffer buffer = numbers(stride);
            in.add(new Chain.Argument(loop, false));
            arguments.add(buffer);
            Buffer whole = backend.allocate(size());
            backend.elementwise(Elementwise.unary("copy", 0, x -> x), loop, whole, buffer);
            values.add(whole);
        }

        void stage() {
            List<Elementwise> all = Functions.all();
            Elementwise f = all.get(random.nextInt(all.size()));
            stage(f, random.ints(f.arity(), 0, values.size()).boxed().toList());
        }

        void stage(Elementwise f, List<Integer> of) {
            Buffer result = backend.allocate(size());
            Loop.Layout whole = new Loop.Layout(0, 1);
            Loop.Layout[] layouts = new Loop.Layout[f.arity()];
            Arrays.fill(layouts, whole);
            Loop loop = new Loop(new int[] {size()}, whole, layouts);
            backend.elementwise(f, loop, result, of.stream().map(values::get).toArray(Buffer[]::new));
            stages.add(new Chain.Stage(f, of));
            values.add(result);
        }

        void check() {
            List<Integer> wanted = new ArrayList<>(List.of(values.size() - 1));
            for (int value = arguments.size(); value < values.size() - 1; value++) {
                if (random.nextInt(3) == 0) {
                    wanted.add(value);
                }
            }
            List<Chain.Result> out =
                    wanted.stream().map(value -> new Chain.Result(value, false)).toList();
            Buffer[] results = wanted.stream().map(value -> numbers(size())).toArray(Buffer[]::new);
            Chain.Ready ready = backend.prepare(new Chain(in, stages, out));
            for (int run = 0; run < 2; run++) {
                ready.run(arguments.toArray(Buffer[]::new), results);
                for (int i = 0; i < results.length; i++) {
                    String what = Arrays.toString(extents) + " " + stages + " value " + wanted.get(i);
                    assertArrayEquals(backend.read(values.get(wanted.get(i))), backend.read(results[i]), what);
                }
            }
        }

        private Loop.Layout rowMajor() {
            int[] strides = new int[extents.length];
            int stride = 1;
            for (int axis = extents.length - 1; axis >= 0; axis--) {
                strides[axis] = stride;
                stride *= extents[axis];
            }
            return new Loop.Layout(0, strides);
        }

        Buffer numbers(int size) {
            float[] numbers = new float[size];
            for (int i = 0; i < size; i++) {
                numbers[i] = random.nextInt(8) == 0 ? 0 : (float) random.nextGaussian();
            }
            Buffer buffer = backend.allocate(size);
            backend.write(buffer, numbers);
            return buffer;
        }
    }

    @Property(tries = 200)
    void aChainHasTheBitsOfItsStagesOneAfterTheOther(
            @ForAll @IntRange(max = 70) int rows,
            @ForAll @IntRange(max = 130) int columns,
            @ForAll @IntRange(min = 1, max = 4) int arguments,
            @ForAll @IntRange(min = 1, max = 12) int stages,
            @ForAll long seed) {
        check(seed, arguments, stages, rows, columns);
    }

    @Example
    void aLongChainHasTheBitsOfItsStagesOneAfterTheOther() {
        for (long seed = 0; seed < 6; seed++) {
            check(seed, 3, 8, 300, 512);
            check(seed, 3, 8, 7, 11, 1301);
            check(seed, 2, 3, 0, 5);
        }
    }

    private void check(long seed, int arguments, int stages, int... extents) {
        Trial trial = new Trial(backend(), seed, extents);
        for (int i = 0; i < arguments; i++) {
            trial.argument();
        }
        for (int i = 0; i < stages; i++) {
            trial.stage();
        }
        trial.check();
    }

    /** Of lengths about those of words, vectors and blocks. */
    @Property(tries = 100)
    void aMaskKeepsEveryZeroAndOne(@ForAll @IntRange(max = 5000) int size, @ForAll long seed) {
        checkMask(size, seed);
    }

    @Example
    void aLongMaskKeepsEveryZeroAndOne() {
        checkMask(200_000, 1);
        checkMask(65_537, 2);
    }

    private void checkMask(int size, long seed) {
        Trial trial = new Trial(backend(), seed, size);
        Buffer x = trial.numbers(size);
        Buffer y = trial.numbers(size);
        Loop.Layout whole = new Loop.Layout(0, 1);
        Loop loop = new Loop(new int[] {size}, whole, whole);
        Chain.Argument plain = new Chain.Argument(loop, false);
        List<Chain.Stage> step = List.of(new Chain.Stage(STEP, List.of(0)));
        Chain.Ready make = backend().prepare(new Chain(List.of(plain), step, List.of(new Chain.Result(1, true))));
        Chain.Ready use = backend()
                .prepare(new Chain(
                        List.of(plain, new Chain.Argument(loop, true)),
                        List.of(new Chain.Stage(MULTIPLY, List.of(0, 1))),
                        List.of(new Chain.Result(2, false))));
        Buffer mask = backend().allocateMask(size);
        Buffer out = trial.numbers(size);
        make.run(new Buffer[] {x}, new Buffer[] {mask});
        use.run(new Buffer[] {y, mask}, new Buffer[] {out});
        double[] expected = backend().read(y);
        double[] at = backend().read(x);
        for (int i = 0; i < size; i++) {
            expected[i] *= at[i] > 0 ? 1 : 0;
        }
        assertArrayEquals(expected, backend().read(out), "size " + size);
    }
}
