package dev.nabla2.nn;

import dev.nabla2.engine.Shape;
import dev.nabla2.engine.Tensor;
import dev.nabla2.engine.backend.Backend;
import java.util.Arrays;

/** What layers share that treat channels, the second axis of their input, one by one. */
final class PerChannel {
    private PerChannel() {}

    /** A shape of as many axes as {@code x} has, all of length 1 but that of the channels. */
    static Shape shape(Tensor x) {
        int[] extents = new int[x.shape().rank()];
        Arrays.fill(extents, 1);
        extents[1] = x.shape().extent(1);
        return Shape.of(extents);
    }

    /** x · weight + bias, with one weight and one bias for each channel. */
    static Tensor affine(Parameters parameters, Tensor x) {
        Shape shape = shape(x);
        return x.mul(parameters.get("weight").reshape(shape))
                .add(parameters.get("bias").reshape(shape));
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
            throw new dev.nabla2.engine.ShapeException(
                            layer, "[batch, " + channels + ", …]", x.shape().toString())
                    .in(x.place());
        }
    }
}
