package dev.nabla2.engine.view;

import dev.nabla2.engine.Work;
import dev.nabla2.engine.op.Discrete;
import dev.nabla2.engine.op.Instruction;
import dev.nabla2.engine.walk.Walk;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The work that a walk was spared because a structural zero is nothing: the walk is gone over twice, once as it went, once with tensors of
 * zeros flowing through the derivatives of piecewise linear functions, and what the second computes and the first does not is counted.
 */
final class Zeros {
    /**
     * Discrete functions that PyTorch differentiates to a tensor of zeros (tools/autograd/derivatives.yaml: {@code threshold_backward},
     * {@code leaky_relu_backward}, {@code sign}, {@code floor}). Comparisons give truth values there, which have no derivative.
     */
    private static final Set<String> ZEROS = Set.of("step", "leaky_step", "sign", "floor");

    /** The derivative of a line by one operand. */
    private record Share(Instruction line, int operand) {
        int source() {
            return line.operandNumber(operand);
        }
    }

    /** Between which lines and operands derivatives flow. */
    @FunctionalInterface
    private interface Connection {
        boolean connects(Instruction line, int operand);
    }

    private final List<Instruction> tape;
    private final Walk walk;
    private final Connection connection;

    private Zeros(List<Instruction> tape, Walk walk, Connection connection) {
        this.tape = tape;
        this.walk = walk;
        this.connection = connection;
    }

    /** What a walk was spared. */
    static Work avoided(List<Instruction> tape, Walk walk) {
        if (walk.result() == Instruction.CONSTANT) {
            return Work.NONE;
        }
        List<Share> with = computed(tape, new Zeros(tape, walk, Zeros::connectsWithZeros));
        List<Share> without = computed(tape, new Zeros(tape, walk, Instruction::connects));
        Work more = additions(with, walk).minus(additions(without, walk));
        Set<Share> taken = new HashSet<>(without);
        for (Share share : with) {
            if (!taken.contains(share)) {
                more = more.plus(Counting.derivative(share.line(), share.operand()));
            }
        }
        return more;
    }

    /** Zeros that are about to go back through the derivative of a piecewise linear function are made there, not computed. */
    private static List<Share> computed(List<Instruction> tape, Zeros zeros) {
        boolean backward = zeros.walk.direction() == Walk.Direction.BACKWARD;
        return zeros.shares().stream()
                .filter(share -> !(backward && makesZeros(tape.get(share.source()))))
                .toList();
    }

    private static boolean connectsWithZeros(Instruction line, int operand) {
        return line.connects(operand) || (line.operandNumber(operand) != Instruction.CONSTANT && makesZeros(line));
    }

    private static boolean makesZeros(Instruction line) {
        return line.operation()
                .filter(o -> o instanceof Discrete && ZEROS.contains(o.name()))
                .isPresent();
    }

    /** Where several shares meet, they are added. */
    private static Work additions(List<Share> shares, Walk walk) {
        Set<Integer> met = new HashSet<>();
        long flops = 0;
        for (Share share : shares) {
            boolean backward = walk.direction() == Walk.Direction.BACKWARD;
            if (!met.add(backward ? share.source() : share.line().number())) {
                flops += backward
                        ? share.line().operands().get(share.operand()).shape().size()
                        : share.line().result().shape().size();
            }
        }
        return new Work(0, 0, flops);
    }

    /** The derivatives that the walk takes, in order. */
    private List<Share> shares() {
        return walk.direction() == Walk.Direction.BACKWARD ? backward() : forward();
    }

    private List<Share> backward() {
        boolean[] reached = marked(walk.by());
        for (int line = 0; line <= walk.result(); line++) {
            reached[line] |= connected(line).stream().anyMatch(share -> reached[share.source()]);
        }
        boolean[] visited = marked(List.of(walk.result()));
        List<Share> shares = new ArrayList<>();
        for (int line = walk.result(); line >= 0; line--) {
            if (visited[line] && reached[line]) {
                for (Share share : connected(line)) {
                    if (reached[share.source()]) {
                        visited[share.source()] = true;
                        shares.add(share);
                    }
                }
            }
        }
        return shares;
    }

    private List<Share> forward() {
        boolean[] needed = marked(List.of(walk.result()));
        for (int line = walk.result(); line >= 0; line--) {
            if (needed[line]) {
                connected(line).forEach(share -> needed[share.source()] = true);
            }
        }
        boolean[] moved = marked(walk.by());
        List<Share> shares = new ArrayList<>();
        for (int line = 0; line <= walk.result(); line++) {
            if (needed[line]) {
                for (Share share : connected(line)) {
                    if (moved[share.source()]) {
                        moved[line] = true;
                        shares.add(share);
                    }
                }
            }
        }
        return shares;
    }

    private boolean[] marked(List<Integer> lines) {
        boolean[] marks = new boolean[walk.result() + 1];
        lines.stream().filter(line -> line <= walk.result()).forEach(line -> marks[line] = true);
        return marks;
    }

    private List<Share> connected(int number) {
        Instruction line = tape.get(number);
        List<Share> shares = new ArrayList<>();
        for (int operand = 0; operand < line.arity(); operand++) {
            if (connection.connects(line, operand)) {
                shares.add(new Share(line, operand));
            }
        }
        return shares;
    }
}
