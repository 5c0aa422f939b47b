package dev.nabla2.engine.op;

import dev.nabla2.engine.Shape;
import dev.nabla2.engine.ShapeException;
import dev.nabla2.engine.Tensor;
import dev.nabla2.engine.backend.Elementwise;
import dev.nabla2.engine.backend.MatrixProduct;
import java.util.List;

/** The table of bilinear operations, each closed under differentiation: its adjoints are bilinear operations again. */
public final class Bilinears {
    private static final Elementwise PRODUCT = Elementwise.binary("multiply", 0, (a, b) -> a * b);

    /** The product of elements, with broadcasting. */
    public static final Bilinear MULTIPLY = new Bilinear(
            Signature.of("multiply"),
            shapes -> Broadcasting.shape("multiply", shapes),
            (backend, in, out) -> Elementwises.compute(backend, PRODUCT, in, out),
            Tensor::mul,
            Tensor::mul,
            Tensor::mul);

    private Bilinears() {}

    /**
     * The matrix product of a and b, either of which may be stored transposed.
     *
     * <p>With C = A·B: Ā = C̄·Bᵀ and B̄ = Aᵀ·C̄; with a transposed operand the factors change places.
     */
    public static Bilinear matmul(boolean transposeA, boolean transposeB) {
        return new Bilinear(
                Signature.of("matmul", transposeA, transposeB),
                shapes -> product(transposeA, transposeB, shapes),
                (backend, in, out) -> {
                    Shape a = in.get(0).shape();
                    backend.matmul(
                            new MatrixProduct(
                                    out.shape().extent(0),
                                    a.extent(transposeA ? 0 : 1),
                                    out.shape().extent(1),
                                    transposeA,
                                    transposeB),
                            in.get(0).buffer(),
                            in.get(1).buffer(),
                            out.buffer());
                },
                (a, b) -> a.matmul(b, transposeA, transposeB),
                (c, b) -> transposeA ? b.matmul(c, transposeB, true) : c.matmul(b, false, !transposeB),
                (c, a) -> transposeB ? c.matmul(a, true, transposeA) : a.matmul(c, !transposeA, false));
    }

    private static Shape product(boolean transposeA, boolean transposeB, List<Shape> shapes) {
        Shape a = shapes.get(0);
        Shape b = shapes.get(1);
        boolean fits = a.rank() == 2 && b.rank() == 2 && a.extent(transposeA ? 0 : 1) == b.extent(transposeB ? 1 : 0);
        if (!fits) {
            throw new ShapeException("matmul", expected(transposeA, transposeB, a, b), a + " x " + b);
        }
        return Shape.of(a.extent(transposeA ? 1 : 0), b.extent(transposeB ? 0 : 1));
    }

    private static String expected(boolean transposeA, boolean transposeB, Shape a, Shape b) {
        String inner = b.rank() == 2
                ? String.valueOf(b.extent(transposeB ? 1 : 0))
                : a.rank() == 2 ? String.valueOf(a.extent(transposeA ? 0 : 1)) : "k";
        return (transposeA ? "[" + inner + ", _]ᵀ" : "[_, " + inner + "]")
                + " x "
                + (transposeB ? "[_, " + inner + "]ᵀ" : "[" + inner + ", _]");
    }
}
