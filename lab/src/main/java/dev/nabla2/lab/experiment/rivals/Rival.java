package dev.nabla2.lab.experiment.rivals;

import dev.nabla2.gan.Dynamics;
import dev.nabla2.gan.GanTrainer;
import dev.nabla2.gan.InstanceNoise;
import dev.nabla2.gan.Objective;
import dev.nabla2.gan.Pace;
import dev.nabla2.gan.Penalty;
import dev.nabla2.gan.Schedule;
import dev.nabla2.lab.reproduce.Conditions;
import dev.nabla2.nn.Optimiser;

/**
 * A way to train networks that its rivals train otherwise.
 *
 * @param name of its parts' files
 * @param words what a reader calls it
 * @param objective what the players want
 * @param penalty what keeps the critic's slope in bounds
 * @param noise what is added to samples before the critic sees them
 * @param dynamics who moves when
 * @param critic the critic's optimiser
 * @param generator the generator's
 * @param steps how many
 */
record Rival(
        String name,
        String words,
        Objective objective,
        Penalty penalty,
        InstanceNoise noise,
        Dynamics dynamics,
        Optimiser critic,
        Optimiser generator,
        int steps) {
    /**
     * How it is trained.
     *
     * @param run which of several runs, from 0; rivals start from the same seeds
     */
    GanTrainer.Settings settings(Conditions conditions, int run) {
        return new GanTrainer.Settings(
                dynamics,
                Pace.of(critic),
                Pace.of(generator),
                Schedule.constant(),
                steps,
                conditions.random("rivals").fold(run).key(),
                false);
    }

    /** The same for another number of steps. */
    Rival shortened(int fewer) {
        return new Rival(name, words, objective, penalty, noise, dynamics, critic, generator, fewer);
    }

    /** All that its results depend on. */
    String conventions() {
        return objective.conventions() + "; " + penalty.conventions() + "; " + noise.conventions() + "; "
                + dynamics.conventions() + "; critic " + critic + ", generator " + generator + ", " + steps + " steps";
    }
}
