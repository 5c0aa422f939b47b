/**
 * Small functions of tensors that networks are built from.
 *
 * <p>A {@link dev.nabla2.nn.Layer} is a pure function of {@link dev.nabla2.nn.Parameters} and an input, and holds no numbers. So a
 * network applied to parameters that are themselves results of a computation, as in unrolling, needs nothing special. There are {@link
 * dev.nabla2.nn.Dense}, {@link dev.nabla2.nn.Convolutional}, {@link dev.nabla2.nn.ConvolutionalTransposed}, {@link
 * dev.nabla2.nn.Recurrent} and {@link dev.nabla2.nn.Embedding}; {@link dev.nabla2.nn.Activation}s, and {@link dev.nabla2.nn.Rectifier},
 * whose second derivative is named; {@link dev.nabla2.nn.AveragePool}, {@link dev.nabla2.nn.MaxPool}, {@link dev.nabla2.nn.Upsample},
 * {@link dev.nabla2.nn.Flatten} and {@link dev.nabla2.nn.Reshape}; {@link dev.nabla2.nn.BatchNorm} and {@link dev.nabla2.nn.GroupNorm};
 * {@link dev.nabla2.nn.Dropout}; {@link dev.nabla2.nn.MinibatchDeviation} and {@link dev.nabla2.nn.MinibatchDiscrimination}; {@link
 * dev.nabla2.nn.Conditioned}, which joins the samples' labels to what passes; and of others {@link dev.nabla2.nn.Sequential}, {@link
 * dev.nabla2.nn.Residual} and {@link dev.nabla2.nn.SpectralNorm}.
 *
 * <p>What a layer has besides parameters and input (whether it is being trained, random numbers, running averages) is in the {@link
 * dev.nabla2.nn.Pass} that it is applied with; most layers need none.
 *
 * <p>An {@link dev.nabla2.nn.Optimiser} is a function too, of an {@link dev.nabla2.nn.OptimiserState} and gradients; {@code step} can be
 * differentiated through, {@code stepInPlace} gives the same numbers in the same memory. {@link dev.nabla2.nn.Safetensors} writes
 * parameters to a file that other programs read.
 */
package dev.nabla2.nn;
