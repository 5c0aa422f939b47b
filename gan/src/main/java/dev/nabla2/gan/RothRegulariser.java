package dev.nabla2.gan;

import dev.nabla2.engine.Tensor;
import java.util.Optional;

/**
 * The Jensen-Shannon regulariser (Roth, Lucchi, Nowozin and Hofmann 2017): γ/2 (E [(1 − σ(φ))² ‖∇φ‖²] on real samples + E
 * [σ(φ)² ‖∇φ‖²] on generated ones), with the critic's value φ as the logit of a discriminator's probability σ(φ).
 *
 * <p>Conventions: with the factor ½; gradients are of the logit; the weights σ are differentiated too, with respect to parameters; the
 * norm is Euclidean over all axes but the batch, and its square is formed without a root.
 *
 * @param gamma γ at the start
 * @param annealed whether γ falls to a hundredth of that over the run: γ · 0.01^(t/T) at step t of T
 */
public record RothRegulariser(double gamma, boolean annealed) implements Penalty {
    private static final double LAST_SHARE = 0.01;

    /** Checks the weight. */
    public RothRegulariser {
        if (!(gamma >= 0 && gamma < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("roth: expected a finite gamma of at least 0, found " + gamma);
        }
    }

    @Override
    public Optional<Term> term(Setting at) {
        Slopes real = Slopes.at(at.tape(), at.critic(), at.real());
        Slopes fake = Slopes.at(at.tape(), at.critic(), at.fake());
        // 1 − σ(φ) = σ(−φ), which keeps its digits where a sample is surely real.
        Tensor onReal = weighted(real.values().negate().sigmoid(), real);
        Tensor onFake = weighted(fake.values().sigmoid(), fake);
        Tensor slope = real.mean().add(fake.mean()).mul(0.5);
        Tensor term = onReal.add(onFake).mul(gamma / 2);
        return Optional.of(new Term(annealed ? term.mul(share(at.moment())) : term, slope));
    }

    private static Tensor weighted(Tensor probability, Slopes slopes) {
        return probability.square().mul(slopes.squared()).mean();
    }

    /** How much of the weight is left. */
    private static Tensor share(Moment at) {
        return at.progress().mul(Math.log(LAST_SHARE)).exp();
    }

    @Override
    public String conventions() {
        return gamma
                + "/2 · (mean of (1 − σ(D))²‖∇D‖² on real samples + mean of σ(D)²‖∇D‖² on generated ones); squared Euclidean"
                + " norm per sample, D the logit; factor ½"
                + (annealed ? "; the weight times 0.01^(t/T) at step t of T" : "");
    }
}
