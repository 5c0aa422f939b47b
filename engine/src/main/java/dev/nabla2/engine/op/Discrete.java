package dev.nabla2.engine.op;

import dev.nabla2.engine.Shape;
import dev.nabla2.engine.Tensor;
import dev.nabla2.engine.backend.Array;
import dev.nabla2.engine.backend.Backend;
import dev.nabla2.engine.backend.Elementwise;
import java.util.List;

/**
 * The fourth kind: a function that only jumps, such as step or sign. Its derivative is not a tensor of zeros but nothing.
 *
 * @param function what is computed
 */
public record Discrete(Elementwise function) implements Operation {
    @Override
    public Signature signature() {
        return Elementwises.signature(function);
    }

    @Override
    public int arity() {
        return function.arity();
    }

    @Override
    public Shape shape(List<Shape> operands) {
        return Broadcasting.shape(function.name(), operands);
    }

    @Override
    public void compute(Backend backend, List<Array> operands, Array result) {
        Elementwises.compute(backend, function, operands, result);
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
