package dev.nabla2.engine;

import java.util.List;

/**
 * Tensors in a fixed order that belong together, such as a network's parameters, and can be rebuilt from others.
 *
 * @param <T> the type itself
 */
public interface TensorTree<T extends TensorTree<T>> {
    /** The tensors, in order. */
    List<Tensor> tensors();

    /**
     * The same tree with other tensors.
     *
     * @param tensors as many as {@link #tensors()}, in the same order
     */
    T with(List<Tensor> tensors);
}
