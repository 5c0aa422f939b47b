package dev.nabla2.lab.run;

import dev.nabla2.engine.RandomStream;
import dev.nabla2.gan.GanModel;
import dev.nabla2.gan.StepReport;
import dev.nabla2.lab.metrics.Evaluator;
import java.util.ArrayList;
import java.util.List;

/** Keeps what every step measured, and looks at the generator some forty times in a run. */
final class Recorder {
    private static final int LOOKS = 40;

    private final Evaluator evaluator;
    private final RandomStream latent;
    private final int shown;
    private final List<StepReport> history;
    private final List<Snapshot> snapshots;

    /**
     * A recorder.
     *
     * @param evaluator scores the generator
     * @param latent where the latent points of the samples to show come from
     * @param shown how many samples to keep at each look
     * @param past what was measured before
     */
    Recorder(Evaluator evaluator, RandomStream latent, int shown, Past past) {
        this.evaluator = evaluator;
        this.latent = latent;
        this.shown = shown;
        history = new ArrayList<>(past.history());
        snapshots = new ArrayList<>(past.snapshots());
    }

    /**
     * Keeps what a step measured, and looks at the generator if it is time to.
     *
     * @return whether it did look
     */
    boolean look(StepReport report, GanModel model) {
        history.add(report);
        boolean due = isDue(report.step(), report.steps());
        if (due) {
            snapshots.add(new Snapshot(report.step(), model.sample(latent, shown), evaluator.of(model)));
        }
        return due;
    }

    /** The last look, once there was one. */
    Snapshot lastSnapshot() {
        return snapshots.get(snapshots.size() - 1);
    }

    /** Looks at the model that training ended with, in the same way as at all others, so that the last point of a curve compares. */
    void finish(GanModel model) {
        int last = history.isEmpty() ? 0 : history.get(history.size() - 1).step();
        snapshots.removeIf(snapshot -> snapshot.step() == last);
        snapshots.add(new Snapshot(last, model.sample(latent, shown), evaluator.of(model)));
    }

    List<StepReport> history() {
        return List.copyOf(history);
    }

    List<Snapshot> snapshots() {
        return List.copyOf(snapshots);
    }

    /** Most changes early: besides the even steps, the first is looked at, and the end of the first hundredth. */
    private static boolean isDue(int step, int steps) {
        return step == 1 || step == Math.max(1, steps / 100) || step % ((steps + LOOKS - 1) / LOOKS) == 0;
    }
}
