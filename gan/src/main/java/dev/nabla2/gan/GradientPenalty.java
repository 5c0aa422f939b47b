package dev.nabla2.gan;

import dev.nabla2.engine.Shape;
import dev.nabla2.engine.Tape;
import dev.nabla2.engine.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The penalty of WGAN-GP (Gulrajani et al. 2017, equation 3): λ E (‖∇D(x̂)‖ − centre)², at points x̂ chosen uniformly on the straight
 * lines between real and generated samples.
 *
 * <p>Conventions: one point per pair of samples; the norm is Euclidean over all axes but the batch, without an epsilon, and its
 * derivatives where it is 0 are taken as 0; the mean is over the batch; no factor ½; D is the critic's value, not a probability.
 *
 * @param lambda λ
 * @param sides whether slopes below the centre are penalised too
 * @param centre the slope that costs nothing
 */
public record GradientPenalty(double lambda, Sides sides, double centre) implements SlopePenalty {
    /** Checks the numbers. */
    public GradientPenalty {
        if (!(lambda >= 0 && lambda < Double.POSITIVE_INFINITY && centre >= 0)) {
            throw new IllegalArgumentException(
                    "gradient penalty: expected lambda and centre of at least 0, found " + lambda + " and " + centre);
        }
    }

    /** Which slopes are penalised. */
    public enum Sides {
        /** max(0, ‖∇D‖ − centre)²: only slopes above the centre. */
        ONE,
        /** (‖∇D‖ − centre)²: any other slope. */
        TWO
    }

    /** The two-sided penalty centred at 1. */
    public static GradientPenalty twoSided(double lambda) {
        return new GradientPenalty(lambda, Sides.TWO, 1);
    }

    /** The one-sided penalty centred at 1. */
    public static GradientPenalty oneSided(double lambda) {
        return new GradientPenalty(lambda, Sides.ONE, 1);
    }

    @Override
    public double weight() {
        return lambda;
    }

    @Override
    public List<Tensor> points(Setting at) {
        return List.of(interpolates(at));
    }

    @Override
    public Tensor charge(Tensor squared) {
        return excess(squared.safeSqrt());
    }

    /** The norms of the critic's gradient at interpolates, {@code [batch]}, recorded. */
    static Tensor slopes(Setting at) {
        return slopes(at.tape(), at.critic(), interpolates(at));
    }

    /**
     * The norms of the critic's gradient at given points, recorded.
     *
     * @param points samples, batch first, on no tape or this one; where they are recorded, the norms vary with what they were made of
     * @return one norm per sample, {@code [batch]}
     */
    public static Tensor slopes(Tape tape, UnaryOperator<Tensor> critic, Tensor points) {
        Tensor x = Slopes.variable(tape, points);
        return tape.gradient(critic.apply(x).sum(), x).normPerSample();
    }

    /** The penalty before its weight, a scalar, of slopes {@code [batch]}. */
    public Tensor of(Tensor slopes) {
        return excess(slopes).mean();
    }

    private Tensor excess(Tensor slopes) {
        Tensor excess = slopes.sub(centre);
        return (sides == Sides.TWO ? excess : excess.relu()).square();
    }

    /** x̂ = α real + (1 − α) fake, with one α in (0, 1) per sample. */
    static Tensor interpolates(Setting at) {
        int[] perSample = at.real().shape().extents();
        Arrays.fill(perSample, 1, perSample.length, 1);
        Tensor alpha = at.draws().uniform(Shape.of(perSample));
        return at.fake().add(at.real().sub(at.fake()).mul(alpha));
    }

    @Override
    public String conventions() {
        String excess = "‖∇D(x̂)‖ − " + centre;
        return lambda + " · mean over the batch of "
                + (sides == Sides.TWO ? "(" + excess + ")²" : "max(0, " + excess + ")²")
                + "; x̂ = α real + (1 − α) fake, one α ~ U(0, 1) per sample; Euclidean norm per sample, no epsilon; no factor ½";
    }
}
