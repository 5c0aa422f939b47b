package dev.nabla2.engine.backend;

/**
 * A matrix product whose right operand is first rearranged as the backend reads it fastest. Products that read the same operand in
 * the same form can share it; each has the bits that {@link Backend#matmul} gives.
 */
public interface PackedProduct {
    /**
     * How a right operand is arranged.
     *
     * @param inner the length of the sums
     * @param columns columns of the result
     * @param transposed whether the operand is stored as {@code [columns, inner]}
     * @param size the elements that it takes
     */
    record Form(int inner, int columns, boolean transposed, int size) {}

    /** What {@link #pack} makes; products with equal forms read the same. */
    Form form();

    /** Rearranges a right operand into a buffer of the form's size. */
    void pack(Buffer right, Buffer packed);

    /** The product with a right operand that was rearranged. */
    void multiply(Buffer left, Buffer packed, Buffer out);
}
