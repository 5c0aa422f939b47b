package dev.nabla2.lab.run;

import dev.nabla2.gan.EnergyBased;
import dev.nabla2.gan.FDivergence;
import dev.nabla2.gan.FGan;
import dev.nabla2.gan.Hinge;
import dev.nabla2.gan.InstanceNoise;
import dev.nabla2.gan.LeastSquares;
import dev.nabla2.gan.Logistic;
import dev.nabla2.gan.Objective;
import dev.nabla2.gan.RelativisticAverage;

/**
 * What critic and generator want.
 *
 * @param choice which objective
 * @param label what the critic wants of real samples; without effect where there are no labels
 * @param margin the margin of energies; without effect elsewhere
 * @param alternative whether an f-GAN's generator minimises −E g_f(D(fake)); without effect elsewhere
 * @param instanceNoise the deviation of the noise on samples at the start; it falls linearly to zero
 */
public record ObjectiveSettings(
        ObjectiveChoice choice, double label, double margin, boolean alternative, double instanceNoise) {
    /** An objective as its paper has it, without noise. */
    public ObjectiveSettings(ObjectiveChoice choice) {
        this(choice, 1, 1, false, 0);
    }

    /** The objective itself. */
    public Objective objective() {
        return switch (choice) {
            case WASSERSTEIN -> Objective.wasserstein();
            case MINIMAX -> new Logistic(Logistic.Generator.MINIMAX, label);
            case NON_SATURATING -> new Logistic(Logistic.Generator.NON_SATURATING, label);
            case HINGE -> new Hinge();
            case LEAST_SQUARES -> new LeastSquares(0, label, 1);
            case RELATIVISTIC -> new RelativisticAverage();
            case ENERGY -> new EnergyBased(margin);
            case F_KL -> fGan(FDivergence.KULLBACK_LEIBLER);
            case F_REVERSE_KL -> fGan(FDivergence.REVERSE_KULLBACK_LEIBLER);
            case F_PEARSON -> fGan(FDivergence.PEARSON);
            case F_HELLINGER -> fGan(FDivergence.SQUARED_HELLINGER);
            case F_JS -> fGan(FDivergence.JENSEN_SHANNON);
            case F_GAN -> fGan(FDivergence.GAN);
        };
    }

    private Objective fGan(FDivergence divergence) {
        return new FGan(divergence, alternative ? FGan.Generator.ALTERNATIVE : FGan.Generator.MINIMAX);
    }

    /** The noise itself. */
    public InstanceNoise noise() {
        return instanceNoise == 0 ? InstanceNoise.none() : InstanceNoise.falling(instanceNoise);
    }

    /** The objective's name, its formulas and conventions, and those of the noise, if any. */
    public String conventions() {
        return choice.label() + ": " + objective().conventions()
                + (instanceNoise == 0 ? "" : "; instance noise " + noise().conventions());
    }
}
