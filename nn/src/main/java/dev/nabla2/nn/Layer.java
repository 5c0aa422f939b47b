package dev.nabla2.nn;

import dev.nabla2.engine.RandomStream;
import dev.nabla2.engine.Tensor;
import dev.nabla2.engine.backend.Backend;

/** A pure function of parameters and an input; it holds no numbers itself. */
public interface Layer {
    /**
     * The layer's output.
     *
     * @param parameters tensors named as {@link #initialise} names them
     * @param x a batch of inputs, along the first axis
     */
    Tensor apply(Parameters parameters, Tensor x);

    /** Parameters to start training from; the same stream gives the same numbers on every backend. */
    Parameters initialise(Backend backend, RandomStream random);
}
