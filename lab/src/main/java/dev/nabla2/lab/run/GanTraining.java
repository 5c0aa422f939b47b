package dev.nabla2.lab.run;

import dev.nabla2.engine.Backends;
import dev.nabla2.engine.RandomStream;
import dev.nabla2.engine.SecondDerivativeException;
import dev.nabla2.engine.backend.Backend;
import dev.nabla2.gan.Checkpoint;
import dev.nabla2.gan.DivergenceException;
import dev.nabla2.gan.Gan;
import dev.nabla2.gan.GanModel;
import dev.nabla2.gan.GanTrainer;
import dev.nabla2.gan.TrainingListener;
import dev.nabla2.gan.data.DataSet;
import dev.nabla2.gan.data.Epochs;
import dev.nabla2.gan.data.FiniteDataSet;
import dev.nabla2.gan.network.NetworkPair;
import dev.nabla2.lab.LabException;
import dev.nabla2.nn.Activation;
import dev.nabla2.nn.Convolutional;
import dev.nabla2.nn.Dense;
import dev.nabla2.nn.Layer;
import dev.nabla2.nn.Residual;
import dev.nabla2.nn.SafetensorsException;
import dev.nabla2.nn.Sequential;
import dev.nabla2.nn.SpectralNorm;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/** Settings put together to a GAN and its trainer. */
public final class GanTraining implements Training {
    private final Backend backend;
    private final String conventions;
    private final Gan gan;
    private final GanTrainer.Settings settings;
    private final GanTrainer trainer;
    private final boolean profiled;

    /** A training at its start. */
    public GanTraining(RunSettings settings, DataSet data) {
        backend = backend(settings);
        profiled = settings.profiled();
        DataSet shaped = settings.network().shaped(data);
        NetworkPair networks = settings.network().pair(shaped, settings.latent());
        gan = new Gan(
                backend,
                inEpochs(shaped, settings),
                networks.generator(),
                critic(settings, networks.critic()),
                settings.latent(),
                settings.batch(),
                settings.objective().objective(),
                settings.penalty().penalty(),
                settings.objective().noise());
        conventions = settings.penalty().conventions()
                + gan.warning().map(warning -> ". Beware: " + warning).orElse("");
        this.settings = new GanTrainer.Settings(
                settings.dynamics().dynamics(),
                settings.pace().critic(),
                settings.pace().generator(),
                settings.pace().schedule().schedule(),
                settings.steps(),
                settings.seed(),
                false);
        trainer = new GanTrainer(gan, this.settings);
    }

    private GanTraining(GanTraining other, Checkpoint checkpoint) {
        backend = other.backend;
        profiled = other.profiled;
        conventions = other.conventions;
        gan = other.gan;
        settings = other.settings;
        trainer = new GanTrainer(gan, settings, checkpoint);
    }

    private static Backend backend(RunSettings settings) {
        return switch (settings.backend()) {
            case CPU -> Backends.cpu(settings.threads(), settings.precision());
            case OPENCL ->
                BackendModules.named(settings.backend().label()).open(settings.device(), settings.profiled());
            case REFERENCE -> Backends.reference();
        };
    }

    /** Whatever can be counted is gone through in shuffled order. */
    private static DataSet inEpochs(DataSet data, RunSettings settings) {
        return data instanceof FiniteDataSet finite
                ? new Epochs(finite, RandomStream.of(settings.seed()).fold("epochs"))
                : data;
    }

    /** An energy has a lower bound (Zhao, Mathieu and LeCun 2017, section 2.1), which a last linear layer has not. */
    private static Sequential critic(RunSettings settings, Sequential plain) {
        Sequential critic = settings.penalty().choice() == PenaltyChoice.SPECTRAL_NORM ? normalised(plain) : plain;
        return settings.objective().choice() == ObjectiveChoice.ENERGY ? critic.then(Activation.SOFTPLUS) : critic;
    }

    private static Sequential normalised(Sequential network) {
        return new Sequential(
                network.layers().stream().map(GanTraining::normalised).toList());
    }

    private static Layer normalised(Layer layer) {
        if (layer instanceof Sequential inner) {
            return normalised(inner);
        }
        if (layer instanceof Residual block) {
            return new Residual(normalised(block.main()), normalised(block.shortcut()));
        }
        return layer instanceof Dense || layer instanceof Convolutional ? new SpectralNorm(layer) : layer;
    }

    /** The game that is trained. */
    public Gan gan() {
        return gan;
    }

    /** What trains it. */
    public GanTrainer trainer() {
        return trainer;
    }

    @Override
    public void run(TrainingListener listener) {
        try {
            trainer.run(listener);
        } catch (DivergenceException diverged) {
            throw new DivergedException(diverged.getMessage(), diverged);
        } catch (SecondDerivativeException forbidden) {
            throw new LabException("--relu forbidden: " + forbidden.getMessage());
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
    public Checkpoint checkpoint() {
        return trainer.checkpoint();
    }

    @Override
    public Training continued(Path checkpoint) {
        try {
            return new GanTraining(this, Checkpoint.read(checkpoint, backend));
        } catch (SafetensorsException | UncheckedIOException unreadable) {
            throw new LabException(unreadable.getMessage());
        } catch (IllegalArgumentException other) {
            throw new LabException(checkpoint + ": expected a checkpoint of this run, found one of another ("
                    + other.getMessage().replace('\n', ' ') + ")");
        }
    }

    @Override
    public void close() {
        if (backend instanceof AutoCloseable device) {
            try {
                device.close();
            } catch (Exception failed) {
                throw new LabException("expected to give " + backend + " back, found " + failed.getMessage());
            }
        }
    }

    @Override
    public String backend() {
        return backend.toString();
    }

    @Override
    public List<KernelTime> times() {
        return profiled
                ? BackendModules.named(backend.name()).times(backend).stream()
                        .map(KernelTime::of)
                        .toList()
                : List.of();
    }

    @Override
    public String conventions() {
        return conventions;
    }
}
