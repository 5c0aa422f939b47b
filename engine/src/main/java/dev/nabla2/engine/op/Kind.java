package dev.nabla2.engine.op;

/** The four kinds of operation, and what is made of them. */
public enum Kind {
    /** f(x₁…xₙ) for each element. */
    POINTWISE,
    /** L(x). */
    LINEAR,
    /** B(a, b). */
    BILINEAR,
    /** A function that only jumps. */
    DISCRETE,
    /** A function written in operations of the four kinds. */
    COMPOSED;

    /** The kind of an operation that stands on a tape. */
    public static Kind of(Operation operation) {
        if (operation instanceof Pointwise) {
            return POINTWISE;
        }
        if (operation instanceof Linear) {
            return LINEAR;
        }
        if (operation instanceof Bilinear) {
            return BILINEAR;
        }
        return operation instanceof Discrete ? DISCRETE : COMPOSED;
    }
}
