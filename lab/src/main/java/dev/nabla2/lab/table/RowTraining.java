package dev.nabla2.lab.table;

import dev.nabla2.gan.TrainingListener;
import dev.nabla2.gan.data.DataSet;
import dev.nabla2.lab.picture.Picture;
import dev.nabla2.lab.picture.Tile;
import dev.nabla2.lab.report.Gallery;
import dev.nabla2.lab.run.DivergedException;
import dev.nabla2.lab.run.Ending;
import dev.nabla2.lab.run.Keeper;
import dev.nabla2.lab.run.Past;
import dev.nabla2.lab.run.Run;
import dev.nabla2.lab.run.RunResult;
import dev.nabla2.lab.run.RunSettings;
import dev.nabla2.lab.run.Trainings;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;

/** Trains rows, one at a time, each exactly as {@code nabla2 train} would. */
public final class RowTraining {
    /** The trial's part of a row's time. */
    private static final double TRIAL = 0.2;

    /** As many steps as a trial may have; its time ends it. */
    private static final int MANY = 10_000_000;

    private final Trainings trainings;
    private final DataSet data;

    /**
     * A row and a picture of its samples at the end.
     *
     * @param row the row
     * @param samples the picture
     */
    public record Result(Row row, Picture samples) {}

    /**
     * For rows that learn the same.
     *
     * @param trainings makes them
     * @param data what to learn
     */
    public RowTraining(Trainings trainings, DataSet data) {
        this.trainings = trainings;
        this.data = data;
    }

    /** Whether someone has asked for an end. */
    public boolean isCancelled() {
        return trainings.isCancelled();
    }

    /**
     * How many steps take a time.
     *
     * <p>The first half of the trial warms up, the second is measured.
     *
     * @param settings a run's, by its number of steps
     */
    public int steps(Budget budget, IntFunction<RunSettings> settings) {
        if (budget instanceof Budget.Steps fixed) {
            return fixed.steps();
        }
        double seconds = ((Budget.Seconds) budget).seconds();
        Trial trial = new Trial(seconds * TRIAL);
        double rate = trainings.with(settings.apply(MANY), data, training -> {
            try {
                training.run((report, model) -> {
                    if (trial.isOverAt(report.step(), report.seconds())) {
                        training.cancel();
                    }
                });
            } catch (DivergedException early) {
                // What is known of its pace will do: the row itself will tell.
            }
            return trial.rate();
        });
        return Math.max(1, (int) Math.min(MANY, Math.round(rate * seconds)));
    }

    /** Trains a combination; empty if it was cancelled on the way. */
    public Optional<Result> train(
            Combination combination, RunSettings settings, String command, TrainingListener listener) {
        RunResult result = trainings.with(
                settings,
                data,
                training -> new Run(settings, data).through(training, Past.none(), Keeper.none(), listener::onStep));
        if (result.ending() == Ending.INTERRUPTED) {
            return Optional.empty();
        }
        Row row = new Row(
                combination,
                command,
                result.ending() == Ending.DIVERGED ? Row.State.DIVERGED : Row.State.FINISHED,
                result.message(),
                result.steps(),
                result.seconds(),
                Optional.of(result.generated()),
                Optional.of(result.real()));
        List<Tile> tiles = new Gallery(result).samples();
        return Optional.of(new Result(row, tiles.get(tiles.size() - 1).picture()));
    }

    /** Measures a pace. */
    private static final class Trial {
        private final double length;
        private int warmSteps;
        private double warmSeconds;
        private int steps;
        private double seconds;

        Trial(double length) {
            this.length = length;
        }

        boolean isOverAt(int step, double second) {
            steps = step;
            seconds = second;
            if (second < length / 2) {
                warmSteps = step;
                warmSeconds = second;
            }
            return second >= length;
        }

        double rate() {
            double measured = seconds - warmSeconds;
            if (measured > 0) {
                return (steps - warmSteps) / measured;
            }
            return seconds > 0 ? steps / seconds : 1;
        }
    }
}
