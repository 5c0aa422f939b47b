package dev.nabla2.bench.compare;

import dev.nabla2.engine.Convolution;
import dev.nabla2.engine.RandomStream;
import dev.nabla2.engine.Shape;
import dev.nabla2.engine.Tensor;
import dev.nabla2.engine.backend.Backend;
import dev.nabla2.nn.Initialiser;
import dev.nabla2.nn.Layer;
import dev.nabla2.nn.Parameters;
import java.util.List;

/**
 * A transposed convolution of square images: parameters {@code weight} of shape {@code [inputs, outputs, kernel,
 * kernel]} and {@code bias} of {@code [outputs]}.
 *
 * @param inputs channels coming in
 * @param outputs channels going out
 * @param kernel the filter's extent
 * @param setting of the convolution that goes the other way
 * @param extent of the images that come out
 * @param initialiser draws the weights
 */
public record Transposed(int inputs, int outputs, int kernel, Convolution setting, int extent, Initialiser initialiser)
        implements Layer {
    @Override
    public Tensor apply(Parameters parameters, Tensor x) {
        return x.convolveImage(parameters.get("weight"), setting, List.of(extent, extent))
                .add(parameters.get("bias").reshape(Shape.of(outputs, 1, 1)));
    }

    @Override
    public Parameters initialise(Backend backend, RandomStream random) {
        double[] weight = initialiser.draw(random, inputs, outputs * kernel * kernel);
        return Parameters.none()
                .and("weight", Tensor.of(backend, Shape.of(inputs, outputs, kernel, kernel), weight))
                .and("bias", Tensor.filled(backend, Shape.of(outputs), 0));
    }
}
