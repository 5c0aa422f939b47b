/**
 * GANs composed of independent choices, and the trainer that runs them.
 *
 * <p>A {@link dev.nabla2.gan.Game} is named players, each with a loss; {@link dev.nabla2.gan.Gan} is the game of a critic and a
 * generator, made of an {@link dev.nabla2.gan.Objective} (the Wasserstein one, {@link dev.nabla2.gan.Logistic},
 * {@link dev.nabla2.gan.Hinge}, {@link dev.nabla2.gan.LeastSquares}, {@link dev.nabla2.gan.RelativisticAverage}, {@link
 * dev.nabla2.gan.EnergyBased}, or {@link dev.nabla2.gan.FGan} of an {@link dev.nabla2.gan.FDivergence}), a {@link
 * dev.nabla2.gan.Penalty} and {@link dev.nabla2.gan.InstanceNoise}, if any. Penalties are {@link
 * dev.nabla2.gan.GradientPenalty}, {@link dev.nabla2.gan.ZeroCentredPenalty}, {@link dev.nabla2.gan.SamplePenalty}, {@link
 * dev.nabla2.gan.RothRegulariser}, {@link dev.nabla2.gan.Dragan}, {@link dev.nabla2.gan.WeightClipping} or {@link
 * dev.nabla2.gan.NoPenalty}; one with a term can be a {@link dev.nabla2.gan.LazyPenalty}.
 *
 * <p>{@link dev.nabla2.gan.Dynamics} says who moves when and along what (consensus by a {@link dev.nabla2.gan.Gamma}): in turns, or all
 * at once along a {@code Field}, which makes a direction for every player of a {@code Recording} of the players' losses. {@code
 * Directions} has that recorded as a program and reads what it found, and a {@link dev.nabla2.gan.Flow} is the same as a function that
 * can be differentiated; a {@link dev.nabla2.gan.Pace} says how a player follows, within
 * which {@link dev.nabla2.gan.GradientLimit}, and a {@link dev.nabla2.gan.Schedule} how learning rates change; a {@link
 * dev.nabla2.gan.Position} is where all are, and a {@link dev.nabla2.gan.Checkpoint} is a position in a file. {@link
 * dev.nabla2.gan.GanTrainer} runs it all and tells a {@link dev.nabla2.gan.TrainingListener}, who may look at the {@link
 * dev.nabla2.gan.GanModel} and keep a {@link dev.nabla2.gan.Sampler} of it.
 */
package dev.nabla2.gan;
