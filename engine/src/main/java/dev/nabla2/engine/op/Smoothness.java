package dev.nabla2.engine.op;

/** How often a function can be differentiated everywhere on its domain. */
public enum Smoothness {
    /** Its value jumps at the kinks. */
    DISCONTINUOUS,
    /** Continuous; its first derivative jumps at the kinks. */
    C0,
    /** Continuously differentiable; its second derivative jumps at the kinks. */
    C1,
    /** Differentiable any number of times. */
    SMOOTH
}
