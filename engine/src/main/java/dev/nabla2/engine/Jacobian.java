package dev.nabla2.engine;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** All partial derivatives of one tensor by another, one walk per row or per column. */
final class Jacobian {
    private Jacobian() {}

    /** Of shape [y…, x…], recorded on the tape. */
    static Tensor of(Tape tape, Tensor y, Tensor x) {
        int rows = y.shape().size();
        int columns = x.shape().size();
        Tensor matrix = columns <= rows
                ? stacked(x, along -> tape.pushforward(y, x, along)).permute(1, 0)
                : stacked(y, along -> tape.pullback(y, along, List.of(x)).get(0));
        int[] extents = IntStream.concat(
                        IntStream.of(y.shape().extents()),
                        IntStream.of(x.shape().extents()))
                .toArray();
        return matrix.reshape(Shape.of(extents));
    }

    /** The images of the unit tensors shaped like {@code like}, each as a row. */
    private static Tensor stacked(Tensor like, UnaryOperator<Tensor> map) {
        Tensor[] rows = new Tensor[like.shape().size()];
        for (int i = 0; i < rows.length; i++) {
            double[] unit = new double[rows.length];
            unit[i] = 1;
            Tensor image = map.apply(Tensor.of(like.backend(), like.shape(), unit));
            rows[i] = image.reshape(Shape.of(1, image.shape().size()));
        }
        return Tensor.concatenate(0, rows);
    }
}
