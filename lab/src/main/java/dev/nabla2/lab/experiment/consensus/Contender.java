package dev.nabla2.lab.experiment.consensus;

import dev.nabla2.gan.Dynamics;
import dev.nabla2.gan.GanTrainer;
import dev.nabla2.gan.GradientLimit;
import dev.nabla2.gan.Objective;
import dev.nabla2.gan.Pace;
import dev.nabla2.gan.Schedule;
import dev.nabla2.nn.RmsProp;

/**
 * A way to train the mixture at any rate.
 *
 * @param name of its parts' files
 * @param words what a reader calls it
 * @param objective what the players want
 * @param dynamics who moves when, along what
 * @param limit how long each player's direction may be
 */
record Contender(String name, String words, Objective objective, Dynamics dynamics, GradientLimit limit) {
    /** Without a limit. */
    Contender(String name, String words, Objective objective, Dynamics dynamics) {
        this(name, words, objective, dynamics, GradientLimit.none());
    }

    /** How it is trained: by RMSProp, as in the paper. */
    GanTrainer.Settings settings(double rate, int steps, long seed) {
        Pace pace = Pace.of(new RmsProp(rate)).limited(limit);
        return new GanTrainer.Settings(dynamics, pace, pace, Schedule.constant(), steps, seed, false);
    }

    /** All that its results depend on besides rate, steps and seed. */
    String conventions() {
        return objective.conventions() + "; " + dynamics.conventions() + "; limit " + limit.conventions() + "; "
                + new RmsProp(1);
    }
}
