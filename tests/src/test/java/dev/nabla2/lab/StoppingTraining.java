package dev.nabla2.lab;

import dev.nabla2.gan.Checkpoint;
import dev.nabla2.gan.GanModel;
import dev.nabla2.gan.TrainingListener;
import dev.nabla2.gan.data.DataSet;
import dev.nabla2.lab.run.GanTraining;
import dev.nabla2.lab.run.RunSettings;
import dev.nabla2.lab.run.Training;
import java.nio.file.Path;
import java.util.function.BiFunction;

/** A training that dies after a step, or is cancelled. */
record StoppingTraining(Training training, int last, boolean dies) implements Training {
    static BiFunction<RunSettings, DataSet, Training> dyingAfter(int step) {
        return (settings, data) -> new StoppingTraining(new GanTraining(settings, data), step, true);
    }

    static BiFunction<RunSettings, DataSet, Training> cancelledAfter(int step) {
        return (settings, data) -> new StoppingTraining(new GanTraining(settings, data), step, false);
    }

    @Override
    public void run(TrainingListener listener) {
        training.run((report, model) -> {
            listener.onStep(report, model);
            if (report.step() == last && dies) {
                throw new IllegalStateException("dies after step " + last);
            } else if (report.step() == last) {
                cancel();
            }
        });
    }

    @Override
    public void cancel() {
        training.cancel();
    }

    @Override
    public GanModel model() {
        return training.model();
    }

    @Override
    public Checkpoint checkpoint() {
        return training.checkpoint();
    }

    @Override
    public Training continued(Path checkpoint) {
        return new StoppingTraining(training.continued(checkpoint), last, dies);
    }

    @Override
    public String backend() {
        return training.backend();
    }

    @Override
    public String conventions() {
        return training.conventions();
    }
}
