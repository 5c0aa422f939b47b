package dev.nabla2.nn;

import dev.nabla2.engine.RandomStream;
import dev.nabla2.engine.SecondDerivative;
import dev.nabla2.engine.Tensor;
import dev.nabla2.engine.backend.Backend;
import java.util.function.Function;

/**
 * x where positive and slope · x elsewhere, with its second derivative named: slope 0 is relu.
 *
 * <p>An annealed one follows the progress of its {@link Pass}; where that knows none, its last ε holds.
 *
 * @param slope below 0
 * @param second what becomes of the impulse at the kink when a gradient is differentiated
 */
public record Rectifier(double slope, SecondDerivative second) implements PassingLayer {
    @Override
    public Tensor apply(Parameters parameters, Tensor x, Pass pass) {
        if (second instanceof SecondDerivative.Annealed annealed
                && pass.progress().isPresent()) {
            Tensor epsilon = epsilon(annealed, pass.progress().get());
            // A wider band is the same function on a larger scale, in x and in its value.
            return named(x.div(epsilon), SecondDerivative.mollified(1)).mul(epsilon);
        }
        return named(x, second);
    }

    /** Geometrically from the first to the last. */
    private static Tensor epsilon(SecondDerivative.Annealed annealed, Tensor progress) {
        return progress.mul(Math.log(annealed.last() / annealed.first())).exp().mul(annealed.first());
    }

    private Tensor named(Tensor x, SecondDerivative derivative) {
        return slope == 0 ? x.relu(derivative) : x.leakyRelu(slope, derivative);
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
