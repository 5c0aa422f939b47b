package dev.nabla2.lab.gradcheck;

import dev.nabla2.engine.backend.Precision;
import dev.nabla2.lab.run.BackendChoice;
import java.util.List;
import java.util.Set;

/**
 * What is checked, and how.
 *
 * @param seed where all random numbers come from
 * @param orders the orders of derivatives
 * @param backends with reference, derivatives are compared with differences; with another, they are compared with those on reference
 * @param precision of that other, where one takes part
 */
public record GradcheckSettings(long seed, List<Integer> orders, Set<BackendChoice> backends, Precision precision) {
    /** Orders above this one say nothing about a backend's kernels that the lower ones do not. */
    public static final int HIGHEST_ORDER_BETWEEN_BACKENDS = 2;

    /** Whether derivatives on another backend are compared with those on reference. */
    boolean comparesBackends() {
        return backends.stream().anyMatch(backend -> backend != BackendChoice.REFERENCE);
    }

    /** The orders that are compared between backends. */
    List<Integer> ordersBetweenBackends() {
        return orders.stream()
                .filter(order -> order <= HIGHEST_ORDER_BETWEEN_BACKENDS)
                .toList();
    }
}
