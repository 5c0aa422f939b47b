package dev.nabla2.engine.op;

import static dev.nabla2.engine.backend.Elementwise.binary;
import static dev.nabla2.engine.backend.Elementwise.unary;

import dev.nabla2.engine.Shape;
import dev.nabla2.engine.ShapeException;
import dev.nabla2.engine.backend.Elementwise;
import dev.nabla2.engine.backend.Order;

/** The table of discrete operations: functions that only jump. */
public final class Discretes {
    /** 1, 0 or -1. */
    public static final Discrete SIGN =
            of(unary("sign", 0, Math::signum), Contract.jumps(Kinks.at(0), "at 0 it is 0, the mean of both sides"));

    /** The largest whole number that is not above x. */
    public static final Discrete FLOOR =
            of(unary("floor", 0, Math::floor), Contract.jumps(new Kinks.Whole(), "the right side's value"));

    /** 1 where a > b, 0 elsewhere. */
    public static final Discrete GREATER = comparison("greater", (a, b) -> a > b ? 1 : 0, "0, as it says");

    /** 1 where a >= b, 0 elsewhere. */
    public static final Discrete AT_LEAST = comparison("greater_or_equal", (a, b) -> a >= b ? 1 : 0, "1, as it says");

    /** 1 where a = b, 0 elsewhere. */
    public static final Discrete EQUAL = comparison("equal", (a, b) -> a == b ? 1 : 0, "1, as it says");

    /** 1 where a > b, one half at a tie, 0 elsewhere: how maximum shares its derivative. */
    public static final Discrete PREFERS =
            comparison("prefers", (a, b) -> a > b ? 1 : a == b ? 0.5 : 0, "one half, the mean of both sides");

    /** 1 where positive, 0 elsewhere: relu's derivative, with the left side's value at 0. */
    public static final Discrete STEP =
            of(unary("step", 0, x -> x > 0 ? 1 : 0), Contract.jumps(Kinks.at(0), "0, the left side's"));

    /** The operand itself, said to be a constant. */
    public static final Discrete STOP_GRADIENT = of(
            Signature.of("stop_gradient"),
            unary("copy", 0, x -> x),
            Contract.jumps(new Kinks.Declared(), "the operand's: its derivative is nothing because it is said to be"));

    private Discretes() {}

    /** 1 above the threshold, 0 elsewhere. */
    public static Discrete above(double threshold) {
        return of(
                Signature.of("above", threshold),
                unary("above", threshold, x -> x > threshold ? 1 : 0),
                Contract.jumps(Kinks.at(threshold), "0, the left side's"));
    }

    /** 1 where positive, the slope elsewhere: leaky relu's derivative. */
    public static Discrete leakyStep(double slope) {
        return of(
                unary("leaky_step", slope, x -> x > 0 ? 1 : slope),
                Contract.jumps(Kinks.at(0), "the slope, the left side's"));
    }

    /**
     * Which elements along an axis come first in order, as indices: count 1 is argmax or argmin, all of them the order of a sort.
     *
     * <p>Of equal elements the one with the lower index comes first.
     */
    public static Discrete order(int axis, int count, boolean largest) {
        return new Discrete(
                Signature.of("order", axis, count, largest),
                1,
                shapes -> {
                    Shape x = shapes.get(0);
                    if (count < 1 || count > x.extent(axis)) {
                        throw new ShapeException(
                                "order", "from 1 to " + x.extent(axis) + " of axis " + axis + " of " + x, "" + count);
                    }
                    return x.with(axis, count);
                },
                (in, out) -> {
                    Shape x = in.get(0);
                    Order order = new Order(
                            x.sizeBetween(0, axis), x.extent(axis), x.sizeBetween(axis + 1, x.rank()), count, largest);
                    return (backend, from, to) -> backend.order(order, from[0], to);
                },
                Contract.jumps(new Kinks.Ties(axis, count, largest), "of equal elements the first is chosen"));
    }

    private static Discrete comparison(
            String name, java.util.function.DoubleBinaryOperator f, String conventionAtTies) {
        return of(binary(name, 0, f), Contract.jumps(new Kinks.Tie(), conventionAtTies));
    }

    private static Discrete of(Elementwise function, Contract contract) {
        return of(Elementwises.signature(function), function, contract);
    }

    private static Discrete of(Signature signature, Elementwise function, Contract contract) {
        return new Discrete(
                signature,
                function.arity(),
                shapes -> Broadcasting.shape(function.name(), shapes),
                Elementwises.kernel(function),
                contract);
    }
}
