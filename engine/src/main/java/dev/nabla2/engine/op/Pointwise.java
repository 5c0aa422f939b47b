package dev.nabla2.engine.op;

import dev.nabla2.engine.Shape;
import dev.nabla2.engine.Tensor;
import dev.nabla2.engine.backend.Elementwise;
import java.util.List;

/**
 * The first kind: a function f(x₁…xₙ) applied element by element, with broadcasting.
 *
 * <p>Tangent Σ ∂ᵢf · ẋᵢ; cotangents ȳ · ∂ᵢf. The partials are expressions in operations, so they differentiate in turn.
 *
 * @param signature what distinguishes it
 * @param function what is computed
 * @param partials ∂ᵢf for each operand
 * @param contract how often f can be differentiated, and what is returned where it cannot
 * @param domain where f is defined
 */
public record Pointwise(
        Signature signature, Elementwise function, List<Partial> partials, Contract contract, Interval domain)
        implements Operation {

    /** The derivative by one operand, as an expression of the operands and of the result. */
    @FunctionalInterface
    public interface Partial {
        /** A derivative that is identically one: no multiplication is done for it. */
        Partial ONE = (x, y) -> {
            throw new IllegalStateException("a structural one has no tensor");
        };

        /** A derivative that is structurally zero: the result does not vary with this operand, or only in jumps. */
        Partial NOTHING = (x, y) -> {
            throw new IllegalStateException("a structural zero has no tensor");
        };

        /** The derivative. */
        Tensor of(List<Tensor> x, Tensor y);
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
    public Kernel.Launch plan(List<Shape> operands, Shape result) {
        return Elementwises.kernel(function).plan(operands, result);
    }

    @Override
    public boolean isDifferentiable(int operand) {
        return partials.get(operand) != Partial.NOTHING;
    }

    @Override
    public Tensor tangent(Instruction at, int operand, Tensor tangent) {
        return times(at, operand, tangent).broadcastTo(at.result().shape());
    }

    @Override
    public Tensor cotangent(Instruction at, int operand, Tensor cotangent) {
        return times(at, operand, cotangent).sumTo(at.shape(operand));
    }

    private Tensor times(Instruction at, int operand, Tensor derivative) {
        Partial rule = partials.get(operand);
        return rule == Partial.ONE ? derivative : derivative.mul(at.partial(operand, rule));
    }
}
