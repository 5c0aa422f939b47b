package dev.nabla2.engine.op;

import dev.nabla2.engine.Shape;
import dev.nabla2.engine.Tensor;
import java.util.List;
import java.util.Set;

/**
 * Not a fifth kind of function but a way of recording: several operations as one line, which keeps none of their results. Its
 * derivatives compute them again (Griewank and Walther 2000; Chen et al. 2016).
 *
 * @param signature what distinguishes it
 * @param arity how many operands it takes
 * @param shape the result's shape
 * @param varying the operands that the result varies smoothly with
 * @param derivatives both rules
 */
public record Region(Signature signature, int arity, Shape shape, Set<Integer> varying, Derivatives derivatives)
        implements Operation {
    /** The derivatives of a region, each for any number of operands from one recomputation. */
    public interface Derivatives {
        /**
         * Forward mode.
         *
         * @param operands what the region was computed of
         * @param moving the operands that have a tangent
         * @param tangents their tangents
         */
        Tensor tangent(List<Tensor> operands, int[] moving, List<Tensor> tangents);

        /**
         * Reverse mode.
         *
         * @param operands what the region was computed of
         * @param wanted the operands whose cotangents are wanted
         * @param cotangent the result's
         * @return theirs, in the order asked for
         */
        List<Tensor> cotangents(List<Tensor> operands, int[] wanted, Tensor cotangent);
    }

    /** Copies the set. */
    public Region {
        varying = Set.copyOf(varying);
    }

    @Override
    public Shape shape(List<Shape> operands) {
        return shape;
    }

    /** Not to be called: what a region's value is computed with is known to the tape that recorded it only. */
    @Override
    public Kernel.Launch plan(List<Shape> operands, Shape result) {
        throw new IllegalStateException(name() + ": a region is computed as it is recorded");
    }

    @Override
    public boolean isDifferentiable(int operand) {
        return varying.contains(operand);
    }

    @Override
    public Tensor tangent(Instruction at, int operand, Tensor tangent) {
        return tangent(at, new int[] {operand}, List.of(tangent));
    }

    @Override
    public Tensor tangent(Instruction at, int[] operands, List<Tensor> tangents) {
        return derivatives.tangent(at.operands(), operands, tangents);
    }

    @Override
    public Tensor cotangent(Instruction at, int operand, Tensor cotangent) {
        return cotangents(at, new int[] {operand}, cotangent).get(0);
    }

    @Override
    public List<Tensor> cotangents(Instruction at, int[] operands, Tensor cotangent) {
        return derivatives.cotangents(at.operands(), operands, cotangent);
    }
}
