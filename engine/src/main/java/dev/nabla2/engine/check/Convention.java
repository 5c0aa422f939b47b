package dev.nabla2.engine.check;

import java.util.function.DoubleUnaryOperator;

/** What a contract says is returned at a kink, as a rule that can be tested. */
enum Convention {
    /** The left side's value. */
    LEFT,
    /** The right side's value. */
    RIGHT,
    /** The mean of both sides. */
    MEAN,
    /** 0. */
    ZERO,
    /** Something that the sides do not tell. */
    OTHER;

    /** So near a kink a side is looked at, twice, to extrapolate to the kink itself. */
    private static final double NEAR = 1e-4;

    /** The rule that a contract states in these words. */
    static Convention of(String words) {
        if (words.contains("left side")) {
            return LEFT;
        }
        if (words.contains("right side")) {
            return RIGHT;
        }
        if (words.contains("mean of both sides")) {
            return MEAN;
        }
        return words.contains("every derivative is 0") ? ZERO : OTHER;
    }

    /**
     * What must be returned at 0, from what is returned beside it.
     *
     * @param beside a value or derivative as a function of the distance from the kink
     */
    double expected(DoubleUnaryOperator beside) {
        return switch (this) {
            case LEFT -> limit(beside, -NEAR);
            case RIGHT -> limit(beside, NEAR);
            case MEAN -> (limit(beside, -NEAR) + limit(beside, NEAR)) / 2;
            case ZERO -> 0;
            case OTHER -> Double.NaN;
        };
    }

    private static double limit(DoubleUnaryOperator beside, double near) {
        return 2 * beside.applyAsDouble(near) - beside.applyAsDouble(2 * near);
    }
}
