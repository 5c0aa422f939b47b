package dev.nabla2.lab.run;

import dev.nabla2.lab.metrics.Evaluation;

/**
 * A generator at a moment of training.
 *
 * @param step after which step
 * @param samples some of its samples, one after another, always of the same latent points
 * @param evaluation what it scored
 */
public record Snapshot(int step, double[] samples, Evaluation evaluation) {}
