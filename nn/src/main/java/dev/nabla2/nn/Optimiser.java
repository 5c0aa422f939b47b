package dev.nabla2.nn;

import dev.nabla2.engine.Tensor;
import java.util.List;

/**
 * How parameters follow their gradients: a function of tensors, which can itself be differentiated, and the same update in place,
 * which a training loop uses.
 */
public sealed interface Optimiser permits Sgd, RmsProp, Adam {
    /** The learning rate before any schedule. */
    double learningRate();

    /** How many moments are kept beside each parameter. */
    int moments();

    /** The name a user asks for it by. */
    String label();

    /**
     * What changes from one step to the next in the formula of a step, such as the step's size.
     *
     * @param step the step's number, from 1
     * @param rateScale what a schedule multiplies the learning rate with
     */
    double[] coefficients(int step, double rateScale);

    /**
     * One step of one tensor, as an expression: differentiable through the gradient and the state.
     *
     * @param coefficients those of the step, as scalars
     * @param gradient the loss's derivative by the parameter
     * @param state the parameter, then its moments
     * @return the state after the step
     */
    List<Tensor> expression(List<Tensor> coefficients, Tensor gradient, List<Tensor> state);

    /** The same step as an update in place. */
    dev.nabla2.engine.backend.UpdateRule rule(int step, double rateScale);

    /** The state of a tree of parameters before the first step: all moments 0. */
    default OptimiserState start(Parameters parameters) {
        return OptimiserState.start(this, parameters);
    }
}
