package dev.nabla2.gan;

import dev.nabla2.engine.Tensor;
import dev.nabla2.nn.Parameters;
import java.util.ArrayList;
import java.util.List;

/** Trees of tensors as long vectors. */
final class Squares {
    private Squares() {}

    /** ‖tree‖². */
    static Tensor sum(Parameters tree) {
        return dot(tree, tree);
    }

    /** The inner product of two trees of the same names. */
    static Tensor dot(Parameters a, Parameters b) {
        List<Tensor> products = new ArrayList<>();
        for (int i = 0; i < a.tensors().size(); i++) {
            products.add(a.tensors().get(i).mul(b.tensors().get(i)).sum());
        }
        return products.stream().reduce(Tensor::add).orElseThrow();
    }
}
