package dev.nabla2.engine.compose;

import dev.nabla2.engine.Shape;
import dev.nabla2.engine.ShapeException;
import dev.nabla2.engine.Tensor;

/** Losses of logits, one number for each sample or element: take their mean or sum. None overflows, underflows or cancels. */
public final class Losses {
    private Losses() {}

    /**
     * The cross-entropy −log softmax(x)_label of each sample.
     *
     * @param logits of shape [batch, classes]
     * @param labels of shape [batch], whole numbers from 0
     * @return a tensor [batch]
     * @throws IndexOutOfBoundsException if a label is no class
     */
    public static Tensor crossEntropy(Tensor logits, Tensor labels) {
        Shape shape = logits.shape();
        if (shape.rank() != 2 || !labels.shape().equals(Shape.of(shape.extent(0)))) {
            throw new ShapeException(
                            "cross entropy",
                            "logits [batch, classes] and labels [batch]",
                            shape + " and " + labels.shape())
                    .in(logits.place());
        }
        Shape column = Shape.of(shape.extent(0), 1);
        return logits.logSoftmax(1).gather(1, labels.reshape(column)).negate().reshape(labels.shape());
    }

    /**
     * The cross-entropy −t log p − (1 − t) log(1 − p) of each element, with p = sigmoid(logit).
     *
     * @param targets probabilities t, shaped like the logits or broadcasting to them
     */
    public static Tensor binaryCrossEntropy(Tensor logits, Tensor targets) {
        Tensor others = targets.negate().add(1);
        return targets.mul(logits.negate().softplus(1)).add(others.mul(logits.softplus(1)));
    }
}
