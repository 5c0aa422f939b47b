package dev.nabla2.engine;

import java.util.function.DoubleUnaryOperator;

/** Derivatives along a line from values alone, with an estimate of their own error. */
public final class FiniteDifferences {
    private static final double STEP = 1e-3;

    private FiniteDifferences() {}

    /**
     * A derivative and how far it may be off.
     *
     * @param value Richardson's extrapolation of two central differences
     * @param error how much the last extrapolation changed it
     */
    public record Estimate(double value, double error) {}

    /** The derivative of {@code f} at 0, from central differences of three step sizes extrapolated twice. */
    public static Estimate derivative(DoubleUnaryOperator f) {
        double coarse = central(f, STEP);
        double middle = central(f, STEP / 2);
        double fine = central(f, STEP / 4);
        double first = (4 * middle - coarse) / 3;
        double second = (4 * fine - middle) / 3;
        double value = (16 * second - first) / 15;
        return new Estimate(value, Math.abs(value - second));
    }

    /** The largest distance from 0 at which {@link #derivative} evaluates its function. */
    public static double reach() {
        return STEP;
    }

    private static double central(DoubleUnaryOperator f, double h) {
        return (f.applyAsDouble(h) - f.applyAsDouble(-h)) / (2 * h);
    }
}
