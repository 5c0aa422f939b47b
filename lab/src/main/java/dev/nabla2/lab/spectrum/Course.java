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

/** The training of a GAN that is looked at on its way, as Mescheder, Nowozin and Geiger 2017 train theirs: RMSProp at 1e-4. */
public final class Course {
    private static final double RATE = 1e-4;

    private final Subject start;
    private final Gan gan;
    private final SpectrumSettings settings;
    private final int steps;
    private final int every;
    private final GanTrainer trainer;
    private final List<Look> looks = new ArrayList<>();

    /**
     * A training at its start.
     *
     * @param start a {@link Gan} where its training begins
     * @param seed of the training
     * @param steps how many there are
     * @param looks how many are taken besides that at the start
     */
    public Course(Subject start, SpectrumSettings settings, long seed, int steps, int looks) {
        this.start = start;
        this.gan = (Gan) start.game();
        this.settings = settings;
        this.steps = steps;
        this.every = Math.max(1, steps / looks);
        Optimiser optimiser = new RmsProp(RATE);
        this.trainer = new GanTrainer(
                gan,
                new GanTrainer.Settings(
                        settings.dynamics().dynamics(), optimiser, optimiser, Schedule.constant(), steps, seed));
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
        });
        return now(done);
    }

    private void look(int step, Consumer<Look> watcher) {
        Look look = Look.at(step, now(step), settings);
        looks.add(look);
        watcher.accept(look);
    }

    private Subject now(int step) {
        Parameters parameters = trainer.checkpoint().tensors().below("parameters");
        Linearisation.Place place = start.place();
        return new Subject(
                start.name(),
                gan,
                new Linearisation.Place(
                        parameters, place.memory(), (double) step / steps, place.random(), place.number()),
                "after " + step + " steps of RMSProp at 1e-4 under these dynamics",
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
