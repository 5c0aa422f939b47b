package dev.nabla2.engine;

/**
 * How much there is to compute.
 *
 * <p>A matrix product of {@code [m, k]} and {@code [k, n]} counts 2mkn floating-point operations, a convolution two for every product
 * of an element of the image and one of the filter, padding included; a pointwise function, whichever it is, a comparison, and a
 * product or sum of elements one for each element of the result; a sum one for each element summed; moving elements counts nothing.
 *
 * @param matrixProducts how many matrix products; a batch of them counts as one
 * @param convolutions how many convolutions and adjoints of convolutions
 * @param flops how many floating-point operations in all, those of products and convolutions among them
 */
public record Work(int matrixProducts, int convolutions, long flops) {
    /** Nothing to do. */
    public static final Work NONE = new Work(0, 0, 0);

    /** Both together. */
    public Work plus(Work other) {
        return new Work(matrixProducts + other.matrixProducts, convolutions + other.convolutions, flops + other.flops);
    }

    /** What of this is not in {@code other}. */
    public Work minus(Work other) {
        return new Work(matrixProducts - other.matrixProducts, convolutions - other.convolutions, flops - other.flops);
    }
}
