package dev.nabla2.gan;

import dev.nabla2.engine.Shape;
import dev.nabla2.engine.Tensor;
import java.util.Arrays;
import java.util.List;

/**
 * The penalty of DRAGAN (Kodali et al. 2017, section 2.4), around real samples: λ E (‖∇D(x̂)‖ − 1)².
 *
 * <p>Conventions, as in the authors' code: x̂ = x + α u, u = ½ s U(0, 1) for every element, s the standard deviation of all elements of
 * the batch, one α ~ U(0, 1) per sample; the norm is Euclidean over all axes but the batch, without an epsilon; the mean is over the
 * batch; no factor ½; D is the critic's value, not a probability.
 *
 * @param lambda λ
 */
public record Dragan(double lambda) implements SlopePenalty {
    private static final double SPREAD = 0.5;

    /** Checks the weight. */
    public Dragan {
        if (!(lambda >= 0 && lambda < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("dragan: expected a finite lambda of at least 0, found " + lambda);
        }
    }

    @Override
    public double weight() {
        return lambda;
    }

    @Override
    public Tensor charge(Tensor squared) {
        return squared.safeSqrt().sub(1).square();
    }

    @Override
    public List<Tensor> points(Setting at) {
        Tensor real = at.real();
        Tensor deviation = real.sub(real.mean()).square().mean().safeSqrt();
        Tensor noise = at.draws().fold("around").uniform(real.shape());
        int[] perSample = real.shape().extents();
        Arrays.fill(perSample, 1, perSample.length, 1);
        Tensor alpha = at.draws().uniform(Shape.of(perSample));
        return List.of(real.add(noise.mul(deviation.mul(SPREAD)).mul(alpha)));
    }

    @Override
    public String conventions() {
        return lambda
                + " · mean over the batch of (‖∇D(x̂)‖ − 1)²; x̂ = x + α u around real x, one α ~ U(0, 1) per sample, u = ½ s"
                + " U(0, 1) per element, s the deviation of the batch; Euclidean norm per sample, no epsilon; no factor ½";
    }
}
