package dev.nabla2.lab.run;

import dev.nabla2.gan.StepReport;
import java.util.List;

/**
 * What was measured of a run before it was stopped; nothing of one that begins.
 *
 * @param history what every step measured, from the first
 * @param snapshots the generator at several times up to the last of these steps
 */
public record Past(List<StepReport> history, List<Snapshot> snapshots) {
    /** Copies the lists. */
    public Past {
        history = List.copyOf(history);
        snapshots = List.copyOf(snapshots);
    }

    /** The past of a run that begins. */
    public static Past none() {
        return new Past(List.of(), List.of());
    }

    /** How many steps are done. */
    public int steps() {
        return history.size();
    }

    /** How long they took. */
    public double seconds() {
        return history.isEmpty() ? 0 : history.get(history.size() - 1).seconds();
    }
}
