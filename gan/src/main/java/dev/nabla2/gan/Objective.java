package dev.nabla2.gan;

import dev.nabla2.engine.Tensor;

/** What critic and generator want of the critic's values. Each minimises its own loss. */
public interface Objective {
    /**
     * The critic's loss.
     *
     * @param real its values on real samples, {@code [batch, 1]}
     * @param fake its values on generated samples, {@code [batch, 1]}
     */
    Tensor criticLoss(Tensor real, Tensor fake);

    /**
     * The generator's loss.
     *
     * @param fake the critic's values on generated samples, {@code [batch, 1]}
     */
    Tensor generatorLoss(Tensor fake);

    /** The Wasserstein objective (Arjovsky, Chintala and Bottou 2017): E D(fake) − E D(real) against −E D(fake). */
    static Objective wasserstein() {
        return new Wasserstein();
    }
}
