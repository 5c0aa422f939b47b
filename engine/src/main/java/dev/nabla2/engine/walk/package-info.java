/**
 * The two walks. {@link dev.nabla2.engine.walk.Pullback} goes backwards over a tape with cotangents,
 * {@link dev.nabla2.engine.walk.Pushforward} forwards with tangents. What they compute, they compute with operations, which are
 * recorded on the same tape: so a walk's result can be walked over again, and that is all that higher orders need.
 */
package dev.nabla2.engine.walk;
