package dev.nabla2.engine.backend;

/**
 * Several matrix products of the same sizes, whose results lie one after another.
 *
 * @param count how many
 * @param strideA elements from one left operand to the next; 0 if all take the same
 * @param strideB elements from one right operand to the next; 0 if all take the same
 */
public record Batch(int count, int strideA, int strideB) {
    /** A single product. */
    public static final Batch ONE = new Batch(1, 0, 0);
}
