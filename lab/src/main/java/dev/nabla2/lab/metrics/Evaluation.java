package dev.nabla2.lab.metrics;

import java.util.Optional;

/**
 * What a set of samples scored.
 *
 * @param modes the score against the data's modes; empty where the data have none
 * @param distance the sliced Wasserstein distance to real data
 * @param features what a judge of such data says of them; empty where there is none, a sample is not finite, or there are
 *     too few
 */
public record Evaluation(Optional<ModeScore> modes, double distance, Optional<FeatureScores> features) {
    /** Without a judge. */
    public Evaluation(Optional<ModeScore> modes, double distance) {
        this(modes, distance, Optional.empty());
    }

    /** How many modes, of the data or of a judge, have a sample. */
    public Optional<Integer> modesFound() {
        return modes.map(ModeScore::modes)
                .or(() -> features.map(by -> by.modes().found()));
    }

    /** How many modes there are, of the data or of a judge. */
    public Optional<Integer> modesTotal() {
        return modes.map(ModeScore::modesTotal)
                .or(() -> features.map(by -> by.modes().modes()));
    }

    /** The Kullback-Leibler divergence of the modes' shares from equal ones, in nats; NaN where there are no modes. */
    public double divergence() {
        return modes.map(ModeScore::divergence)
                .or(() -> features.map(by -> by.modes().divergence()))
                .orElse(Double.NaN);
    }

    /** The Fréchet distance of features; NaN where there are none. */
    public double frechet() {
        return features.map(FeatureScores::frechet).orElse(Double.NaN);
    }
}
