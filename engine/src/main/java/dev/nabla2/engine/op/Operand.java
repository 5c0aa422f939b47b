package dev.nabla2.engine.op;

import dev.nabla2.engine.RandomStream;
import dev.nabla2.engine.Shape;
import dev.nabla2.engine.Tensor;
import dev.nabla2.engine.backend.Backend;
import java.util.Arrays;

/**
 * What an operand of an example may be.
 *
 * @param shape its shape
 * @param role what its elements stand for
 * @param domain where they may lie
 */
public record Operand(Shape shape, Role role, Interval domain) {
    /** What the elements of an operand stand for. */
    public enum Role {
        /** Numbers that derivatives are taken by. */
        VALUE,
        /** Zeros and ones. */
        MASK,
        /** Whole numbers, from 0 to the domain's upper end (exclusive). */
        INDEX
    }

    /** Numbers anywhere. */
    public static Operand value(Shape shape) {
        return new Operand(shape, Role.VALUE, Interval.EVERYWHERE);
    }

    /** Numbers of an interval. */
    public static Operand value(Shape shape, Interval domain) {
        return new Operand(shape, Role.VALUE, domain);
    }

    /** Zeros and ones. */
    public static Operand mask(Shape shape) {
        return new Operand(shape, Role.MASK, new Interval(0, 1));
    }

    /** Whole numbers from 0 to {@code bound} (exclusive). */
    public static Operand index(Shape shape, int bound) {
        return new Operand(shape, Role.INDEX, new Interval(0, bound));
    }

    /** Whether derivatives are taken by it. */
    public boolean isValue() {
        return role == Role.VALUE;
    }

    /**
     * Elements for a test. Values have magnitudes from 0.3 to 1.3, so that they are away from 0, where many kinks are, or lie well inside
     * a domain that is bounded.
     */
    public Tensor draw(Backend backend, RandomStream random) {
        double[] u = random.uniform(shape.size());
        double[] sign = random.fold("sign").uniform(shape.size());
        double[] values = new double[shape.size()];
        Arrays.setAll(values, i -> switch (role) {
            case MASK -> Math.rint(u[i]);
            case INDEX -> Math.floor(u[i] * domain.high());
            case VALUE -> value(u[i], sign[i] < 0.5 ? -1 : 1);
        });
        return Tensor.of(backend, shape, values);
    }

    private double value(double u, int sign) {
        boolean below = domain.low() > Double.NEGATIVE_INFINITY;
        if (below && domain.high() < Double.POSITIVE_INFINITY) {
            return domain.low() + (domain.high() - domain.low()) * (0.15 + 0.7 * u);
        }
        return below ? domain.low() + 0.6 + u : (0.3 + u) * sign;
    }
}
