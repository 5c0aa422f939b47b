package dev.nabla2.nn;

import dev.nabla2.engine.Tensor;

/** A layer to which the pass matters. */
interface PassingLayer extends Layer {
    @Override
    default Tensor apply(Parameters parameters, Tensor x) {
        return apply(parameters, x, Pass.plain());
    }

    @Override
    Tensor apply(Parameters parameters, Tensor x, Pass pass);
}
