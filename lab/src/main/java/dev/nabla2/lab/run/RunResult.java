package dev.nabla2.lab.run;

import dev.nabla2.gan.GanModel;
import dev.nabla2.gan.StepReport;
import dev.nabla2.gan.data.DataSet;
import dev.nabla2.lab.metrics.Evaluation;
import dev.nabla2.lab.picture.SurfacePicture;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * What came of a run.
 *
 * @param settings what was run
 * @param data what was learnt
 * @param ending how it ended
 * @param message what is to be said about the ending; empty where it finished
 * @param history what every step measured
 * @param snapshots the generator at several times, the last one at the end
 * @param alarms what went wrong though every number was finite, in the order of the steps
 * @param model the model that training ended with
 * @param generated what the final generator scored
 * @param real what real data score
 * @param realLook what real data score where as few samples are drawn as at each look during training
 * @param scored how many samples those two scores are of
 * @param realSamples real samples to show
 * @param surface the final critic's values; empty where samples are not points in the plane
 * @param backend what computed, in words
 * @param conventions the penalty's formula with its conventions, in words
 * @param judge what told what samples show, in words; empty where there was none
 * @param times how long each kernel took in training, longest first; none where that was not measured
 */
public record RunResult(
        RunSettings settings,
        DataSet data,
        Ending ending,
        String message,
        List<StepReport> history,
        List<Snapshot> snapshots,
        List<Alarm> alarms,
        GanModel model,
        Evaluation generated,
        Evaluation real,
        Evaluation realLook,
        int scored,
        double[] realSamples,
        Optional<SurfacePicture> surface,
        String backend,
        String conventions,
        Optional<String> judge,
        List<KernelTime> times) {
    private static final int LAST_STEPS = 100;

    /** The number of steps that were done. */
    public int steps() {
        return history.size();
    }

    /** How long training took, in seconds. */
    public double seconds() {
        return history.isEmpty() ? 0 : history.get(history.size() - 1).seconds();
    }

    /** The mean over the last hundred steps of the critic's loss without the penalty; NaN if no step was done. */
    public double finalCriticLoss() {
        return lately(history, StepReport::criticLoss);
    }

    /** The mean over the last hundred steps of the critic's slope; NaN if no step was done. */
    public double meanSlope() {
        return lately(history, StepReport::meanSlope);
    }

    /** The mean of something over the last hundred steps; NaN if no step was done. */
    public static double lately(List<StepReport> history, ToDoubleFunction<StepReport> measure) {
        return history.stream()
                .skip(Math.max(0, history.size() - LAST_STEPS))
                .mapToDouble(measure)
                .average()
                .orElse(Double.NaN);
    }
}
