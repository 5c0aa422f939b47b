package dev.nabla2.lab.metrics;

import java.util.Optional;

/**
 * What a set of samples scored.
 *
 * @param modes the score against the data's modes; empty where the data have none
 * @param distance the sliced Wasserstein distance to real data
 */
public record Evaluation(Optional<ModeScore> modes, double distance) {}
