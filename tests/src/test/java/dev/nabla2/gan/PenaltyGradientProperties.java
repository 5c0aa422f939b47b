package dev.nabla2.gan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.nabla2.engine.Backends;
import dev.nabla2.engine.FiniteDifferences;
import dev.nabla2.engine.RandomStream;
import dev.nabla2.engine.Shape;
import dev.nabla2.engine.Tape;
import dev.nabla2.engine.Tensor;
import dev.nabla2.nn.Activation;
import dev.nabla2.nn.Layer;
import dev.nabla2.nn.Parameters;
import dev.nabla2.nn.Sequential;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Assume;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

/**
 * The derivatives of a critic and of its gradient penalty against differences, in double, over random shapes, depths and
 * activations.
 *
 * <p>Order 1 is ∂θ of the critic's mean value, order 2 ∂θ of the penalty on ∇xD, order 3 the derivative of that along a direction.
 * Each is compared along a random direction in parameter space. For activations with a kink, a case counts only when no unit
 * switches within reach of the differences.
 */
class PenaltyGradientProperties {
    private static final double RELATIVE = 1e-6;

    @Property(tries = 250, edgeCases = EdgeCasesMode.NONE)
    void theCriticsGradientAgreesWithDifferences(
            @ForAll Activation activation,
            @ForAll @IntRange(min = 1, max = 4) int depth,
            @ForAll @IntRange(min = 1, max = 7) int width,
            @ForAll @LongRange(min = 0, max = 1 << 20) long seed) {
        Case c = new Case(activation, depth, width, seed, GradientPenalty.twoSided(1));
        c.check(1);
    }

    @Property(tries = 250, edgeCases = EdgeCasesMode.NONE)
    void thePenaltysGradientAgreesWithDifferences(
            @ForAll Activation activation,
            @ForAll GradientPenalty.Sides sides,
            @ForAll @IntRange(min = 1, max = 4) int depth,
            @ForAll @IntRange(min = 1, max = 7) int width,
            @ForAll @LongRange(min = 0, max = 1 << 20) long seed) {
        Case c = new Case(activation, depth, width, seed, new GradientPenalty(1, sides, 1));
        c.check(2);
    }

    @Property(tries = 250, edgeCases = EdgeCasesMode.NONE)
    void thePenaltysSecondDerivativeAgreesWithDifferences(
            @ForAll Activation activation,
            @ForAll GradientPenalty.Sides sides,
            @ForAll @IntRange(min = 1, max = 3) int depth,
            @ForAll @IntRange(min = 1, max = 6) int width,
            @ForAll @LongRange(min = 0, max = 1 << 20) long seed) {
        Case c = new Case(activation, depth, width, seed, new GradientPenalty(1, sides, 1));
        c.check(3);
    }

    /** One critic, with its points and a direction to differentiate along. */
    private record Case(
            Sequential critic, Parameters theta, Parameters direction, Tensor points, GradientPenalty penalty) {
        Case(Activation activation, int depth, int width, long seed, GradientPenalty penalty) {
            this(mlp(activation, depth, width, seed), seed, penalty, 1 + (int) (seed % 3));
        }

        private Case(Sequential critic, long seed, GradientPenalty penalty, int inputs) {
            this(
                    critic,
                    critic.initialise(Backends.reference(), RandomStream.of(seed))
                            .map(w -> w.add(normal(w.shape(), seed + 1).mul(0.3))),
                    critic.initialise(Backends.reference(), RandomStream.of(seed))
                            .map(w -> normal(w.shape(), seed + 2)),
                    normal(Shape.of(3, inputs), seed + 3),
                    penalty);
        }

        private static Sequential mlp(Activation activation, int depth, int width, long seed) {
            int[] widths = new int[depth + 2];
            Arrays.fill(widths, width);
            widths[0] = 1 + (int) (seed % 3);
            widths[depth + 1] = 1;
            return Sequential.mlp(activation, widths);
        }

        /** The derivative of order {@code order} along the direction against the difference of the one below it. */
        void check(int order) {
            double reach = FiniteDifferences.reach();
            Assume.that(switches(0).equals(switches(reach)) && switches(0).equals(switches(-reach)));
            FiniteDifferences.Estimate expected = FiniteDifferences.derivative(t -> below(order, t));
            double found = derivative(order);
            double scale = Math.max(1, Math.abs(found));
            Assume.that(expected.error() < 0.1 * RELATIVE * scale);
            assertEquals(expected.value(), found, RELATIVE * scale);
        }

        private double derivative(int order) {
            try (Tape tape = new Tape()) {
                Parameters at = tape.watch(theta);
                return dot(tape.gradient(quantity(tape, order, at), at)).item();
            }
        }

        private double below(int order, double t) {
            try (Tape tape = new Tape()) {
                return quantity(tape, order, tape.watch(at(t))).item();
            }
        }

        /** What an order differentiates once more by θ: the mean value, the penalty, the penalty's derivative along the direction. */
        private Tensor quantity(Tape tape, int order, Parameters at) {
            return switch (order) {
                case 1 -> critic.apply(at, points).mean();
                case 2 -> penalty(tape, at);
                default -> dot(tape.gradient(penalty(tape, at), at));
            };
        }

        private Tensor dot(Parameters gradient) {
            return gradient.zip(direction, Tensor::mul).map(Tensor::sum).tensors().stream()
                    .reduce(Tensor::add)
                    .orElseThrow();
        }

        private Tensor penalty(Tape tape, Parameters at) {
            return penalty.of(GradientPenalty.slopes(tape, x -> critic.apply(at, x), points));
        }

        private Parameters at(double t) {
            return theta.zip(direction, (w, d) -> w.add(d.mul(t)));
        }

        /** Which side of its kink every unit, and every slope, is on. */
        private List<Object> switches(double t) {
            List<Object> sides = new ArrayList<>();
            Parameters at = at(t);
            Tensor x = points;
            for (int i = 0; i < critic.layers().size(); i++) {
                Layer layer = critic.layers().get(i);
                if (layer instanceof Activation) {
                    sides.add(Arrays.toString(x.step().toDoubles()));
                }
                x = layer.apply(at.below(String.valueOf(i)), x);
            }
            try (Tape tape = new Tape()) {
                Tensor slopes = GradientPenalty.slopes(tape, p -> critic.apply(at, p), points);
                sides.add(Arrays.toString(slopes.sub(penalty.centre()).step().toDoubles()));
                sides.add(Arrays.toString(slopes.step().toDoubles()));
            }
            return sides;
        }

        private static Tensor normal(Shape shape, long seed) {
            return Tensor.of(
                    Backends.reference(),
                    shape,
                    RandomStream.of(seed).fold(shape.toString()).normal(shape.size()));
        }
    }
}
