package dev.nabla2.lab.audit.critics;

import dev.nabla2.lab.run.PenaltyChoice;
import dev.nabla2.nn.Activation;

/**
 * One critic.
 *
 * @param activation its activation
 * @param penalty its penalty
 * @param seed where its weights and all samples come from
 */
public record Cell(Activation activation, PenaltyChoice penalty, long seed) {
    /** A name for files. */
    String name() {
        return penalty.label() + "-" + activation.label() + "-seed" + seed;
    }

    /** For people. */
    @Override
    public String toString() {
        return penalty.label() + ", " + activation.label() + ", seed " + seed;
    }
}
