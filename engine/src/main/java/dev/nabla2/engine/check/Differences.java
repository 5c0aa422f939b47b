package dev.nabla2.engine.check;

import java.util.function.DoubleUnaryOperator;

/**
 * The derivative at 0 of a function of one number, from its values: from both sides together, and from each.
 *
 * @param central from both sides
 * @param left from values at negative arguments
 * @param right from values at positive ones
 */
public record Differences(Estimate central, Estimate left, Estimate right) {
    private static final double FIRST_STEP = 0x1p-4;
    private static final int LEVELS = 18;
    private static final int LEAST_LEVELS = 5;
    private static final double UNIT_ROUNDOFF = 0x1p-53;

    /** The derivative of {@code f} at 0, whose argument's natural unit is 1. */
    public static Differences of(DoubleUnaryOperator f) {
        return of(f, 4 * UNIT_ROUNDOFF * Math.abs(f.applyAsDouble(0)));
    }

    /**
     * The derivative of {@code f} at 0.
     *
     * <p>Steps begin at 1/16 and shrink until rounding spoils more than a smaller step would gain. Steps at which {@code f} is not
     * finite, as outside its domain, are passed over.
     *
     * @param f a function whose argument's natural unit is 1
     * @param noise the rounding error of one of its values
     */
    public static Differences of(DoubleUnaryOperator f, double noise) {
        double centre = f.applyAsDouble(0);
        Extrapolation central = new Extrapolation(2);
        Extrapolation left = new Extrapolation(1);
        Extrapolation right = new Extrapolation(1);
        double step = FIRST_STEP;
        for (int level = 0; level < LEVELS; level++) {
            double after = f.applyAsDouble(step);
            double before = f.applyAsDouble(-step);
            central.add(after - before, 2 * step, noise);
            left.add(centre - before, step, noise);
            right.add(after - centre, step, noise);
            step /= Extrapolation.RATIO;
            if (level + 1 >= LEAST_LEVELS
                    && central.isSettled(noise, 2 * step)
                    && left.isSettled(noise, step)
                    && right.isSettled(noise, step)) {
                break;
            }
        }
        return new Differences(central.best(noise), left.best(noise), right.best(noise));
    }

    /**
     * Whether the derivatives from the left and from the right differ by more than both of their intervals.
     *
     * @param slack by how much more, at least
     */
    public boolean isKink(double slack) {
        if (left.isUnbounded() || right.isUnbounded()) {
            return true;
        }
        return left.isFinite()
                && right.isFinite()
                && Math.abs(left.value() - right.value()) > left.error() + right.error() + slack;
    }

    /**
     * The estimate with the smallest error: from both sides together or, where only higher derivatives jump, the mean of the two sides;
     * at the edge of a domain, from the side that has values.
     */
    public Estimate best() {
        if (!left.isFinite() || !right.isFinite()) {
            return central.isFinite() ? central : left.isFinite() ? left : right;
        }
        Estimate mean = new Estimate(
                (left.value() + right.value()) / 2,
                Math.max(left.truncation(), right.truncation()) + Math.abs(left.value() - right.value()) / 2,
                Math.max(left.rounding(), right.rounding()));
        return central.error() <= mean.error() ? central : mean;
    }

    /** Whether a value is one of the two sides', or between them; true of any number where a side has no bound. */
    boolean admits(double value) {
        if (!left.isFinite() || !right.isFinite()) {
            return Double.isFinite(value);
        }
        double slack = left.error() + right.error();
        return value >= Math.min(left.value(), right.value()) - slack
                && value <= Math.max(left.value(), right.value()) + slack;
    }
}
