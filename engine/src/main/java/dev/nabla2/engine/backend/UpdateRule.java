package dev.nabla2.engine.backend;

/**
 * An optimiser's update of one parameter element: its definition, and the name under which a backend may hold something
 * faster.
 *
 * <p>The arithmetic is done in the backend's precision in the order in which the definition writes it, without fused
 * multiply-adds, so that the in-place path and the same rule written with tensors give the same bits.
 *
 * @param name the rule's name, such as {@code adam}
 * @param constants the step's coefficients, whose meaning belongs to the rule
 * @param definition the update itself
 */
public record UpdateRule(String name, double[] constants, Definition definition) {
    /** What becomes of one element. */
    @FunctionalInterface
    public interface Definition {
        /**
         * Replaces {@code state} (the parameter, then its moments).
         *
         * @param gradient the derivative of the loss by this element
         * @param state the element's values before, and on return after, the step
         */
        void apply(double gradient, double[] state);
    }
}
