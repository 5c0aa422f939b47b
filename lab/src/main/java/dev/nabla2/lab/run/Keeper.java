package dev.nabla2.lab.run;

import dev.nabla2.gan.StepReport;
import java.util.List;

/** Keeps what a run cannot go on without, while it goes on, so that it outlives its process. */
public interface Keeper {
    /**
     * Hears of a step that was done.
     *
     * @param snapshots the generator at all times so far
     * @param training can be asked for a checkpoint
     */
    void onStep(StepReport report, List<Snapshot> snapshots, Training training);

    /** Hears that training has come to its end, or was cancelled; what diverged is not worth keeping. */
    void onEnd(List<Snapshot> snapshots, Training training);

    /** One that keeps nothing. */
    static Keeper none() {
        return new Keeper() {
            @Override
            public void onStep(StepReport report, List<Snapshot> snapshots, Training training) {}

            @Override
            public void onEnd(List<Snapshot> snapshots, Training training) {}
        };
    }
}
