package dev.nabla2.engine.backend.cpu;

/** An elementwise function as a loop over dense arrays. Each has a loop of its own, or vectors would be boxed. */
@FunctionalInterface
interface Dense {
    /**
     * The piece of work.
     *
     * @param constant the function's constant
     * @param count how many elements
     * @param out where results go, from {@code o} on
     * @param a the first argument, from {@code i} on
     * @param b the second argument, from {@code j} on; {@code a} where there is none
     * @param c the third argument, from {@code k} on; where there is none, scratch memory for {@code count} elements
     */
    record Span(float constant, int count, float[] out, int o, float[] a, int i, float[] b, int j, float[] c, int k) {}

    void run(Span span);
}
