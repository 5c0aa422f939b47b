package dev.nabla2.engine.check;

import dev.nabla2.engine.Tape;
import dev.nabla2.engine.Tensor;
import dev.nabla2.engine.TensorTree;
import dev.nabla2.engine.backend.Backend;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Checks that the derivatives of a function are those of its values.
 *
 * <pre>{@code
 * GradientCheck.of(x -> critic.apply(weights, x).sum())
 *         .at(points)
 *         .check()
 *         .orThrow();
 * }</pre>
 *
 * <p>The derivative of each order along a random direction is compared with differences of the derivative of one order less, in reverse
 * and in forward mode; every mixture of modes is compared with reverse mode, and second and third derivatives along different directions
 * with the same in another order. A result of several elements is summed with random weights first. What fails is looked at element by
 * element, and traced to the first operation on the tape whose derivative is wrong. The function is run many times, and must give the
 * same result each time.
 *
 * <p>Points are best given on a backend of double precision; with floats, only errors of more than a hundredth can be told.
 */
public final class GradientCheck {
    private final String name;
    private final Subject subject;
    private final List<Integer> orders;
    private final List<Long> seeds;
    private final Tolerance tolerance;

    /**
     * A function that is still to be told where to be checked.
     *
     * @param <X> what it is a function of
     */
    @FunctionalInterface
    public interface Unplaced<X> {
        /** A check of the function there. */
        GradientCheck at(X points);
    }

    private GradientCheck(String name, Subject subject, List<Integer> orders, List<Long> seeds, Tolerance tolerance) {
        this.name = name;
        this.subject = subject;
        this.orders = orders;
        this.seeds = seeds;
        this.tolerance = tolerance;
    }

    private GradientCheck(Subject subject) {
        this(
                "gradient check",
                subject,
                List.of(1, 2),
                List.of(1L, 2L),
                Tolerance.of(subject.backend().precision()));
    }

    /** A function of one tensor. */
    public static Unplaced<Tensor> of(Function<Tensor, Tensor> function) {
        return of((tape, x) -> function.apply(x));
    }

    /** A function of one tensor that takes derivatives itself, on the tape it is given. */
    public static Unplaced<Tensor> of(BiFunction<Tape, Tensor, Tensor> function) {
        return x -> several((tape, all) -> function.apply(tape, all.get(0)), List.of(x));
    }

    /** A function of several tensors, on one backend. */
    public static Unplaced<List<Tensor>> ofSeveral(Function<List<Tensor>, Tensor> function) {
        return ofSeveral((tape, x) -> function.apply(x));
    }

    /** A function of several tensors, on one backend, that takes derivatives itself, on the tape it is given. */
    public static Unplaced<List<Tensor>> ofSeveral(BiFunction<Tape, List<Tensor>, Tensor> function) {
        return points -> several(function, points);
    }

    /** A function of a tree, such as a network's parameters, at {@code points}. */
    public static <T extends TensorTree<T>> GradientCheck ofTree(T points, Function<T, Tensor> function) {
        return ofTree(points, (tape, tree) -> function.apply(tree));
    }

    /** A function of a tree, at {@code points}, that takes derivatives itself, on the tape it is given. */
    public static <T extends TensorTree<T>> GradientCheck ofTree(T points, BiFunction<Tape, T, Tensor> function) {
        return several((tape, x) -> function.apply(tape, points.with(x)), points.tensors());
    }

    private static GradientCheck several(BiFunction<Tape, List<Tensor>, Tensor> function, List<Tensor> points) {
        if (points.isEmpty()) {
            throw new IllegalArgumentException("gradient check: expected at least one tensor, found none");
        }
        boolean[] moving = new boolean[points.size()];
        Arrays.fill(moving, true);
        return new GradientCheck(new Subject(function, List.copyOf(points), moving));
    }

    /** The same check under a name by which its report tells it from others. */
    public GradientCheck named(String other) {
        return new GradientCheck(other, subject, orders, seeds, tolerance);
    }

    /**
     * The same check of derivatives of those orders, instead of 1 and 2.
     *
     * @throws IllegalArgumentException if one is less than 1
     */
    public GradientCheck orders(int... others) {
        if (others.length == 0 || Arrays.stream(others).anyMatch(order -> order < 1)) {
            throw new IllegalArgumentException(
                    "gradient check: expected orders of at least 1, found " + Arrays.toString(others));
        }
        return new GradientCheck(name, subject, Arrays.stream(others).boxed().toList(), seeds, tolerance);
    }

    /**
     * The same check with directions and weights of those seeds, instead of 1 and 2.
     *
     * @throws IllegalArgumentException if there is none
     */
    public GradientCheck seeds(long... others) {
        if (others.length == 0) {
            throw new IllegalArgumentException("gradient check: expected at least one seed, found none");
        }
        return new GradientCheck(
                name, subject, orders, Arrays.stream(others).boxed().toList(), tolerance);
    }

    /**
     * The same check with another relative error up to which derivatives agree, instead of 1e-6 in double and 1e-2 in single precision.
     */
    public GradientCheck tolerance(double relative) {
        return new GradientCheck(name, subject, orders, seeds, tolerance.withRelative(relative));
    }

    /**
     * The same check with the inputs of those numbers as constants, such as masks, indices or labels.
     *
     * @param constants from 0
     * @throws IllegalArgumentException if there is no such input
     */
    public GradientCheck holding(int... constants) {
        boolean[] moving = subject.moving().clone();
        for (int constant : constants) {
            if (constant < 0 || constant >= moving.length) {
                throw new IllegalArgumentException("gradient check: expected to hold inputs of 0 to "
                        + (moving.length - 1) + ", found " + constant);
            }
            moving[constant] = false;
        }
        return new GradientCheck(
                name, new Subject(subject.function(), subject.points(), moving), orders, seeds, tolerance);
    }

    /**
     * Compares derivatives with differences, with each other in every mixture of modes, and along directions in another order.
     *
     * @throws IllegalArgumentException if every input is held, or the function is not finite at the points, or gives another result the
     *     second time
     */
    public CheckReport check() {
        subject.requireCheckable();
        Inspection inspection = new Inspection(subject, tolerance);
        return new CheckReport(
                name,
                seeds.stream()
                        .flatMap(seed -> orders.stream().flatMap(order -> inspection.findings(seed, order).stream()))
                        .toList());
    }

    /**
     * Compares the same derivatives on this backend and on another, in both modes, element by element where they are gradients.
     *
     * <p>Only possible for a function that uses no tensors but its inputs: what else it needs is an input that is
     * {@link #holding held}. The inputs are rounded to the other's precision for both.
     */
    public CheckReport against(Backend other) {
        BackendComparison comparison = new BackendComparison(subject, other);
        return new CheckReport(
                name,
                seeds.stream()
                        .flatMap(seed -> orders.stream().flatMap(order -> comparison.findings(seed, order).stream()))
                        .toList());
    }
}
