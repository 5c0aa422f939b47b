package dev.nabla2.engine.backend.cpu;

import java.util.Optional;

/** What the backend needs from the processor: loops over dense arrays, and the tile of a matrix product. */
interface Kernels {
    /** How many elements of a mask share a word: each is a bit of a float's whole number, which is exact in any kernel. */
    int MASK_BITS = 16;

    /** Which instructions these are, for people. */
    String description();

    /** The number of elements that a dense loop works on at once; the counts it is given are multiples. */
    int lanes();

    /** The dense loop of the elementwise function of this name, if there is one. */
    Optional<Dense> elementwise(String name);

    /** The dense loop of the update rule of this name, if there is one. */
    Optional<DenseUpdate> update(String name);

    /**
     * Packs {@code count} zeros and ones, a multiple of {@link #MASK_BITS} times {@link #lanes()}, into words from {@code toAt} on. Word
     * {@code l} of each {@code lanes()} words holds those elements that are lane {@code l} of a vector.
     */
    void pack(float[] from, int count, float[] to, int toAt);

    /** The zeros and ones that {@link #pack} made words of. */
    void unpack(float[] from, int fromAt, float[] to, int count);

    /** The sum of {@code count} elements from {@code at} on, whatever their number; {@code scratch} has a vector's length. */
    double sum(float[] x, int at, int count, float[] scratch);

    /**
     * {@code out[j] = Σ_r x[at + r * stride + j]} for {@code columns} columns, at least {@link #lanes()}; rows are added one
     * after the other, so a caller gives few of them.
     */
    void sumRows(float[] x, int at, int rows, int stride, int columns, float[] out);

    /** Whether {@code count} elements from {@code at} on are all finite. */
    boolean isFinite(float[] x, int at, int count);

    /** The multiplications of matrices. */
    Tile tile();

    /**
     * {@code out[outAt + l * outStride] = Σ_k m[at + l * stride + k] · x[xAt + k]} for {@code lines} lines; {@code scratch} has a
     * vector's length for each.
     */
    void dotLines(
            float[] m,
            int at,
            int stride,
            int lines,
            float[] x,
            int xAt,
            int count,
            float[] out,
            int outAt,
            int outStride,
            float[] scratch);

    /**
     * Computes rows {@code from} to {@code to} of a product, {@code out[outAt + r * columns + j] = Σ_k a[aAt + r * aRow + k * aStep] · b[bAt + k
     * * columns + j]}, as far as there is a loop for sums as short as these.
     *
     * @return how many columns, from the first on, have been computed
     */
    int shortSums(
            int inner,
            float[] a,
            int aAt,
            int aRow,
            int aStep,
            float[] b,
            int bAt,
            int columns,
            float[] out,
            int outAt,
            int from,
            int to);

    /** {@code out[outAt + j] = Σ_k x[xAt + k * xStride] · m[mAt + k * mStride + j]} for {@code columns} columns, in the order of k. */
    void combine(
            float[] x,
            int xAt,
            int xStride,
            float[] m,
            int mAt,
            int mStride,
            int inner,
            float[] out,
            int outAt,
            int columns);

    /** Two such sums at once; the factors of the second are {@code xNext} elements on, and its results {@code outNext}. */
    default void combineTwo(
            float[] x,
            int xAt,
            int xStride,
            int xNext,
            float[] m,
            int mAt,
            int mStride,
            int inner,
            float[] out,
            int outAt,
            int outNext,
            int columns) {
        combine(x, xAt, xStride, m, mAt, mStride, inner, out, outAt, columns);
        combine(x, xAt + xNext, xStride, m, mAt, mStride, inner, out, outAt + outNext, columns);
    }
}
