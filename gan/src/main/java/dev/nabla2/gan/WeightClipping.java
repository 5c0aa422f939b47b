package dev.nabla2.gan;

import dev.nabla2.engine.Tensor;
import dev.nabla2.nn.Parameters;
import java.util.Optional;

/**
 * Keeps every weight of the critic in [−bound, bound] after each update (Arjovsky, Chintala and Bottou 2017, algorithm 1): the baseline
 * that gradient penalties replaced.
 *
 * @param bound the largest absolute value allowed, such as 0.01
 */
public record WeightClipping(double bound) implements Penalty {
    /** Checks the bound. */
    public WeightClipping {
        if (!(bound > 0)) {
            throw new IllegalArgumentException("clip: expected a bound above 0, found " + bound);
        }
    }

    @Override
    public Optional<Term> term(Setting setting) {
        return Optional.empty();
    }

    @Override
    public Parameters project(Parameters critic) {
        return critic.map(weight -> {
            Tensor limit = Tensor.scalar(weight.backend(), bound);
            return weight.minimum(limit).maximum(limit.negate()).named(weight.place());
        });
    }

    @Override
    public boolean hasTerm() {
        return false;
    }

    @Override
    public boolean isPerSample() {
        return false;
    }

    @Override
    public String conventions() {
        return "weights and biases of the critic clipped to [−" + bound + ", " + bound + "] after each of its updates";
    }
}
