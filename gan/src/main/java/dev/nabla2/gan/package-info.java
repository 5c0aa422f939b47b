/**
 * GANs composed of independent choices, and the trainer that runs them.
 *
 * <p>A {@link dev.nabla2.gan.Game} is named players, each with a loss; {@link dev.nabla2.gan.Gan} is the game of a critic and a
 * generator, made of an {@link dev.nabla2.gan.Objective} (the Wasserstein one, {@link dev.nabla2.gan.Logistic},
 * {@link dev.nabla2.gan.Hinge}, {@link dev.nabla2.gan.LeastSquares}, {@link dev.nabla2.gan.RelativisticAverage}, {@link
 * dev.nabla2.gan.EnergyBased}, or {@link dev.nabla2.gan.FGan} of an {@link dev.nabla2.gan.FDivergence}), a {@link
 * dev.nabla2.gan.Penalty} and {@link dev.nabla2.gan.InstanceNoise}, if any. Penalties are {@link dev.nabla2.gan.GradientPenalty}, {@link dev.nabla2.gan.ZeroCentredPenalty}, {@link dev.nabla2.gan.SamplePenalty}, {@link
 * dev.nabla2.gan.RothRegulariser} or {@link dev.nabla2.gan.WeightClipping}. {@link dev.nabla2.gan.Dynamics} says how
 * players follow their gradients. {@link dev.nabla2.gan.GanTrainer} runs it all and tells a {@link dev.nabla2.gan.TrainingListener}.
 */
package dev.nabla2.gan;
