package dev.nabla2.gan;

/** How learning rates change over a run. */
@FunctionalInterface
public interface Schedule {
    /**
     * What rates are multiplied with.
     *
     * @param step the step, from 1
     * @param steps how many there are
     */
    double scale(int step, int steps);

    /** Always 1. */
    static Schedule constant() {
        return (step, steps) -> 1;
    }

    /** From 1 down to 0 along a straight line. */
    static Schedule linearDecay() {
        return (step, steps) -> 1 - (step - 1.0) / steps;
    }
}
