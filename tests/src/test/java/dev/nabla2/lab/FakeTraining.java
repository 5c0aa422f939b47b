package dev.nabla2.lab;

import dev.nabla2.engine.RandomStream;
import dev.nabla2.gan.Checkpoint;
import dev.nabla2.gan.GanModel;
import dev.nabla2.gan.Sampler;
import dev.nabla2.gan.StepReport;
import dev.nabla2.gan.TrainingListener;
import dev.nabla2.gan.data.DataSet;
import dev.nabla2.lab.run.DivergedException;
import dev.nabla2.lab.run.RunSettings;
import dev.nabla2.lab.run.Training;
import dev.nabla2.nn.Parameters;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;

/** A training that learns nothing: its generator draws real data and its critic says how far from the origin a point is. */
class FakeTraining implements Training {
    private final RunSettings settings;
    private final DataSet data;
    private final int lastStep;
    private final boolean diverges;
    private volatile boolean cancelled;

    FakeTraining(RunSettings settings, DataSet data, int lastStep, boolean diverges) {
        this.settings = settings;
        this.data = data;
        this.lastStep = lastStep;
        this.diverges = diverges;
    }

    static Training complete(RunSettings settings, DataSet data) {
        return new FakeTraining(settings, data, settings.steps(), false);
    }

    @Override
    public void run(TrainingListener listener) {
        for (int step = 1; step <= lastStep && !cancelled; step++) {
            listener.onStep(new StepReport(step, settings.steps(), -0.25, 0.5, 0.125, 1.5, 0.01 * step), model());
        }
        if (diverges && !cancelled) {
            throw new DivergedException("critic: found NaN, first made by log", new ArithmeticException());
        }
    }

    @Override
    public void cancel() {
        cancelled = true;
    }

    @Override
    public GanModel model() {
        return new GanModel() {
            @Override
            public double[] sample(RandomStream random, int count) {
                return data.draw(random, count);
            }

            @Override
            public Sampler sampler() {
                throw new UnsupportedOperationException("a fake has no generator");
            }

            @Override
            public double[] criticise(double[] points) {
                int size = data.sampleShape().size();
                double[] values = new double[points.length / size];
                Arrays.setAll(values, i -> Math.hypot(points[i * size], points[i * size + 1]));
                return values;
            }

            @Override
            public Parameters parameters(String player) {
                return Parameters.none();
            }

            @Override
            public Parameters inUse(String player) {
                return Parameters.none();
            }

            @Override
            public Parameters memory(String player) {
                return Parameters.none();
            }
        };
    }

    @Override
    public Checkpoint checkpoint() {
        return new Checkpoint(lastStep, Map.of(), Map.of(), Map.of(), Parameters.none());
    }

    @Override
    public Training continued(Path checkpoint) {
        return this;
    }

    @Override
    public String backend() {
        return "fake";
    }

    @Override
    public String conventions() {
        return "none <&>";
    }
}
