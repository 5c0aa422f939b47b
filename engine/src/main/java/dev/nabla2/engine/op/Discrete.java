package dev.nabla2.engine.op;

import dev.nabla2.engine.Shape;
import dev.nabla2.engine.Tensor;
import java.util.List;

/**
 * The fourth kind: a function that only jumps, such as step or sign. Its derivative is not a tensor of zeros but nothing.
 *
 * @param signature what distinguishes it
 * @param arity how many operands it takes
 * @param shapeRule the result's shape
 * @param kernel how it is computed
 * @param contract where it jumps, and which value it has there
 */
public record Discrete(Signature signature, int arity, ShapeRule shapeRule, Kernel kernel, Contract contract)
        implements Operation {
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
        return false;
    }

    @Override
    public Tensor tangent(Instruction at, int operand, Tensor tangent) {
        throw new IllegalStateException("no tangent passes " + name());
    }

    @Override
    public Tensor cotangent(Instruction at, int operand, Tensor cotangent) {
        throw new IllegalStateException("no cotangent passes " + name());
    }
}
