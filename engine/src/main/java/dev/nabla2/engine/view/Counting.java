package dev.nabla2.engine.view;

import dev.nabla2.engine.Shape;
import dev.nabla2.engine.Work;
import dev.nabla2.engine.op.Bilinear;
import dev.nabla2.engine.op.Instruction;
import dev.nabla2.engine.op.Linear;
import dev.nabla2.engine.op.Operation;
import dev.nabla2.engine.op.Pointwise;
import java.util.Set;

/** The work of a line, and of the derivative of a line by one operand; {@link Work} says what is counted. */
final class Counting {
    private static final Set<String> MOVES =
            Set.of("reshape", "broadcast", "permute", "slice", "pad", "concatenate", "flip", "gather");

    private static final Set<String> SUMS = Set.of("sum", "scatter_add");

    private Counting() {}

    /** What it took to compute a line. */
    static Work of(Instruction line) {
        return line.operation().map(operation -> of(line, operation)).orElse(Work.NONE);
    }

    private static Work of(Instruction line, Operation operation) {
        if (operation instanceof Bilinear) {
            return bilinear(line, operation);
        }
        long result = size(line);
        return new Work(0, 0, operation instanceof Linear ? linear(line, operation, result) : result);
    }

    private static long linear(Instruction line, Operation operation, long result) {
        if (moves(operation)) {
            return 0;
        }
        return Math.max(result, SUMS.contains(operation.name()) ? size(line, 0) : 0);
    }

    private static boolean moves(Operation operation) {
        return operation.isView() || MOVES.contains(operation.name());
    }

    private static Work bilinear(Instruction line, Operation operation) {
        switch (operation.name()) {
            case "matmul":
                return new Work(1, 0, 2 * size(line) * inner(line, operation));
            case "convolve":
                return convolution(shape(line, 1), line.result().shape());
            case "convolve_image":
                return convolution(shape(line, 1), shape(line, 0));
            case "convolve_filter":
                return convolution(line.result().shape(), shape(line, 1));
            default:
                return new Work(0, 0, size(line));
        }
    }

    /** Every element of the result is a sum over one filter. */
    private static Work convolution(Shape filter, Shape result) {
        return new Work(0, 1, 2L * result.size() * filter.sizeBetween(1, filter.rank()));
    }

    private static int inner(Instruction line, Operation operation) {
        Shape a = shape(line, 0);
        boolean transposed = operation.signature().attributes().get(0).equals(true);
        return a.extent(transposed ? -2 : -1);
    }

    /**
     * What a rule of differentiation computes for one operand of a line, the derivatives of a pointwise function taken as known: the
     * adjoint of a product is a product of the same size, of a sum a repetition, of a repetition a sum.
     */
    static Work derivative(Instruction line, int operand) {
        Operation operation = line.operation().orElseThrow();
        if (!operation.isDifferentiable(operand)) {
            return Work.NONE;
        }
        if (operation instanceof Bilinear) {
            return bilinear(line, operation);
        }
        return new Work(0, 0, operation instanceof Pointwise ? size(line) : adjoint(line, operand, operation));
    }

    private static long adjoint(Instruction line, int operand, Operation operation) {
        long result = size(line);
        switch (operation.name()) {
            case "add":
            case "subtract":
                return size(line, operand) < result ? result : 0;
            case "broadcast":
            case "gather":
                return result;
            case "scatter_add":
            case "sum":
                return 0;
            default:
                return moves(operation) ? 0 : result;
        }
    }

    private static long size(Instruction line) {
        return line.result().shape().size();
    }

    private static long size(Instruction line, int operand) {
        return shape(line, operand).size();
    }

    private static Shape shape(Instruction line, int operand) {
        return line.operands().get(operand).shape();
    }
}
