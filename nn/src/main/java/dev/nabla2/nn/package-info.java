/**
 * Small functions of tensors that networks are built from.
 *
 * <p>A {@link dev.nabla2.nn.Layer} is a pure function of {@link dev.nabla2.nn.Parameters} and an input, and holds no numbers: {@link
 * dev.nabla2.nn.Dense}, {@link dev.nabla2.nn.Convolutional}, {@link dev.nabla2.nn.Flatten}, {@link dev.nabla2.nn.Activation}, and {@link dev.nabla2.nn.Sequential} of others. So a network applied to
 * parameters that are themselves results of a computation, as in unrolling, needs nothing special.
 *
 * <p>An {@link dev.nabla2.nn.Optimiser} is a function too, of an {@link dev.nabla2.nn.OptimiserState} and gradients; {@code step} can be
 * differentiated through, {@code stepInPlace} gives the same numbers in the same memory. {@link dev.nabla2.nn.Safetensors} writes parameters
 * to a file that other programs read.
 */
package dev.nabla2.nn;
