package dev.nabla2.lab.spectrum;

import dev.nabla2.gan.Gan;
import dev.nabla2.gan.GanTrainer;
import dev.nabla2.gan.Schedule;
import dev.nabla2.nn.Optimiser;
import dev.nabla2.nn.Parameters;
import dev.nabla2.nn.RmsProp;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The training of a GAN that is looked at on its way. */
public final class Course {
    private static final double RATE = 1e-4;

    private final Subject start;
    private final GanTrainer trainer;
    private final SpectrumSettings settings;
    private final int steps;
    private final int whole;
    private final String how;
    private final int every;
    private final List<Look> looks = new ArrayList<>();

    /**
     * A training at its start.
     *
     * @param start the {@link Gan} where its training begins
     * @param trainer what trains it
     * @param steps how many of its steps to take
     * @param whole how many it has in all
     * @param how it trains, in words
     * @param looks how many are taken besides that at the start
     */
    public Course(
            Subject start, GanTrainer trainer, SpectrumSettings settings, int steps, int whole, String how, int looks) {
        this.start = start;
        this.trainer = trainer;
        this.settings = settings;
        this.steps = steps;
        this.whole = whole;
        this.how = how;
        this.every = Math.max(1, steps / looks);
    }

    /**
     * As Mescheder, Nowozin and Geiger 2017 train theirs: RMSProp at 1e-4, here under the dynamics that are looked at.
     *
     * @param start a {@link Gan} where its training begins
     * @param seed of the training
     * @param steps how many there are
     * @param looks how many are taken besides that at the start
     */
    public static Course ofRmsProp(Subject start, SpectrumSettings settings, long seed, int steps, int looks) {
        Optimiser optimiser = new RmsProp(RATE);
        GanTrainer trainer = new GanTrainer(
                (Gan) start.game(),
                new GanTrainer.Settings(
                        settings.dynamics().dynamics(), optimiser, optimiser, Schedule.constant(), steps, seed));
        return new Course(
                start, trainer, settings, steps, steps, "steps of RMSProp at 1e-4 under these dynamics", looks);
    }

    /**
     * Trains, and looks.
     *
     * @param watcher hears of each look
     * @return the game at the end, or where the training was cancelled
     * @throws dev.nabla2.gan.DivergenceException if a number is not finite
     */
    public Subject run(Consumer<Look> watcher) {
        look(0, watcher);
        int done = trainer.run((report, model) -> {
            if (report.step() % every == 0) {
                look(report.step(), watcher);
            }
            if (report.step() == steps) {
                trainer.cancel();
            }
        });
        return now(done);
    }

    private void look(int step, Consumer<Look> watcher) {
        Look look = Look.at(step, now(step), settings);
        looks.add(look);
        watcher.accept(look);
    }

    private Subject now(int step) {
        Parameters tensors = trainer.checkpoint().tensors();
        Linearisation.Place place = start.place();
        return new Subject(
                start.name(),
                start.game(),
                new Linearisation.Place(
                        tensors.below("parameters"),
                        tensors.below("memory"),
                        (double) step / whole,
                        place.random(),
                        place.number()),
                "after " + step + " " + how,
                start.losses());
    }

    /** What was seen. */
    public List<Look> looks() {
        return List.copyOf(looks);
    }

    /** Asks the training to end after the step it is in. */
    public void cancel() {
        trainer.cancel();
    }
}
