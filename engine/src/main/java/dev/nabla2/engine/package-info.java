/**
 * What a user of the engine imports.
 *
 * <p>A {@link dev.nabla2.engine.Tensor} is an immutable array with operations on it, sorted by kind: {@link
 * dev.nabla2.engine.PointwiseOperations}, {@link dev.nabla2.engine.LinearOperations}, {@link dev.nabla2.engine.BilinearOperations}, {@link
 * dev.nabla2.engine.DiscreteOperations} and what is composed of them, {@link dev.nabla2.engine.ComposedOperations}. Put one on a {@link dev.nabla2.engine.Tape} with
 * {@code watch}, and what is computed of it is recorded; {@code gradient} then walks back over the record with cotangents, and {@code
 * pushforward} walks forward with tangents. Both append what they compute to the same tape, so either can be asked for the derivative
 * of what the other gave: that is how ∇θ of a function of ∇x comes about.
 *
 * <p>Memory is given back when a tape closes; a last gradient gives it back while it walks, and {@code checkpoint} does not keep it at all
 * but computes again what a derivative needs.
 *
 * <p>Those who think in functions of functions find them in {@link dev.nabla2.engine.Derivatives}: {@code grad(grad(f))}.
 *
 * <p>{@link dev.nabla2.engine.Backends} gives something to compute on, {@link dev.nabla2.engine.RandomStream} numbers that depend on
 * nothing but their key, {@link dev.nabla2.engine.TensorTree} a way to treat many tensors as one, {@link dev.nabla2.engine.InPlace} updates
 * for training loops. A {@link dev.nabla2.engine.ShapeException} says which operation expected what, and what it found.
 *
 * <p>The rules of calculus stand in {@code engine.op}, the two walks in {@code engine.walk}, hardware behind {@code engine.backend}.
 */
package dev.nabla2.engine;
