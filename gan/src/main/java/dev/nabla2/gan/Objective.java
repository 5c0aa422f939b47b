package dev.nabla2.gan;

import dev.nabla2.engine.Tensor;
import java.util.function.Supplier;

/** What critic and generator want of the critic's values. Each minimises its own loss. */
public interface Objective {
    /**
     * The critic's loss, a scalar.
     *
     * @param real its values on real samples, {@code [batch, 1]}
     * @param fake its values on generated samples, {@code [batch, 1]}
     */
    Tensor criticLoss(Tensor real, Tensor fake);

    /**
     * The generator's loss, a scalar.
     *
     * @param real the critic's values on real samples, {@code [batch, 1]}; computed only for an objective that asks
     * @param fake the critic's values on generated samples, {@code [batch, 1]}
     */
    Tensor generatorLoss(Supplier<Tensor> real, Tensor fake);

    /** Both losses with their signs and what the critic's value means, as a report should state it. */
    String conventions();

    /** The Wasserstein objective (Arjovsky, Chintala and Bottou 2017): E D(fake) − E D(real) against −E D(fake). */
    static Objective wasserstein() {
        return new Wasserstein();
    }

    /** The game of the first GAN (Goodfellow et al. 2014, equation 1), whose generator's gradient saturates. */
    static Objective minimax() {
        return new Logistic(Logistic.Generator.MINIMAX, 1);
    }

    /** The first GAN with the generator's loss that does not saturate (Goodfellow et al. 2014, section 3). */
    static Objective nonSaturating() {
        return new Logistic(Logistic.Generator.NON_SATURATING, 1);
    }
}
