package dev.nabla2.engine.op;

import static dev.nabla2.engine.backend.Elementwise.binary;
import static dev.nabla2.engine.backend.Elementwise.unary;

/** The table of discrete operations: functions that only jump. */
public final class Discretes {
    /** 1 where positive, 0 elsewhere: relu's derivative, with the left side's value at 0. */
    public static final Discrete STEP = new Discrete(unary("step", 0, x -> x > 0 ? 1 : 0));

    /** 1, 0 or -1. */
    public static final Discrete SIGN = new Discrete(unary("sign", 0, Math::signum));

    /** 1 where a > b, 0 elsewhere. */
    public static final Discrete GREATER = new Discrete(binary("greater", 0, (a, b) -> a > b ? 1 : 0));

    /** 1 where a > b, one half at a tie, 0 elsewhere: how maximum shares its derivative. */
    public static final Discrete PREFERS = new Discrete(binary("prefers", 0, (a, b) -> a > b ? 1 : a == b ? 0.5 : 0));

    private Discretes() {}

    /** 1 where positive, the slope elsewhere: leaky relu's derivative. */
    public static Discrete leakyStep(double slope) {
        return new Discrete(unary("leaky_step", slope, x -> x > 0 ? 1 : slope));
    }
}
