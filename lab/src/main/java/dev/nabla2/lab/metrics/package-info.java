/**
 * Numbers that say how good samples are. {@link dev.nabla2.lab.metrics.ModeScore} counts the modes of a mixture that were found,
 * {@link dev.nabla2.lab.metrics.SlicedWasserstein} measures a distance for any data, and {@link
 * dev.nabla2.lab.metrics.Evaluator} applies both to generators and, beside them, to real data.
 */
package dev.nabla2.lab.metrics;
