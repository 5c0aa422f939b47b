package dev.nabla2.bench.peer;

import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/** Gradients that can be differentiated again. */
final class Gradients {
    private Gradients() {}

    static Tensor recorded(Tensor y, Tensor x) {
        return recorded(y, new TensorVector(x)).get(0);
    }

    static TensorVector recorded(Tensor y, TensorVector xs) {
        return torch.grad(new TensorVector(y), xs, new TensorVector(), new BoolOptional(true), true, false);
    }

    /** E (‖g‖ − 1)², the norm over all axes but the first. */
    static Tensor penalty(Tensor g) {
        return g.flatten(1, -1)
                .norm(new ScalarOptional(new Scalar(2)), 1)
                .sub(new Scalar(1))
                .square()
                .mean();
    }
}
