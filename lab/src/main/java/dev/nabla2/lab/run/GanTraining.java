package dev.nabla2.lab.run;

import dev.nabla2.engine.Backends;
import dev.nabla2.engine.backend.Backend;
import dev.nabla2.gan.DivergenceException;
import dev.nabla2.gan.Dynamics;
import dev.nabla2.gan.Gan;
import dev.nabla2.gan.GanModel;
import dev.nabla2.gan.GanTrainer;
import dev.nabla2.gan.GradientPenalty;
import dev.nabla2.gan.Penalty;
import dev.nabla2.gan.Schedule;
import dev.nabla2.gan.TrainingListener;
import dev.nabla2.gan.WeightClipping;
import dev.nabla2.gan.data.DataSet;
import dev.nabla2.gan.data.Images;
import dev.nabla2.nn.Activation;
import dev.nabla2.nn.Adam;
import dev.nabla2.nn.Optimiser;
import dev.nabla2.nn.RmsProp;
import dev.nabla2.nn.Sequential;
import java.util.stream.IntStream;

/** Settings put together to a GAN and its trainer. */
public final class GanTraining implements Training {
    private static final double BETA_1 = 0.5;
    private static final double BETA_2 = 0.9;

    private final Backend backend;
    private final Penalty penalty;
    private final GanTrainer trainer;

    /** A training at its start. */
    public GanTraining(RunSettings settings, DataSet data) {
        backend = backend(settings);
        penalty = penalty(settings);
        int size = data.sampleShape().size();
        Sequential generator = network(settings, settings.latent(), size);
        Gan gan = new Gan(
                backend,
                data,
                data instanceof Images ? generator.then(Activation.TANH) : generator,
                critic(settings, size),
                settings.latent(),
                settings.batch(),
                settings.objective().objective(),
                penalty,
                settings.objective().noise());
        Optimiser optimiser = optimiser(settings);
        trainer = new GanTrainer(
                gan,
                new GanTrainer.Settings(
                        Dynamics.alternating(settings.criticSteps()),
                        optimiser,
                        optimiser,
                        Schedule.linearDecay(),
                        settings.steps(),
                        settings.seed()));
    }

    private static Backend backend(RunSettings settings) {
        return switch (settings.backend()) {
            case CPU -> Backends.cpu(settings.threads(), settings.precision());
            case REFERENCE -> Backends.reference();
        };
    }

    private static Penalty penalty(RunSettings settings) {
        return switch (settings.penalty()) {
            case WGAN_GP -> GradientPenalty.twoSided(settings.lambda());
            case ONE_SIDED -> GradientPenalty.oneSided(settings.lambda());
            case CLIP -> new WeightClipping(settings.clip());
        };
    }

    /** Momentum disturbs a critic whose weights are clipped, hence RMSProp there (Arjovsky et al. 2017, section 4.3). */
    private static Optimiser optimiser(RunSettings settings) {
        return settings.clips()
                ? new RmsProp(settings.learningRate())
                : new Adam(settings.learningRate(), BETA_1, BETA_2);
    }

    /** An energy has a lower bound (Zhao, Mathieu and LeCun 2017, section 2.1), which a last linear layer has not. */
    private static Sequential critic(RunSettings settings, int size) {
        Sequential critic = network(settings, size, 1);
        return settings.objective().choice() == ObjectiveChoice.ENERGY ? critic.then(Activation.SOFTPLUS) : critic;
    }

    private static Sequential network(RunSettings settings, int inputs, int outputs) {
        IntStream hidden = settings.hidden().stream().mapToInt(Integer::intValue);
        int[] widths = IntStream.concat(IntStream.concat(IntStream.of(inputs), hidden), IntStream.of(outputs))
                .toArray();
        return Sequential.mlp(settings.activation(), widths);
    }

    @Override
    public void run(TrainingListener listener) {
        try {
            trainer.run(listener);
        } catch (DivergenceException diverged) {
            throw new DivergedException(diverged.getMessage(), diverged);
        }
    }

    @Override
    public void cancel() {
        trainer.cancel();
    }

    @Override
    public GanModel model() {
        return trainer.model();
    }

    @Override
    public String backend() {
        return backend.toString();
    }

    @Override
    public String conventions() {
        return penalty.conventions();
    }
}
