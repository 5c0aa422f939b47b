package dev.nabla2.lab.run;

import dev.nabla2.engine.RandomStream;
import dev.nabla2.gan.GanModel;
import dev.nabla2.gan.StepReport;
import dev.nabla2.gan.data.DataSet;
import dev.nabla2.gan.data.Images;
import dev.nabla2.lab.metrics.Evaluation;
import dev.nabla2.lab.metrics.Evaluator;
import dev.nabla2.lab.metrics.Judge;
import dev.nabla2.lab.metrics.TransportScore;
import dev.nabla2.lab.picture.SurfacePicture;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Trains and watches.
 *
 * @param settings what to run
 * @param data what to learn
 * @param judge what tells what samples show, besides the metrics that need no such thing
 */
public record Run(RunSettings settings, DataSet data, Optional<Judge> judge) {
    /** A run without a judge. */
    public Run(RunSettings settings, DataSet data) {
        this(settings, data, Optional.empty());
    }

    /** The critic's surface is shown from -3 to 3, as Gulrajani et al. 2017 do, or as far as the data reach. */
    public static final double REACH = 3;

    private static final int POINTS_SHOWN = 1_000;
    private static final int POINTS_ON_SURFACE = 400;
    private static final int IMAGES_SHOWN = 64;
    private static final int POINTS_SCORED = 10_000;
    private static final int IMAGES_SCORED = 3_000;

    /** How many numbers samples may have together: all looks' are kept, and of those to be scored there are several sets at once. */
    private static final int NUMBERS_SHOWN = 400_000;

    private static final int NUMBERS_SCORED = 30_000_000;
    private static final int FEWEST_SHOWN = 4;
    private static final int FEWEST_SCORED = 100;

    /** How much smaller the sample is that is scored while training goes on. */
    private static final int LESS_WHILE_TRAINING = 5;

    /**
     * Trains until the end, an interruption or a divergence, and sums up the steps done.
     *
     * @param training what trains, at its start or where it was stopped
     * @param past what was measured before
     * @param keeper keeps what the run cannot go on without
     * @param listener hears of every step, and of alarms
     */
    public RunResult through(Training training, Past past, Keeper keeper, RunListener listener) {
        RandomStream random = random();
        Evaluator often = new Evaluator(data, scored() / LESS_WHILE_TRAINING, random.fold("often"), judge);
        Recorder recorder = new Recorder(often, random.fold("shown"), shown(), past);
        double[] realSamples = data.draw(random.fold("real"), shown());
        Alarms alarms = new Alarms(
                realSamples, data.sampleShape().size(), settings.penalty().slope());
        alarms.replay(past, settings.steps());
        Ending ending = Ending.FINISHED;
        String message = "";
        try {
            training.run((report, model) -> {
                StepReport here = report.after(past.seconds());
                boolean looked = recorder.look(here, model);
                keeper.onStep(here, recorder.snapshots(), training);
                listener.onStep(here, model);
                alarms.onStep(here).forEach(listener::onAlarm);
                if (looked) {
                    alarms.onSnapshot(recorder.lastSnapshot(), settings.steps()).forEach(listener::onAlarm);
                }
            });
            keeper.onEnd(recorder.snapshots(), training);
            if (recorder.history().size() < settings.steps()) {
                ending = Ending.INTERRUPTED;
                message = "interrupted after step " + recorder.history().size();
            }
        } catch (DivergedException diverged) {
            ending = Ending.DIVERGED;
            message = diverged.getMessage();
        }
        List<KernelTime> times = training.times();
        GanModel model = training.model();
        Evaluator exact = evaluator(scored());
        Evaluation generated = exact.of(model);
        recorder.finish(model);
        return new RunResult(
                settings,
                data,
                ending,
                message,
                recorder.history(),
                recorder.snapshots(),
                alarms.raised(),
                model,
                generated,
                exact.ofRealData(),
                often.ofRealData(),
                scored(),
                realSamples,
                surface(model, realSamples, random),
                training.backend(),
                training.conventions(),
                judge.map(Judge::words),
                times);
    }

    private boolean isPlanar() {
        return data.sampleShape().size() == 2 && !isImages();
    }

    private boolean isImages() {
        return data instanceof Images;
    }

    private int shown() {
        return within(NUMBERS_SHOWN, FEWEST_SHOWN, isImages() ? IMAGES_SHOWN : POINTS_SHOWN);
    }

    private RandomStream random() {
        return RandomStream.of(settings.seed()).fold("evaluation");
    }

    /** What measures the generator at the end. */
    public Evaluator evaluator(int samples) {
        return new Evaluator(data, samples, random().fold("final"), judge);
    }

    /** The exact Wasserstein distance of a generator, of at most so many samples. */
    public Optional<TransportScore> transport(GanModel model, int samples) {
        return TransportScore.of(data, model, samples, random().fold("transport"));
    }

    /** How many samples the generator is measured with at the end. */
    public int scored() {
        return within(NUMBERS_SCORED, FEWEST_SCORED, isImages() ? IMAGES_SCORED : POINTS_SCORED);
    }

    /** Fewer samples where they are large. */
    private int within(int numbers, int fewest, int most) {
        return Math.max(fewest, Math.min(most, numbers / data.sampleShape().size()));
    }

    /** Empty also for a critic that diverged so far that it has no values. */
    private Optional<SurfacePicture> surface(GanModel model, double[] realSamples, RandomStream random) {
        if (!isPlanar()) {
            return Optional.empty();
        }
        SurfacePicture surface = SurfacePicture.of(
                model::criticise,
                Math.max(REACH, farthest(realSamples)),
                Arrays.copyOf(realSamples, 2 * POINTS_ON_SURFACE),
                model.sample(random.fold("shown"), POINTS_ON_SURFACE));
        return Optional.of(surface).filter(SurfacePicture::hasValues);
    }

    private static double farthest(double[] samples) {
        return Arrays.stream(samples).map(Math::abs).max().orElse(0);
    }
}
