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

    /** From 1 down to 0 along half a cosine (Loshchilov and Hutter 2017, equation 5, without restarts). */
    static Schedule cosine() {
        return (step, steps) -> (1 + Math.cos(Math.PI * (step - 1.0) / steps)) / 2;
    }

    /**
     * From 1 down by the same factor at every step.
     *
     * @param last what is left at the end, above 0
     */
    static Schedule exponential(double last) {
        if (!(last > 0)) {
            throw new IllegalArgumentException("schedule: expected a last share above 0, found " + last);
        }
        return (step, steps) -> Math.pow(last, (step - 1.0) / steps);
    }
}
