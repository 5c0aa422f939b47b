/**
 * Numbers that say how good samples are. {@link dev.nabla2.lab.metrics.ModeScore} counts the modes of a mixture that
 * were found and {@link dev.nabla2.lab.metrics.SlicedWasserstein} measures a distance for any data;
 * {@link dev.nabla2.lab.metrics.Evaluator} applies both to generators and, beside them, to real data.
 *
 * <p>The others take {@link dev.nabla2.lab.metrics.Points}, which may be samples or a classifier's features of them.
 * {@link dev.nabla2.lab.metrics.ExactWasserstein} is the exact distance of small samples,
 * {@link dev.nabla2.lab.metrics.FrechetDistance} compares two moments, {@link dev.nabla2.lab.metrics.KernelDistance}
 * three without bias, and {@link dev.nabla2.lab.metrics.Coverage} tells precision and recall apart.
 * {@link dev.nabla2.lab.metrics.ModeHistogram} and {@link dev.nabla2.lab.metrics.ClassifierScores} take what a
 * classifier says of each sample, a {@link dev.nabla2.lab.metrics.Judge}, and {@link dev.nabla2.lab.metrics.FeatureScores} are all
 * of these together.
 */
package dev.nabla2.lab.metrics;
