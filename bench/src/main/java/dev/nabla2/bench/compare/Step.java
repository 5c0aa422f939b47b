package dev.nabla2.bench.compare;

import java.util.List;

/** A workload as one side does it. */
public interface Step extends AutoCloseable {
    /** Does it once: the gradient and the update. */
    void run();

    /**
     * What it computes where it starts, before any update: the loss, then the gradient by each parameter in the order
     * and the layout of this project's layers; or what else both sides must agree on.
     */
    List<float[]> first();

    @Override
    default void close() {}
}
