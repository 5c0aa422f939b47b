package dev.nabla2.lab.spectrum;

import dev.nabla2.gan.Gamma;
import dev.nabla2.lab.run.DynamicsChoice;
import dev.nabla2.lab.run.DynamicsSettings;

/**
 * What to find out about a game.
 *
 * @param dynamics under which
 * @param step h, the learning rate of plain descent: of maps of a step, of fields that look ahead, and of the game as it is really played
 * @param steps how many of these to play, at most
 * @param batches over how many batches to average the Jacobian
 * @param most the most parameters for which the whole Jacobian is formed
 * @param wanted how many eigenvalues to find of each kind where it is not
 * @param plain whether to find those of the players' own gradients at the same place, too
 */
public record SpectrumSettings(
        DynamicsSettings dynamics, double step, int steps, int batches, int most, int wanted, boolean plain) {
    /** Whether a step's Jacobian is other than 1 + hJ with one J for all h. */
    boolean dependsOnStep() {
        DynamicsChoice choice = dynamics.choice();
        return choice == DynamicsChoice.ALTERNATING
                || choice == DynamicsChoice.OPTIMISTIC
                || choice == DynamicsChoice.UNROLLED
                || choice == DynamicsChoice.EXTRAGRADIENT;
    }

    /** Whether the direction of one parameter depends on the lengths of all, or on a sign that all have in common. */
    public boolean joinsCopies() {
        return dynamics.choice() == DynamicsChoice.SYMPLECTIC
                || (dynamics.choice() == DynamicsChoice.CONSENSUS && dynamics.gamma() instanceof Gamma.Adaptive);
    }

    /** The same for the players' own gradients. */
    SpectrumSettings withoutMethod() {
        return new SpectrumSettings(
                DynamicsSettings.of(DynamicsChoice.SIMULTANEOUS, 1), step, steps, batches, most, wanted, false);
    }

    /** The same for another step. */
    SpectrumSettings with(double otherStep) {
        return new SpectrumSettings(dynamics, otherStep, steps, batches, most, wanted, plain);
    }
}
