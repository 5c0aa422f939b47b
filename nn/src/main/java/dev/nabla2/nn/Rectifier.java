package dev.nabla2.nn;

import dev.nabla2.engine.RandomStream;
import dev.nabla2.engine.SecondDerivative;
import dev.nabla2.engine.Tensor;
import dev.nabla2.engine.backend.Backend;
import java.util.function.Function;

/**
 * x where positive and slope · x elsewhere, with its second derivative named: slope 0 is relu.
 *
 * @param slope below 0
 * @param second what becomes of the impulse at the kink when a gradient is differentiated
 */
public record Rectifier(double slope, SecondDerivative second) implements Layer {
    @Override
    public Tensor apply(Parameters parameters, Tensor x) {
        return slope == 0 ? x.relu(second) : x.leakyRelu(slope, second);
    }

    @Override
    public Layer rectified(Function<Rectifier, Layer> instead) {
        return instead.apply(this);
    }

    @Override
    public Parameters initialise(Backend backend, RandomStream random) {
        return Parameters.none();
    }
}
