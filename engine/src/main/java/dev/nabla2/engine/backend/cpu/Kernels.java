package dev.nabla2.engine.backend.cpu;

import java.util.Optional;

/** What the backend needs from the processor: loops over dense arrays, and the tile of a matrix product. */
interface Kernels {
    /** Which instructions these are, for people. */
    String description();

    /** The number of elements that a dense loop works on at once; the counts it is given are multiples. */
    int lanes();

    /** The dense loop of the elementwise function of this name, if there is one. */
    Optional<Dense> elementwise(String name);

    /** The dense loop of the update rule of this name, if there is one. */
    Optional<DenseUpdate> update(String name);

    /** The sum of {@code count} elements from {@code at} on, whatever their number. */
    double sum(float[] x, int at, int count);

    /**
     * {@code out[j] = Σ_r x[at + r * stride + j]} for {@code columns} columns, at least {@link #lanes()}; rows are added one
     * after the other, so a caller gives few of them.
     */
    void sumRows(float[] x, int at, int rows, int stride, int columns, float[] out);

    /** Whether {@code count} elements from {@code at} on are all finite. */
    boolean isFinite(float[] x, int at, int count);

    /** The multiplications of matrices. */
    Tile tile();

    /** The inner product of {@code count} elements of {@code a} and {@code b}. */
    float dot(float[] a, int aAt, float[] b, int bAt, int count);

    /** {@code out[j] = Σ_k x[k * xStride] · m[k * mStride + j]} for {@code columns} columns, in the order of k. */
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
}
