/**
 * Functions composed of a tensor's operations, by family; short ones are methods of {@link dev.nabla2.engine.ComposedOperations}.
 *
 * <p>Nothing here has a rule of differentiation of its own: each function is written in operations of the four kinds, so that it can be
 * differentiated to any order, in any mixture of modes, by every tensor that it takes. {@link dev.nabla2.engine.compose.Normalisation}
 * brings activations to mean 0 and variance 1 through their own statistics; {@link dev.nabla2.engine.compose.GridSampling} reads an
 * image at places that may be learned.
 *
 * <p>Each has a row in the registry ({@code engine.op}) that says how often it can be differentiated, and where not.
 */
package dev.nabla2.engine.compose;
