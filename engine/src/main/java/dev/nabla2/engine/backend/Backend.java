package dev.nabla2.engine.backend;

import dev.nabla2.engine.RandomStream;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The one seam to hardware: memory, and the primitive kernels that every operation is computed with.
 *
 * <p>A backend keeps no state that a caller can see. All of its methods may be called from several threads, as long as
 * no two of them write the same buffer. For the same arguments a kernel gives the same bits, whatever the number of
 * threads it uses.
 *
 * <p>Kernels do not check shapes: operations have done so before they call.
 */
public interface Backend {
    /** The name by which a user asks for this backend, such as {@code cpu}. */
    String name();

    /** What one element is stored as. */
    Precision precision();

    /** A buffer of {@code size} elements, recycled where possible; its contents are undefined. */
    Buffer allocate(int size);

    /** A buffer for a {@link Chain}'s mask of {@code size} elements; nothing but chains can read it. */
    default Buffer allocateMask(int size) {
        return allocate(size);
    }

    /** Gives a buffer back for recycling. The caller must not use it again. */
    void release(Buffer buffer);

    /** The same memory as another buffer, so that whoever still holds {@code buffer} cannot use it unnoticed. */
    Buffer transfer(Buffer buffer);

    /** Copies {@code values} into the first elements of {@code buffer}, rounding to this backend's precision. */
    void write(Buffer buffer, double[] values);

    /** Copies {@code values} into the first elements of {@code buffer}. */
    void write(Buffer buffer, float[] values);

    /** The elements of {@code buffer} as doubles. */
    double[] read(Buffer buffer);

    /** The elements of {@code buffer} as they are now, for later: who asks for them may wait, but not who calls this. */
    default Supplier<double[]> reading(Buffer buffer) {
        double[] now = read(buffer);
        return () -> now;
    }

    /** The elements of {@code buffer}, rounded to floats. */
    float[] readFloats(Buffer buffer);

    /** {@link RandomStream#uniform}, rounded, in all of {@code out}. */
    default void uniform(RandomStream random, Buffer out) {
        write(out, random.uniform(out.size()));
    }

    /** {@link RandomStream#normal}, rounded, in all of {@code out}; a device may differ in the last bit. */
    default void normal(RandomStream random, Buffer out) {
        write(out, random.normal(out.size()));
    }

    /** Sets every element of {@code out} to {@code value}. */
    void fill(Buffer out, double value);

    /**
     * {@code out[i] = f(in0[i], in1[i], …)} for every index {@code i} of {@code loop}, which says where in each buffer an
     * index lies. Broadcasting, transposing, slicing and padding are all this kernel with other strides.
     */
    void elementwise(Elementwise f, Loop loop, Buffer out, Buffer... in);

    /** Works out once how to run elementwise functions that feed each other. */
    Chain.Ready prepare(Chain chain);

    /**
     * Sums the middle axis of {@code in}, an array of {@code [outer, reduced, inner]} elements, into {@code out} of {@code
     * [outer, inner]}.
     */
    void sum(Buffer in, Buffer out, int outer, int reduced, int inner);

    /** The matrix product {@code out = op(a) · op(b)}, of the sizes and orientations in {@code product}. */
    default void matmul(MatrixProduct product, Buffer a, Buffer b, Buffer out) {
        matmul(product, Batch.ONE, a, b, out);
    }

    /** Several matrix products at once. */
    void matmul(MatrixProduct product, Batch batch, Buffer a, Buffer b, Buffer out);

    /** The product as one that shares its right operand rearranged, if that operand is not best read as it lies. */
    default Optional<PackedProduct> packed(MatrixProduct product) {
        return Optional.empty();
    }

    /** The convolution of images with filters. */
    void convolve(ConvolutionProduct product, Buffer image, Buffer filter, Buffer result);

    /** The adjoint of the convolution by its images: what a cotangent of the result is for them. Also called transposed convolution. */
    void convolveImage(ConvolutionProduct product, Buffer result, Buffer filter, Buffer image);

    /** The adjoint of the convolution by its filters: what a cotangent of the result is for them. */
    void convolveFilter(ConvolutionProduct product, Buffer image, Buffer result, Buffer filter);

    /**
     * {@code out} is made of the elements of {@code in} that {@code indices} choose.
     *
     * @throws IndexOutOfBoundsException if an index is wrong; where kernels run on while their caller goes on, the next to read is told
     */
    void gather(Gather gather, Buffer in, Buffer indices, Buffer out);

    /** The adjoint of {@link #gather}: {@code out} is, at each place, the sum of the elements of {@code in} that it was chosen for. */
    void scatterAdd(Gather gather, Buffer in, Buffer indices, Buffer out);

    /** Which elements of {@code in} come first in an order, as indices. */
    void order(Order order, Buffer in, Buffer out);

    /**
     * One step of an optimiser in place: the arrays {@code state} of one parameter (the parameter first, then its moments)
     * are replaced, element by element, by what {@code rule} makes of them and of the gradient.
     */
    void update(UpdateRule rule, Buffer gradient, Buffer... state);

    /** An update that does nothing if something is noted in the first element of {@code note}: if that is not 0. */
    default void updateUnless(Buffer note, UpdateRule rule, Buffer gradient, Buffer... state) {
        if (read(note)[0] == 0) {
            update(rule, gradient, state);
        }
    }

    /** Makes {@code number} the first element of {@code note} if that is 0 and an element of {@code buffers} is not finite. */
    default void noteNotFinite(int number, Buffer note, Buffer... buffers) {
        if (read(note)[0] == 0 && !Arrays.stream(buffers).allMatch(this::isFinite)) {
            write(note, new float[] {number});
        }
    }

    /** Whether every one of the elements of {@code buffer} is finite. */
    boolean isFinite(Buffer buffer);
}
