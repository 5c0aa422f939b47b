package dev.nabla2.engine.op;

import dev.nabla2.engine.Shape;
import dev.nabla2.engine.Tensor;
import java.util.List;

/**
 * The third kind: B(a, b), linear in each operand.
 *
 * <p>Tangent B(ȧ, b) + B(a, ḃ); each cotangent is another bilinear operation, of the result's cotangent and the other operand.
 *
 * @param signature what distinguishes it
 * @param shapeRule the result's shape
 * @param kernel how it is computed
 * @param product B itself
 * @param adjointA the cotangent of a, from the result's and b
 * @param adjointB the cotangent of b, from the result's and a
 */
public record Bilinear(
        Signature signature, ShapeRule shapeRule, Kernel kernel, Product product, Adjoint adjointA, Adjoint adjointB)
        implements Operation {
    /** A bilinear function of two tensors, written in operations. */
    @FunctionalInterface
    public interface Product {
        /** The product. */
        Tensor of(Tensor a, Tensor b);
    }

    /** The cotangent of one operand, written in operations. */
    @FunctionalInterface
    public interface Adjoint {
        /** The cotangent of one operand, from the result's and the other operand. */
        Tensor of(Instruction at, Tensor cotangent, Tensor other);
    }

    @Override
    public int arity() {
        return 2;
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
        return true;
    }

    @Override
    public Tensor tangent(Instruction at, int operand, Tensor tangent) {
        Tensor moved = operand == 0
                ? product.of(tangent, at.operands().get(1))
                : product.of(at.operands().get(0), tangent);
        return moved.broadcastTo(at.result().shape());
    }

    @Override
    public Tensor cotangent(Instruction at, int operand, Tensor cotangent) {
        Tensor other = at.operands().get(1 - operand);
        return (operand == 0 ? adjointA : adjointB).of(at, cotangent, other).sumTo(at.shape(operand));
    }
}
