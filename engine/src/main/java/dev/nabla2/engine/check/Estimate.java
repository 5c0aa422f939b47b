package dev.nabla2.engine.check;

import java.util.Locale;

/**
 * A derivative from values alone, and how far it may be off.
 *
 * @param value the extrapolated difference quotient; infinite where the values jump or their slope has no bound, NaN where there
 *     are no values to tell by
 * @param truncation what the last extrapolation still changed: the error of a step that is too large
 * @param rounding what rounding of the values can do to the quotient: the error of a step that is too small
 */
public record Estimate(double value, double truncation, double rounding) {
    /** Where there is nothing to tell by. */
    static final Estimate NONE = new Estimate(Double.NaN, Double.POSITIVE_INFINITY, 0);

    /** Half the width of the interval in which the derivative lies. */
    public double error() {
        return truncation + rounding;
    }

    /** Whether there is a number. */
    public boolean isFinite() {
        return Double.isFinite(value) && Double.isFinite(error());
    }

    /** Whether the values' slope has no bound here. */
    public boolean isUnbounded() {
        return Double.isInfinite(value);
    }

    /** Such as {@code 0.25 ± 3e-13}. */
    @Override
    public String toString() {
        return isFinite() ? Text.number(value) + String.format(Locale.ROOT, " ± %.0e", error()) : Text.number(value);
    }
}
