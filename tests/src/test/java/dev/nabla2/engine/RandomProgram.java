package dev.nabla2.engine;

import dev.nabla2.engine.backend.Backend;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A random computation of 3 x 3 matrices that uses whatever can share memory: views, tensors used twice, constants, detached values,
 * second leaves and gradients along the way. The same seed gives the same computation.
 */
final class RandomProgram {
    static final Shape SQUARE = Shape.of(3, 3);
    private static final Shape FLAT = Shape.of(9);
    private static final Shape COLUMN = Shape.of(9, 1);

    private final Tape tape;
    private final Random random;
    private final List<Tensor> made = new ArrayList<>();

    private RandomProgram(Tape tape, Random random) {
        this.tape = tape;
        this.random = random;
    }

    /**
     * The tensors of one run, in order: first the leaves, last the result, a scalar.
     *
     * @param leaves how many
     * @param steps operations after them
     */
    static List<Tensor> run(Tape tape, Backend backend, long seed, int leaves, int steps) {
        List<Tensor> matrices = new ArrayList<>();
        for (int i = 0; i < leaves; i++) {
            matrices.add(matrix(backend, seed + 31L * i));
        }
        return run(tape, seed, matrices, steps);
    }

    /** The tensors of one run on leaves that are given. */
    static List<Tensor> run(Tape tape, long seed, List<Tensor> leaves, int steps) {
        RandomProgram program = new RandomProgram(tape, new Random(seed));
        leaves.forEach(leaf -> program.made.add(tape.watch(leaf)));
        for (int i = 0; i < steps; i++) {
            program.made.add(program.next());
        }
        Tensor y = program.made.get(program.made.size() - 1);
        Tensor sum = y.mul(program.any()).add(program.any()).tanh().sum();
        program.made.add(program.random.nextBoolean() ? sum : sum.reshape(Shape.of(1, 1)));
        return program.made;
    }

    static Tensor matrix(Backend backend, long seed) {
        return Tensor.of(backend, SQUARE, RandomStream.of(seed).normal(9));
    }

    /** Late ones more often, so that the computation is deep. */
    private Tensor any() {
        int n = made.size();
        return made.get(n - 1 - (int) (n * Math.pow(random.nextDouble(), 2)));
    }

    private Tensor next() {
        Tensor x = any();
        return switch (random.nextInt(15)) {
            case 0 -> x.add(any());
            case 1 -> x.mul(any());
            case 2 -> x.matmul(any()).mul(0.3);
            case 3 -> x.tanh();
            case 4 -> x.relu();
            case 5 -> x.reshape(FLAT).mul(any().reshape(FLAT)).reshape(SQUARE);
            case 6 -> x.reshape(FLAT).reshape(SQUARE);
            case 7 -> x.sumAxes(0, 1).broadcastTo(SQUARE).mul(0.3);
            case 8 -> x.permute(1, 0).sub(x);
            case 9 -> x.detach().mul(any());
            case 10 -> tape.constant(x).add(any());
            case 11 -> tape.watch(x).add(any());
            // One operation twice, of the same memory under two shapes.
            case 12 ->
                x.reshape(COLUMN)
                        .sumAxes(0, 1)
                        .add(x.sumAxes(0, 1))
                        .broadcastTo(SQUARE)
                        .mul(0.2);
            case 13 -> x.square().add(1).safeSqrt();
            default -> tape.gradient(x.mul(any()).tanh().sum(), made.get(random.nextInt(2)));
        };
    }
}
