package dev.nabla2.lab.experiment.consensus;

import dev.nabla2.engine.Tensor;
import dev.nabla2.engine.backend.Backend;
import dev.nabla2.engine.backend.Precision;
import dev.nabla2.gan.DivergenceException;
import dev.nabla2.gan.Dynamics;
import dev.nabla2.gan.Gamma;
import dev.nabla2.gan.Gan;
import dev.nabla2.gan.GanTrainer;
import dev.nabla2.gan.NoPenalty;
import dev.nabla2.gan.Objective;
import dev.nabla2.lab.game.SmallMixture;
import dev.nabla2.lab.reproduce.Bench;
import dev.nabla2.nn.Parameters;

/** The paper's mixture of Gaussians, and where a training on it comes to. */
final class Mixtures {
    /** The paper's weight of the regulariser. */
    static final double GAMMA = 10;

    private Mixtures() {}

    /** The paper's method. */
    static Dynamics consensus() {
        return Dynamics.consensus(new Gamma.Fixed(GAMMA));
    }

    /** The game. */
    static Gan gan(Backend backend, Objective objective) {
        return SmallMixture.of(backend, objective, new NoPenalty());
    }

    /**
     * Where a training is after some steps, taken with single precision, or where it diverged.
     *
     * @param exact of which backend the parameters that are returned are
     * @param steps how many, which may be none
     */
    static Parameters after(
            Contender contender, double rate, int steps, long seed, Bench bench, double share, Backend exact) {
        Gan gan = gan(bench.backend(Precision.FLOAT), contender.objective());
        GanTrainer trainer = new GanTrainer(gan, contender.settings(rate, Math.max(1, steps), seed));
        if (steps > 0) {
            train(trainer, bench, share);
        }
        Parameters all = Parameters.none();
        for (String player : gan.players()) {
            all = all.and(player, trainer.model().parameters(player));
        }
        return all.map(w -> Tensor.of(exact, w.shape(), w.toDoubles()));
    }

    private static void train(GanTrainer trainer, Bench bench, double share) {
        try {
            trainer.run((report, model) -> bench.progress(share * report.step() / report.steps()));
        } catch (DivergenceException stopped) {
            bench.progress(share);
        }
    }
}
