package dev.nabla2.engine.check;

/** What a check found out, from good to bad. */
public enum Verdict {
    /** The automatic derivative lies within the interval that the differences leave. */
    PASS,
    /** The derivatives from the left and from the right differ: at this point a convention decides, not calculus. */
    KINK,
    /** The interval is too wide to tell right from wrong. */
    ILL_CONDITIONED,
    /** The automatic derivative is wrong, or the function's values are. */
    FAIL
}
