package dev.nabla2.engine;

import dev.nabla2.engine.op.Bilinears;
import java.util.Arrays;

/** Matrix products whose batch axes differ are brought to the same ones first. */
final class Batches {
    private Batches() {}

    static Tensor matmul(Tensor a, Tensor b, boolean transposeA, boolean transposeB) {
        Tensor x = a;
        Tensor y = b;
        if (a.shape().rank() > 2 && b.shape().rank() > 2 && !batch(a.shape()).equals(batch(b.shape()))) {
            Shape common = common(a, b);
            x = a.broadcastTo(with(common, a.shape()));
            y = b.broadcastTo(with(common, b.shape()));
        }
        return Tensor.apply(Bilinears.matmul(transposeA, transposeB), x, y);
    }

    private static Shape common(Tensor a, Tensor b) {
        Shape x = batch(a.shape());
        Shape y = batch(b.shape());
        int[] extents = new int[Math.max(x.rank(), y.rank())];
        for (int back = 1; back <= extents.length; back++) {
            int p = back <= x.rank() ? x.extent(-back) : 1;
            int q = back <= y.rank() ? y.extent(-back) : 1;
            if (p != q && p != 1 && q != 1) {
                throw new ShapeException(
                                "matmul",
                                "axes before the last two that broadcast (each, from the last, equal or 1)",
                                a.shape() + " x " + b.shape())
                        .in(Tensor.placeOf(new Tensor[] {a, b}));
            }
            extents[extents.length - back] = Math.max(p, q);
        }
        return Shape.of(extents);
    }

    private static Shape batch(Shape shape) {
        return Shape.of(Arrays.copyOf(shape.extents(), shape.rank() - 2));
    }

    private static Shape with(Shape batch, Shape matrix) {
        int[] extents = Arrays.copyOf(batch.extents(), batch.rank() + 2);
        extents[batch.rank()] = matrix.extent(-2);
        extents[batch.rank() + 1] = matrix.extent(-1);
        return Shape.of(extents);
    }
}
