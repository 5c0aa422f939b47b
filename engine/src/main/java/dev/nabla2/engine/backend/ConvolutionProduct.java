package dev.nabla2.engine.backend;

/**
 * The sizes of a convolution, which is meant as everywhere in this field: a correlation, without turning the filter round.
 *
 * <p>Images are {@code [batch, inputs, …image]}, filters {@code [outputs, inputs / groups, …filter]}, results {@code [batch, outputs,
 * …result]}, all row-major. There are always three spatial axes, the first ones of length 1 where fewer were meant. In one axis
 * and one group,
 *
 * <p>{@code result[n, o, r] = Σ over c and k of image[n, c, r · stride − padding + k · dilation] · filter[o, c, k]},
 *
 * <p>where an image is 0 outside its extents. Group g of the outputs sees group g of the inputs only.
 *
 * @param batch how many images
 * @param groups into how many groups channels are divided; divides both numbers of channels
 * @param inputs channels of an image
 * @param outputs channels of a result
 * @param image extents of an image
 * @param filter extents of a filter
 * @param result extents of a result
 * @param stride steps in the image for a step in the result
 * @param padding zeros before an image, for each axis
 * @param dilation steps in the image for a step in the filter
 */
public record ConvolutionProduct(
        int batch,
        int groups,
        int inputs,
        int outputs,
        int[] image,
        int[] filter,
        int[] result,
        int[] stride,
        int[] padding,
        int[] dilation) {
    /** The number of spatial axes. */
    public static final int AXES = 3;

    /** The elements of one channel of an image. */
    public int imageSize() {
        return size(image);
    }

    /** The elements of one channel of a filter. */
    public int filterSize() {
        return size(filter);
    }

    /** The elements of one channel of a result. */
    public int resultSize() {
        return size(result);
    }

    private static int size(int[] extents) {
        return extents[0] * extents[1] * extents[2];
    }
}
