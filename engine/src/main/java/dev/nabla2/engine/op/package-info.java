/**
 * The calculus of the engine in four tables: {@link dev.nabla2.engine.op.Pointwises}, {@link dev.nabla2.engine.op.Linears}, {@link
 * dev.nabla2.engine.op.Bilinears} and {@link dev.nabla2.engine.op.Discretes}.
 *
 * <p>An operation's kind ({@link dev.nabla2.engine.op.Pointwise}, {@link dev.nabla2.engine.op.Linear}, …) knows how tangents and
 * cotangents pass through it; the entry says only what is particular to it. Both are written in operations, on {@link
 * dev.nabla2.engine.Tensor}, so derivatives of derivatives need nothing more. {@link dev.nabla2.engine.op.Registry} lists every
 * operation with an example, from which its tests follow.
 */
package dev.nabla2.engine.op;
