package dev.nabla2.engine.op;

import dev.nabla2.engine.Shape;
import dev.nabla2.engine.Tensor;
import java.util.List;

/**
 * The second kind: L(x₁…xₙ) = Σ Lᵢ(xᵢ), linear in all operands together, but for indices that may stand after them and choose the map.
 *
 * <p>Tangent Σ Lᵢ(ẋᵢ); cotangents Lᵢᵀ(ȳ). No value of an operand is needed for either.
 *
 * @param signature what distinguishes it
 * @param arity how many operands it takes, indices among them
 * @param indices how many of them, the last ones, are indices, through which no derivative flows
 * @param isView whether the result can share its operand's memory
 * @param shapeRule the result's shape
 * @param kernel how it is computed
 * @param part Lᵢ for each operand
 * @param adjoint Lᵢᵀ for each operand
 */
public record Linear(
        Signature signature,
        int arity,
        int indices,
        boolean isView,
        ShapeRule shapeRule,
        Kernel kernel,
        Map part,
        Map adjoint)
        implements Operation {
    /** A linear map that belongs to one operand, written in operations. */
    @FunctionalInterface
    public interface Map {
        /** The image of {@code x}, a tangent or cotangent, for the operand of that number. */
        Tensor of(Instruction at, int operand, Tensor x);
    }

    @Override
    public Shape shape(List<Shape> operands) {
        return shapeRule.of(operands);
    }

    @Override
    public Kernel.Launch plan(List<Shape> operands, Shape result) {
        return kernel.plan(operands, result);
    }

    @Override
    public boolean isDifferentiable(int operand) {
        return operand < arity - indices;
    }

    @Override
    public Tensor tangent(Instruction at, int operand, Tensor tangent) {
        return part.of(at, operand, tangent);
    }

    @Override
    public Tensor cotangent(Instruction at, int operand, Tensor cotangent) {
        return adjoint.of(at, operand, cotangent);
    }
}
