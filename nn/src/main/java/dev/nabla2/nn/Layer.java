package dev.nabla2.nn;

import dev.nabla2.engine.RandomStream;
import dev.nabla2.engine.SecondDerivative;
import dev.nabla2.engine.Tensor;
import dev.nabla2.engine.backend.Backend;
import java.util.function.Function;

/**
 * A pure function of parameters and an input; it holds no numbers itself.
 *
 * <p>Most layers need no more. One that is trained otherwise than it is used, draws random numbers or remembers something is applied
 * with a {@link Pass}.
 */
public interface Layer {
    /**
     * The layer's output.
     *
     * @param parameters tensors named as {@link #initialise} names them
     * @param x a batch of inputs, along the first axis
     * @throws IllegalStateException if the layer remembers something, which only a pass can have
     */
    Tensor apply(Parameters parameters, Tensor x);

    /**
     * The layer's output in a pass.
     *
     * @param pass whether it is being trained, and what it remembers
     */
    default Tensor apply(Parameters parameters, Tensor x, Pass pass) {
        return apply(parameters, x);
    }

    /** Parameters to start training from; the same stream gives the same numbers on every backend. */
    Parameters initialise(Backend backend, RandomStream random);

    /** What the layer remembers before the first step, besides parameters: nothing, for most. */
    default Parameters memory(Backend backend) {
        return Parameters.none();
    }

    /**
     * The same layer with something in the place of every rectifier in it; one that has none, as most do, is as it was. A layer made of others
     * asks them.
     */
    default Layer rectified(Function<Rectifier, Layer> instead) {
        return this;
    }

    /** The same layer with the second derivative of every rectifier in it named. */
    default Layer with(SecondDerivative second) {
        return rectified(rectifier -> new Rectifier(rectifier.slope(), second));
    }

    /**
     * Whether, in training, what comes out for a sample depends on the others of its batch. The gradient of a sum over samples by one of them
     * is then no longer the gradient of its own value, which is what a gradient penalty means (Gulrajani et al. 2017, section 4).
     */
    default boolean mixesSamples() {
        return false;
    }

    /** Whether it asks its {@link Pass} for the samples' labels. */
    default boolean needsLabels() {
        return false;
    }
}
