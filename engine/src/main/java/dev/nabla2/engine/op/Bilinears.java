package dev.nabla2.engine.op;

import dev.nabla2.engine.Convolution;
import dev.nabla2.engine.Shape;
import dev.nabla2.engine.ShapeException;
import dev.nabla2.engine.Tensor;
import dev.nabla2.engine.backend.Batch;
import dev.nabla2.engine.backend.ConvolutionProduct;
import dev.nabla2.engine.backend.Elementwise;
import dev.nabla2.engine.backend.MatrixProduct;
import java.util.Arrays;
import java.util.List;

/** The table of bilinear operations, each closed under differentiation: its adjoints are bilinear operations again. */
public final class Bilinears {
    private static final Elementwise PRODUCT = Elementwise.binary("multiply", 0, (a, b) -> a * b);

    /** The product of elements, with broadcasting. */
    public static final Bilinear MULTIPLY = new Bilinear(
            Signature.of("multiply"),
            shapes -> Broadcasting.shape("multiply", shapes),
            Elementwises.kernel(PRODUCT),
            Tensor::mul,
            (at, y, b) -> y.mul(b),
            (at, y, a) -> y.mul(a));

    private Bilinears() {}

    /**
     * The matrix products of a and b, of which either may be stored transposed. Axes before the last two are a batch of them; they are
     * the same for both, or one has none and its matrix takes part in every product.
     *
     * <p>With C = A·B: Ā = C̄·Bᵀ and B̄ = Aᵀ·C̄; with a transposed operand the factors change places.
     */
    public static Bilinear matmul(boolean transposeA, boolean transposeB) {
        return new Bilinear(
                Signature.of("matmul", transposeA, transposeB),
                shapes -> product(transposeA, transposeB, shapes),
                (in, out) -> {
                    Shape a = in.get(0);
                    Shape b = in.get(1);
                    MatrixProduct product = new MatrixProduct(
                            out.extent(-2), a.extent(transposeA ? -2 : -1), out.extent(-1), transposeA, transposeB);
                    Batch batch = new Batch(out.sizeBetween(0, out.rank() - 2), stride(a), stride(b));
                    return new MatmulLaunch(product, batch);
                },
                (a, b) -> a.matmul(b, transposeA, transposeB),
                (at, c, b) -> transposeA ? b.matmul(c, transposeB, true) : c.matmul(b, false, !transposeB),
                (at, c, a) -> transposeB ? c.matmul(a, true, transposeA) : a.matmul(c, !transposeA, false));
    }

    /** Elements from one matrix of a batch to the next; 0 where there is only one. */
    private static int stride(Shape shape) {
        return shape.rank() == 2 ? 0 : shape.extent(-1) * shape.extent(-2);
    }

    /**
     * The convolution of an image {@code [n, c, …]} with a filter {@code [o, c / groups, …]}: {@code [n, o, …]}.
     *
     * <p>It and the next two are closed under differentiation: the adjoints of each are the other two.
     */
    public static Bilinear convolve(Convolution setting) {
        return new Bilinear(
                Signature.of("convolve", setting),
                shapes -> Convolutions.result(setting, shapes.get(0), shapes.get(1)),
                (in, out) -> {
                    ConvolutionProduct sizes = Convolutions.product(setting, in.get(0), in.get(1), out);
                    return (backend, x, y) -> backend.convolve(sizes, x[0], x[1], y);
                },
                (image, filter) -> image.convolve(filter, setting),
                (at, y, filter) -> y.convolveImage(filter, setting, Convolutions.spatial(at.shape(0))),
                (at, y, image) -> image.convolveFilter(y, setting, Convolutions.spatial(at.shape(1))));
    }

    /** The convolution's adjoint by the image, of a result and a filter; also called transposed convolution. */
    public static Bilinear convolveImage(Convolution setting, List<Integer> extents) {
        return new Bilinear(
                Signature.of("convolve_image", setting, extents),
                shapes -> Convolutions.image(setting, extents, shapes.get(0), shapes.get(1)),
                (in, out) -> {
                    ConvolutionProduct sizes = Convolutions.product(setting, out, in.get(1), in.get(0));
                    return (backend, x, y) -> backend.convolveImage(sizes, x[0], x[1], y);
                },
                (y, filter) -> y.convolveImage(filter, setting, extents),
                (at, image, filter) -> image.convolve(filter, setting),
                (at, image, y) -> image.convolveFilter(y, setting, Convolutions.spatial(at.shape(1))));
    }

    /** The convolution's adjoint by the filter, of an image and a result. */
    public static Bilinear convolveFilter(Convolution setting, List<Integer> extents) {
        return new Bilinear(
                Signature.of("convolve_filter", setting, extents),
                shapes -> Convolutions.filter(setting, extents, shapes.get(0), shapes.get(1)),
                (in, out) -> {
                    ConvolutionProduct sizes = Convolutions.product(setting, in.get(0), out, in.get(1));
                    return (backend, x, y) -> backend.convolveFilter(sizes, x[0], x[1], y);
                },
                (image, y) -> image.convolveFilter(y, setting, extents),
                (at, filter, y) -> y.convolveImage(filter, setting, Convolutions.spatial(at.shape(0))),
                (at, filter, image) -> image.convolve(filter, setting));
    }

    private static Shape product(boolean transposeA, boolean transposeB, List<Shape> shapes) {
        Shape a = shapes.get(0);
        Shape b = shapes.get(1);
        boolean matrices = a.rank() >= 2 && b.rank() >= 2;
        if (!matrices || a.extent(transposeA ? -2 : -1) != b.extent(transposeB ? -1 : -2)) {
            throw new ShapeException("matmul", expected(transposeA, transposeB, a, b), a + " x " + b);
        }
        int[] batchA = Arrays.copyOf(a.extents(), a.rank() - 2);
        int[] batchB = Arrays.copyOf(b.extents(), b.rank() - 2);
        if (batchA.length > 0 && batchB.length > 0 && !Arrays.equals(batchA, batchB)) {
            throw new ShapeException("matmul", "the same axes before the last two, or none", a + " x " + b);
        }
        int[] extents = (batchA.length > 0 ? a : b).extents();
        int rank = extents.length;
        extents[rank - 2] = a.extent(transposeA ? -1 : -2);
        extents[rank - 1] = b.extent(transposeB ? -2 : -1);
        return Shape.of(extents);
    }

    private static String expected(boolean transposeA, boolean transposeB, Shape a, Shape b) {
        String inner = b.rank() >= 2
                ? String.valueOf(b.extent(transposeB ? -1 : -2))
                : a.rank() >= 2 ? String.valueOf(a.extent(transposeA ? -2 : -1)) : "k";
        return (transposeA ? "[" + inner + ", _]ᵀ" : "[_, " + inner + "]")
                + " x "
                + (transposeB ? "[_, " + inner + "]ᵀ" : "[" + inner + ", _]");
    }
}
