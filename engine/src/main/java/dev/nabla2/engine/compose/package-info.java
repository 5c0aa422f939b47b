/**
 * Functions composed of a tensor's operations, by family; short ones are methods of {@link dev.nabla2.engine.ComposedOperations}.
 *
 * <p>Nothing here has a rule of differentiation of its own: each function is written in operations of the four kinds, so that it can be
 * differentiated to any order, in any mixture of modes, by every tensor that it takes.
 *
 * <ul>
 *   <li>{@link dev.nabla2.engine.compose.Normalisation} brings activations to mean 0 and variance 1 through their own statistics; {@link
 *       dev.nabla2.engine.compose.SpectralNorm} estimates the largest singular value of a weight.
 *   <li>{@link dev.nabla2.engine.compose.Pooling} takes one number of each {@link dev.nabla2.engine.compose.Window} of an image; {@link
 *       dev.nabla2.engine.compose.Resampling} brings images to another size; {@link dev.nabla2.engine.compose.GridSampling} reads them at
 *       places that may be learned.
 *   <li>{@link dev.nabla2.engine.compose.Distances} and {@link dev.nabla2.engine.compose.KernelFunctions} compare the rows of two
 *       matrices; {@link dev.nabla2.engine.compose.Losses} compare logits with labels.
 * </ul>
 *
 * <p>Each has a row in the registry ({@code engine.op}) that says how often it can be differentiated, and where not; a test fails where
 * one is missing.
 */
package dev.nabla2.engine.compose;
