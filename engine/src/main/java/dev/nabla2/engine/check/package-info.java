/**
 * Are the derivatives right? {@link dev.nabla2.engine.check.GradientCheck} asks of any function, and its {@link
 * dev.nabla2.engine.check.CheckReport} answers.
 *
 * <p>{@link dev.nabla2.engine.check.Differences} takes a derivative from values alone, with the interval in which it lies, from both sides
 * and from each. Whether the automatic derivative is in that interval gives a {@link dev.nabla2.engine.check.Verdict}; where it is not,
 * {@code Culprit} bisects the tape for the operation, and {@code WorstElement} goes through the inputs. Identities between automatic
 * derivatives (forward against reverse, one order of directions against another) are checked to rounding.
 *
 * <p>{@link dev.nabla2.engine.check.ContractTable} tells what every operation promises, with formulas read off a tape.
 */
package dev.nabla2.engine.check;
