package dev.nabla2.lab.table;

import dev.nabla2.lab.run.DynamicsChoice;
import dev.nabla2.lab.run.ObjectiveChoice;
import dev.nabla2.lab.run.PenaltyChoice;
import java.util.List;

/**
 * What tells one row of a table from the others.
 *
 * @param objective what the players want
 * @param penalty what keeps the critic's slope in bounds
 * @param dynamics how the players follow their gradients
 */
public record Combination(ObjectiveChoice objective, PenaltyChoice penalty, DynamicsChoice dynamics) {
    /** Every combination of some choices, the last of the three changing fastest. */
    public static List<Combination> of(
            List<ObjectiveChoice> objectives, List<PenaltyChoice> penalties, List<DynamicsChoice> dynamics) {
        return objectives.stream()
                .flatMap(objective -> penalties.stream()
                        .flatMap(penalty -> dynamics.stream().map(way -> new Combination(objective, penalty, way))))
                .toList();
    }

    /** The three options of {@code nabla2 train}. */
    public List<String> options() {
        return List.of("--objective", objective.label(), "--penalty", penalty.label(), "--dynamics", dynamics.label());
    }

    /** A name for files. */
    public String name() {
        return objective.label() + "_" + penalty.label() + "_" + dynamics.label();
    }

    @Override
    public String toString() {
        return objective.label() + ", " + penalty.label() + ", " + dynamics.label();
    }
}
