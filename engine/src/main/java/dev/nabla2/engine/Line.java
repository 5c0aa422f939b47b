package dev.nabla2.engine;

/**
 * One line of a tape, to be read: see {@link Tape#contents()}.
 *
 * @param number its place on the tape
 * @param operation what was computed, with its attributes, such as {@code leaky_relu(0.2)}; {@code leaf} for what was watched
 * @param convention what is returned at its kinks, in words; empty if it has none
 * @param result what came out
 * @param pass 0 for what the user wrote, k for what the k-th walk over the tape appended
 */
public record Line(int number, String operation, String convention, Tensor result, int pass) {}
