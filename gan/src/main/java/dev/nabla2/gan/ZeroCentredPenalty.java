package dev.nabla2.gan;

import dev.nabla2.engine.Tape;
import dev.nabla2.engine.Tensor;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The zero-centred penalty on interpolates, 0-GP (Thanh-Tung, Tran and Venkatesh 2019): λ E ‖∇D(x̂)‖², at points x̂ chosen uniformly on
 * the straight lines between real and generated samples.
 *
 * <p>Conventions: one point per pair of samples; the norm is Euclidean over all axes but the batch, and its square is formed without
 * a root; the mean is over the batch; no factor ½; D is the critic's value, the logit of a discriminator, not its probability (which
 * the authors' code penalises).
 *
 * @param lambda λ
 */
public record ZeroCentredPenalty(double lambda) implements SlopePenalty {
    /** Checks the weight. */
    public ZeroCentredPenalty {
        if (!(lambda >= 0 && lambda < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "zero-centred penalty: expected a finite lambda of at least 0, found " + lambda);
        }
    }

    @Override
    public double weight() {
        return lambda;
    }

    @Override
    public List<Tensor> points(Setting at) {
        return List.of(GradientPenalty.interpolates(at));
    }

    @Override
    public Tensor charge(Tensor squared) {
        return squared;
    }

    /**
     * The penalty before its weight at given points, a scalar.
     *
     * @param points samples, batch first, on no tape or this one
     */
    public static Tensor at(Tape tape, UnaryOperator<Tensor> critic, Tensor points) {
        return Slopes.at(tape, critic, points).squared().mean();
    }

    @Override
    public String conventions() {
        return lambda
                + " · mean over the batch of ‖∇D(x̂)‖²; x̂ = α real + (1 − α) fake, one α ~ U(0, 1) per sample; squared"
                + " Euclidean norm per sample, D the logit; no factor ½";
    }
}
