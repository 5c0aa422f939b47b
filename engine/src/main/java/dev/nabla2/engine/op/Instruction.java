package dev.nabla2.engine.op;

import dev.nabla2.engine.Shape;
import dev.nabla2.engine.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;

/** One line of a tape: which operation made which result of which operands. */
public final class Instruction {
    /** The operand number of a tensor that is not on the tape, and so is constant to every walk over it. */
    public static final int CONSTANT = -1;

    private final int number;
    private final Optional<Operation> operation;
    private final List<Tensor> operands;
    private final int[] numbers;
    private final Tensor result;
    private final int pass;
    private final Tensor[] partials;

    /**
     * A line of a tape.
     *
     * @param number its place on the tape, which is its result's number
     * @param operation what was computed; empty for a leaf
     * @param operands what it was computed of
     * @param numbers the operands' numbers on the tape, {@link #CONSTANT} for those that are not on it
     * @param result what came out
     * @param pass 0 for what the user wrote, k for what the k-th walk appended
     */
    public Instruction(
            int number, Optional<Operation> operation, List<Tensor> operands, int[] numbers, Tensor result, int pass) {
        this.number = number;
        this.operation = operation;
        this.operands = operands;
        this.numbers = numbers;
        this.result = result;
        this.pass = pass;
        this.partials = new Tensor[numbers.length];
    }

    /** Its place on the tape. */
    public int number() {
        return number;
    }

    /** What was computed; empty for a leaf. */
    public Optional<Operation> operation() {
        return operation;
    }

    /** What it was computed of. */
    public List<Tensor> operands() {
        return operands;
    }

    /** How many operands it has. */
    public int arity() {
        return numbers.length;
    }

    /** The number on the tape of an operand, or {@link #CONSTANT}. */
    public int operandNumber(int operand) {
        return numbers[operand];
    }

    /** What came out. */
    public Tensor result() {
        return result;
    }

    /** 0 for what the user wrote, k for what the k-th walk over the tape appended. */
    public int pass() {
        return pass;
    }

    /** Whether a derivative can flow from the result to that operand, or back. */
    public boolean connects(int operand) {
        return numbers[operand] != CONSTANT
                && operation.isPresent()
                && operation.get().isDifferentiable(operand);
    }

    /**
     * The derivative of a pointwise result by one operand, made once and shared by all walks that need it.
     *
     * <p>It depends on the operands alone, so what one recorded walk made is right for every later one.
     */
    Tensor partial(int operand, Pointwise.Partial rule) {
        if (partials[operand] != null) {
            return partials[operand];
        }
        Tensor partial = rule.of(operands, result);
        if (partial.isRecorded()) {
            partials[operand] = partial;
        }
        return partial;
    }

    /** The operands that are connected and for which {@code which} holds. */
    public int[] operands(IntPredicate which) {
        // Loops, not streams: this runs for every line of every walk.
        int[] found = new int[numbers.length];
        int count = 0;
        for (int operand = 0; operand < numbers.length; operand++) {
            if (connects(operand) && which.test(operand)) {
                found[count++] = operand;
            }
        }
        return Arrays.copyOf(found, count);
    }

    /** Whatever a walk over this line may read: its operands, its result, and the partial derivatives that were left here. */
    public List<Tensor> uses() {
        List<Tensor> uses = new ArrayList<>(operands);
        uses.add(result);
        for (Tensor partial : partials) {
            if (partial != null) {
                uses.add(partial);
            }
        }
        return uses;
    }

    Shape shape(int operand) {
        return operands.get(operand).shape();
    }
}
