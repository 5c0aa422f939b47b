package dev.nabla2.engine.op;

import dev.nabla2.engine.Shape;
import dev.nabla2.engine.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * Something that makes a tensor of tensors. Its kind supplies both rules of differentiation, and both are written in operations:
 * that is why every order of derivative, in every mixture of modes, follows.
 *
 * <p>An empty result of a rule is a structural zero: not a tensor of zeros but nothing, so that no work is done for it.
 */
public sealed interface Operation permits Pointwise, Linear, Bilinear, Discrete, Region {
    /** What distinguishes it. */
    Signature signature();

    /** How many operands it takes. */
    int arity();

    /**
     * The shape of its result.
     *
     * @throws dev.nabla2.engine.ShapeException if operands of these shapes do not fit
     */
    Shape shape(List<Shape> operands);

    /** How the result is computed from operands of these shapes. */
    Kernel.Launch plan(List<Shape> operands, Shape result);

    /** Whether the result has the same elements in the same order as its operand, and so can share its memory. */
    default boolean isView() {
        return false;
    }

    /** Whether the result varies smoothly with the operand of that number, so that derivatives flow through it. */
    boolean isDifferentiable(int operand);

    /** Forward mode: the result's tangent that comes from the tangent of one operand. */
    Tensor tangent(Instruction at, int operand, Tensor tangent);

    /** Reverse mode: the cotangent of one operand that comes from the result's. */
    Tensor cotangent(Instruction at, int operand, Tensor cotangent);

    /** Forward mode for several operands: the sum of what comes from each. A region, which shares work between them, has its own. */
    default Tensor tangent(Instruction at, int[] operands, List<Tensor> tangents) {
        Tensor sum = tangent(at, operands[0], tangents.get(0));
        for (int i = 1; i < operands.length; i++) {
            sum = sum.add(tangent(at, operands[i], tangents.get(i)));
        }
        return sum;
    }

    /** Reverse mode for several operands, in the order asked for. A region, which shares work between them, has its own. */
    default List<Tensor> cotangents(Instruction at, int[] operands, Tensor cotangent) {
        List<Tensor> shares = new ArrayList<>(operands.length);
        for (int operand : operands) {
            shares.add(cotangent(at, operand, cotangent));
        }
        return shares;
    }

    /** How often the result can be differentiated by the operands, and what is returned where it cannot. */
    default Contract contract() {
        return Contract.SMOOTH;
    }

    /** The name and, where there are any, the attributes. */
    default String name() {
        return signature().name();
    }
}
