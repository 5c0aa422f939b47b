package dev.nabla2.engine;

/**
 * What a tape's lines cost.
 *
 * @param done what was computed
 * @param bytesWritten the size of all results; views of other results write nothing
 * @param avoided what an engine would have computed besides, which carries structural zeros as tensors of zeros, as PyTorch does where
 *     the derivative of a relu, a leaky relu or an absolute value is differentiated again. It is found by going over each walk a second
 *     time with those derivatives connecting. What such an engine would do for zeros in a later walk, because an earlier one recorded
 *     them, is left out; so from the third order on it is a lower bound
 */
public record Cost(Work done, long bytesWritten, Work avoided) {
    /** No cost. */
    public static final Cost NONE = new Cost(Work.NONE, 0, Work.NONE);

    /** Both together. */
    public Cost plus(Cost other) {
        return new Cost(done.plus(other.done), bytesWritten + other.bytesWritten, avoided.plus(other.avoided));
    }

    /** What of this is not in {@code other}. */
    public Cost minus(Cost other) {
        return new Cost(done.minus(other.done), bytesWritten - other.bytesWritten, avoided.minus(other.avoided));
    }
}
