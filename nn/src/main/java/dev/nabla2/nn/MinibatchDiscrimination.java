package dev.nabla2.nn;

import dev.nabla2.engine.RandomStream;
import dev.nabla2.engine.Shape;
import dev.nabla2.engine.Tensor;
import dev.nabla2.engine.backend.Backend;

/**
 * Features that tell a critic how near the other samples of the batch are (Salimans et al. 2016, section 3.2): each sample's features
 * times {@code weight} give {@code kernels} rows of {@code dimensions}; for each row, the sum over all samples of exp(−L₁ distance)
 * is a new feature. {@code [batch, features]} to {@code [batch, features + kernels]}. A sample's distance to itself is counted, as in the paper's
 * formula. It couples samples.
 *
 * @param features of the input
 * @param kernels how many features are added
 * @param dimensions of each row
 * @param initialiser draws the weights
 */
public record MinibatchDiscrimination(int features, int kernels, int dimensions, Initialiser initialiser)
        implements Layer {
    @Override
    public Tensor apply(Parameters parameters, Tensor x) {
        int batch = x.shape().extent(0);
        Tensor rows = x.matmul(parameters.get("weight"));
        Tensor here = rows.reshape(Shape.of(batch, 1, kernels, dimensions));
        Tensor there = rows.reshape(Shape.of(1, batch, kernels, dimensions));
        Tensor distances = here.sub(there).abs().sum(3);
        return Tensor.concatenate(1, x, distances.negate().exp().sum(1));
    }

    @Override
    public Parameters initialise(Backend backend, RandomStream random) {
        double[] weight = initialiser.draw(random, features, kernels * dimensions);
        return Parameters.none().and("weight", Tensor.of(backend, Shape.of(features, kernels * dimensions), weight));
    }

    @Override
    public boolean mixesSamples() {
        return true;
    }
}
