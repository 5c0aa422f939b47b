package dev.nabla2.gan;

import dev.nabla2.engine.Shape;
import dev.nabla2.engine.Tape;
import dev.nabla2.engine.Tensor;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * A critic at given points, recorded: its values, and the squared norms of its gradient, which are smooth where a norm is not.
 *
 * @param values the critic's, {@code [batch]}
 * @param squared ‖∇D‖² over all axes but the batch, {@code [batch]}
 */
record Slopes(Tensor values, Tensor squared) {
    /**
     * Asks the critic.
     *
     * @param points samples, batch first, on no tape or this one
     */
    static Slopes at(Tape tape, UnaryOperator<Tensor> critic, Tensor points) {
        Tensor x = variable(tape, points);
        Shape perSample = Shape.of(x.shape().extent(0));
        Tensor values = critic.apply(x).reshape(perSample);
        Tensor gradient = tape.gradient(values.sum(), x);
        Tensor squared = gradient.square().sumAxes(1, x.shape().rank()).reshape(perSample);
        return new Slopes(values, squared);
    }

    /**
     * Points to differentiate by. What is recorded is so already, and has to stay joined to its history: the penalty of generated points
     * varies with the generator, which dynamics that differentiate players' gradients by other players ask for.
     */
    static Tensor variable(Tape tape, Tensor points) {
        return points.isRecorded() ? points : tape.watch(points);
    }

    static Tensor sum(Stream<Tensor> terms) {
        return terms.reduce(Tensor::add).orElseThrow();
    }

    /** The mean of the norms, to be shown: nothing is to be differentiated through it. */
    Tensor mean() {
        return squared.safeSqrt().mean();
    }
}
