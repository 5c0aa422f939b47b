package dev.nabla2.engine.backend.cpu;

/** An optimiser's update rule as a loop over dense arrays. */
@FunctionalInterface
interface DenseUpdate {
    /**
     * Updates {@code state[s][i]} for every {@code from <= i < to}.
     *
     * @param constants the rule's constants, rounded to floats
     */
    void run(float[] constants, float[] gradient, float[][] state, int from, int to);
}
