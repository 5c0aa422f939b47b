package dev.nabla2.nn;

import dev.nabla2.engine.Shape;
import dev.nabla2.engine.ShapeException;
import dev.nabla2.engine.Tensor;
import dev.nabla2.engine.backend.Backend;
import dev.nabla2.engine.compose.Normalisation;

/** What layers share that treat channels, the second axis of their input, one by one. */
final class PerChannel {
    private PerChannel() {}

    /** x · weight + bias, with one weight and one bias for each channel. */
    static Tensor affine(Parameters parameters, Tensor x) {
        return Normalisation.perChannel(x, parameters.get("weight"), parameters.get("bias"));
    }

    /** Weights 1 and biases 0. */
    static Parameters initialise(Backend backend, int channels) {
        return Parameters.none()
                .and("weight", Tensor.filled(backend, Shape.of(channels), 1))
                .and("bias", Tensor.filled(backend, Shape.of(channels), 0));
    }

    /** Checks that an input has so many channels. */
    static void check(String layer, Tensor x, int channels) {
        if (x.shape().rank() < 2 || x.shape().extent(1) != channels) {
            throw new ShapeException(
                            layer, "[batch, " + channels + ", …]", x.shape().toString())
                    .in(x.place());
        }
    }
}
