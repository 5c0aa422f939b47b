package dev.nabla2.lab.sweep;

import dev.nabla2.gan.StepReport;
import dev.nabla2.lab.metrics.Evaluation;
import dev.nabla2.lab.metrics.Evaluator;
import dev.nabla2.lab.run.DivergedException;
import dev.nabla2.lab.run.Ending;
import dev.nabla2.lab.run.Run;
import dev.nabla2.lab.run.RunResult;
import dev.nabla2.lab.run.Training;
import java.util.ArrayList;
import java.util.List;

/**
 * What came of one run.
 *
 * @param ending how it ended, never by an interruption
 * @param message why it diverged; empty where it finished
 * @param steps how many were done
 * @param seconds how long they took
 * @param generated what the generator scores at the end
 * @param real what real data score
 * @param criticLoss the mean over the last hundred steps of the critic's loss without the penalty
 * @param slope the mean over the last hundred steps of the critic's slope
 */
public record Score(
        Ending ending,
        String message,
        int steps,
        double seconds,
        Evaluation generated,
        Evaluation real,
        double criticLoss,
        double slope) {
    /**
     * Trains, and measures at the end what {@code nabla2 train} does; if it was stopped on the way, of the steps that were done.
     *
     * @param run what to train
     * @param training at its start
     */
    public static Score of(Run run, Training training) {
        List<StepReport> history = new ArrayList<>();
        String message = "";
        Ending ending = Ending.FINISHED;
        try {
            training.run((report, model) -> history.add(report));
        } catch (DivergedException diverged) {
            ending = Ending.DIVERGED;
            message = diverged.getMessage();
        }
        if (ending == Ending.FINISHED && history.size() < run.settings().steps()) {
            ending = Ending.INTERRUPTED;
        }
        Evaluator evaluator = run.evaluator(run.scored());
        return new Score(
                ending,
                message,
                history.size(),
                history.isEmpty() ? 0 : history.get(history.size() - 1).seconds(),
                evaluator.of(training.model()),
                evaluator.ofRealData(),
                RunResult.lately(history, StepReport::criticLoss),
                RunResult.lately(history, StepReport::meanSlope));
    }

    /** Whether all steps were done. */
    public boolean isFinished() {
        return ending == Ending.FINISHED;
    }
}
