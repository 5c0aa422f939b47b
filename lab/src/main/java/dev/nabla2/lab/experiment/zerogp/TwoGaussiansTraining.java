package dev.nabla2.lab.experiment.zerogp;

import dev.nabla2.engine.RandomStream;
import dev.nabla2.engine.backend.Backend;
import dev.nabla2.gan.Objective;
import dev.nabla2.gan.Penalty;
import dev.nabla2.gan.Schedule;
import dev.nabla2.gan.data.Epochs;
import dev.nabla2.gan.data.PlanarGaussian;
import dev.nabla2.gan.data.Table;
import dev.nabla2.gan.data.TwoGaussians;
import dev.nabla2.lab.critic.CriticGame;
import dev.nabla2.lab.critic.CriticTraining;
import dev.nabla2.lab.critic.Pairs;
import dev.nabla2.lab.critic.TrainedCritic;
import dev.nabla2.nn.Activation;
import dev.nabla2.nn.Adam;
import dev.nabla2.nn.Sequential;
import java.util.List;

/**
 * A critic trained on finitely many samples of two Gaussians, with the settings of the authors' {@code OptimalDiscriminator.py}.
 *
 * @param gaussians where samples come from
 * @param samples how many of each
 * @param penalty what holds the critic back
 * @param epochs how often all samples of the smaller set are gone through
 */
record TwoGaussiansTraining(TwoGaussians gaussians, int samples, Penalty penalty, int epochs) {
    /** How many samples of each kind the authors have. */
    static final int FEW = 100;

    /** And where there are more: they do not say how many. */
    static final int MANY = 10_000;

    /** Updates in an epoch of few samples; those of many have as many updates in all. */
    static final int UPDATES = 5;

    private static final int BATCH = FEW / UPDATES;
    private static final Adam ADAM = new Adam(1e-3, 0.9, 0.999);

    /** What tells one from another. */
    String settings() {
        return "critic 2-64-64-1 tanh, " + gaussians + ", " + samples + " samples of each, batch " + BATCH + ", " + ADAM
                + ", " + penalty + ", " + epochs + " epochs of " + UPDATES + " updates";
    }

    /** The real samples, or the generated ones. */
    double[] drawn(boolean real, RandomStream random) {
        PlanarGaussian from = real ? gaussians.real() : gaussians.generated();
        return from.draw(random.fold(real ? "real" : "generated"), samples);
    }

    TrainedCritic train(Backend backend, RandomStream random, CriticTraining.Listener listener) {
        CriticGame game = new CriticGame(
                backend,
                Sequential.mlp(Activation.TANH, 2, 64, 64, 1),
                Pairs.of(inEpochs(true, random), inEpochs(false, random)),
                BATCH,
                Objective.nonSaturating(),
                penalty);
        return new CriticTraining(game, ADAM, Schedule.constant(), epochs * UPDATES).train(random, listener);
    }

    private Epochs inEpochs(boolean real, RandomStream random) {
        Table table = new Table(real ? "real" : "generated", List.of("x", "y"), drawn(real, random));
        return new Epochs(table, random.fold(real ? "order" : "other order"));
    }
}
