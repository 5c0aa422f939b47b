package dev.nabla2.lab.run;

import dev.nabla2.gan.Dynamics;
import dev.nabla2.gan.Gamma;
import java.util.List;

/**
 * How the players follow their gradients.
 *
 * @param choice which way
 * @param criticSteps critic updates for each of the generator; without effect but in turns
 * @param gamma the weight of the regulariser of consensus
 * @param regularised the players that have it; none: both
 * @param eta the weight of the critic's gradient in the generator's loss
 * @param unroll how many steps ahead the generator sees the critic
 * @param secondOrder whether it also sees how these steps depend on it
 * @param adjustment λ of symplectic adjustment, with the sign that alignment gives
 */
public record DynamicsSettings(
        DynamicsChoice choice,
        int criticSteps,
        Gamma gamma,
        List<String> regularised,
        double eta,
        int unroll,
        boolean secondOrder,
        double adjustment) {
    private static final double ETA = 0.5;
    private static final int UNROLL = 5;

    /** Copies the list. */
    public DynamicsSettings {
        regularised = List.copyOf(regularised);
    }

    /** A way with its defaults. */
    public static DynamicsSettings of(DynamicsChoice choice, int criticSteps) {
        return new DynamicsSettings(choice, criticSteps, new Gamma.Fixed(1), List.of(), ETA, UNROLL, true, 1);
    }

    /** The dynamics themselves. */
    public Dynamics dynamics() {
        return switch (choice) {
            case ALTERNATING -> Dynamics.alternating(criticSteps);
            case SIMULTANEOUS -> Dynamics.simultaneous();
            case CONSENSUS -> Dynamics.consensus(gamma, regularised.toArray(String[]::new));
            case GRADIENT_REGULARISED -> Dynamics.gradientRegularised(eta);
            case UNROLLED -> Dynamics.unrolled(unroll, secondOrder);
            case EXTRAGRADIENT -> Dynamics.extragradient();
            case OPTIMISTIC -> Dynamics.optimistic();
            case SYMPLECTIC -> Dynamics.symplectic(adjustment, true);
        };
    }
}
