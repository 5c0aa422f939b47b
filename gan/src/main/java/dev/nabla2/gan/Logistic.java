package dev.nabla2.gan;

import dev.nabla2.engine.Tensor;
import java.util.function.Supplier;

/**
 * The objective of the first GAN (Goodfellow et al. 2014): a critic that tells real samples from generated ones by logistic regression,
 * with one-sided label smoothing (Salimans et al. 2016, section 3.4).
 *
 * <p>Conventions: D is the logit of the probability σ(D) of being real. The critic minimises −E [t log σ(D(real)) + (1 − t) log(1 −
 * σ(D(real)))] − E log(1 − σ(D(fake))) with the real label t; the label of generated samples is 0. All logarithms of σ are formed as
 * softplus, so they lose nothing at any logit.
 *
 * @param generator the generator's loss
 * @param realLabel t, in (0, 1]; 1 for no smoothing
 */
public record Logistic(Generator generator, double realLabel) implements Objective {
    /** What the generator minimises. */
    public enum Generator {
        /** E log(1 − σ(D(fake))): the minimax game, whose gradient vanishes where the critic is sure. */
        MINIMAX,
        /** −E log σ(D(fake)): the same fixed point with a gradient where the critic is sure. */
        NON_SATURATING
    }

    /** Checks the label. */
    public Logistic {
        if (!(realLabel > 0 && realLabel <= 1)) {
            throw new IllegalArgumentException(
                    "logistic objective: expected a real label above 0 and at most 1, found " + realLabel);
        }
    }

    @Override
    public Tensor criticLoss(Tensor real, Tensor fake) {
        Tensor onReal = real.negate().softplus(1).mean();
        if (realLabel < 1) {
            onReal = onReal.mul(realLabel).add(real.softplus(1).mean().mul(1 - realLabel));
        }
        return onReal.add(fake.softplus(1).mean());
    }

    @Override
    public Tensor generatorLoss(Supplier<Tensor> real, Tensor fake) {
        return generator == Generator.MINIMAX
                ? fake.softplus(1).mean().negate()
                : fake.negate().softplus(1).mean();
    }

    @Override
    public String conventions() {
        String onReal = realLabel == 1
                ? "−E log σ(D(real))"
                : "−E [" + realLabel + " log σ(D(real)) + (1 − " + realLabel + ") log(1 − σ(D(real)))]";
        return "the critic minimises " + onReal + " − E log(1 − σ(D(fake))), the generator "
                + (generator == Generator.MINIMAX ? "E log(1 − σ(D(fake)))" : "−E log σ(D(fake))")
                + "; D the logit of the probability of being real";
    }
}
