package dev.nabla2.gan;

import dev.nabla2.engine.Backends;
import dev.nabla2.engine.RandomStream;
import dev.nabla2.engine.Shape;
import dev.nabla2.engine.Tensor;
import dev.nabla2.engine.check.CheckReport;
import dev.nabla2.engine.check.GradientCheck;
import dev.nabla2.engine.check.Verdict;
import dev.nabla2.nn.Activation;
import dev.nabla2.nn.Parameters;
import dev.nabla2.nn.Sequential;
import java.util.Arrays;
import net.jqwik.api.Assume;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

/**
 * The derivatives of a critic and of its gradient penalty, by its parameters, in double, over random shapes, depths and activations.
 *
 * <p>A case whose differences leave too wide an interval, such as one with a unit on its kink, counts for nothing.
 */
class PenaltyGradientProperties {
    @Property(tries = 250, edgeCases = EdgeCasesMode.NONE)
    void theCriticsGradientAgreesWithDifferences(
            @ForAll Activation activation,
            @ForAll @IntRange(min = 1, max = 4) int depth,
            @ForAll @IntRange(min = 1, max = 7) int width,
            @ForAll @LongRange(min = 0, max = 1 << 20) long seed) {
        Case c = new Case(activation, depth, width, seed);
        check(GradientCheck.ofTree(
                        c.theta(), at -> c.critic().apply(at, c.points()).mean())
                .orders(1));
    }

    @Property(tries = 250, edgeCases = EdgeCasesMode.NONE)
    void thePenaltysFirstAndSecondDerivativesAgreeWithDifferences(
            @ForAll Activation activation,
            @ForAll GradientPenalty.Sides sides,
            @ForAll @IntRange(min = 1, max = 4) int depth,
            @ForAll @IntRange(min = 1, max = 6) int width,
            @ForAll @LongRange(min = 0, max = 1 << 20) long seed) {
        Case c = new Case(activation, depth, width, seed);
        GradientPenalty penalty = new GradientPenalty(1, sides, 1);
        check(GradientCheck.ofTree(
                        c.theta(),
                        (tape, at) -> penalty.of(
                                GradientPenalty.slopes(tape, x -> c.critic().apply(at, x), c.points())))
                .orders(1, 2));
    }

    private static void check(GradientCheck check) {
        CheckReport report = check.seeds(1).check();
        Assume.that(report.count(Verdict.KINK) == 0 && report.count(Verdict.ILL_CONDITIONED) == 0);
        report.orThrow();
    }

    /** One critic, with its parameters and points. */
    private record Case(Sequential critic, Parameters theta, Tensor points) {
        Case(Activation activation, int depth, int width, long seed) {
            this(mlp(activation, depth, width, seed), seed);
        }

        private Case(Sequential critic, long seed) {
            this(
                    critic,
                    critic.initialise(Backends.reference(), RandomStream.of(seed))
                            .map(w -> w.add(normal(w.shape(), seed + 1).mul(0.3))),
                    normal(Shape.of(3, inputs(seed)), seed + 3));
        }

        private static Sequential mlp(Activation activation, int depth, int width, long seed) {
            int[] widths = new int[depth + 2];
            Arrays.fill(widths, width);
            widths[0] = inputs(seed);
            widths[depth + 1] = 1;
            return Sequential.mlp(activation, widths);
        }

        private static int inputs(long seed) {
            return 1 + (int) (seed % 3);
        }

        private static Tensor normal(Shape shape, long seed) {
            return Tensor.of(
                    Backends.reference(),
                    shape,
                    RandomStream.of(seed).fold(shape.toString()).normal(shape.size()));
        }
    }
}
