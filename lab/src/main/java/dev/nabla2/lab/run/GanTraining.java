package dev.nabla2.lab.run;

import dev.nabla2.engine.Backends;
import dev.nabla2.engine.backend.Backend;
import dev.nabla2.gan.DivergenceException;
import dev.nabla2.gan.Gan;
import dev.nabla2.gan.GanModel;
import dev.nabla2.gan.GanTrainer;
import dev.nabla2.gan.TrainingListener;
import dev.nabla2.gan.data.DataSet;
import dev.nabla2.gan.data.Images;
import dev.nabla2.nn.Activation;
import dev.nabla2.nn.Dense;
import dev.nabla2.nn.Sequential;
import dev.nabla2.nn.SpectralNorm;
import java.util.stream.IntStream;

/** Settings put together to a GAN and its trainer. */
public final class GanTraining implements Training {
    private final Backend backend;
    private final String conventions;
    private final GanTrainer trainer;

    /** A training at its start. */
    public GanTraining(RunSettings settings, DataSet data) {
        backend = backend(settings);
        conventions = settings.penalty().conventions();
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
                settings.penalty().penalty(),
                settings.objective().noise());
        trainer = new GanTrainer(
                gan,
                new GanTrainer.Settings(
                        settings.dynamics().dynamics(),
                        settings.pace().critic(),
                        settings.pace().generator(),
                        settings.pace().schedule().schedule(),
                        settings.steps(),
                        settings.seed(),
                        false));
    }

    private static Backend backend(RunSettings settings) {
        return switch (settings.backend()) {
            case CPU -> Backends.cpu(settings.threads(), settings.precision());
            case REFERENCE -> Backends.reference();
        };
    }

    /** An energy has a lower bound (Zhao, Mathieu and LeCun 2017, section 2.1), which a last linear layer has not. */
    private static Sequential critic(RunSettings settings, int size) {
        Sequential plain = network(settings, size, 1);
        Sequential critic = settings.penalty().choice() == PenaltyChoice.SPECTRAL_NORM ? normalised(plain) : plain;
        return settings.objective().choice() == ObjectiveChoice.ENERGY ? critic.then(Activation.SOFTPLUS) : critic;
    }

    private static Sequential normalised(Sequential network) {
        return new Sequential(network.layers().stream()
                .map(layer -> layer instanceof Dense ? new SpectralNorm(layer) : layer)
                .toList());
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
        return conventions;
    }
}
