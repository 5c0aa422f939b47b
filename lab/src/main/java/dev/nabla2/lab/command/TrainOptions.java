package dev.nabla2.lab.command;

import dev.nabla2.engine.backend.Precision;
import dev.nabla2.lab.run.BackendChoice;
import dev.nabla2.lab.run.DataChoice;
import dev.nabla2.lab.run.NetworkChoice;
import dev.nabla2.lab.run.PenaltyChoice;
import dev.nabla2.lab.run.RunSettings;
import dev.nabla2.lab.run.TrainingDefaults;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The options that say what to train and how; those left out are filled in from {@link TrainingDefaults}. */
final class TrainOptions {
    @Option(
            names = "--data",
            paramLabel = "NAME",
            defaultValue = "ring8",
            converter = Choices.Data.class,
            completionCandidates = Choices.Data.class,
            description = "What to learn, one of those listed below (default: ${DEFAULT-VALUE}).")
    private DataChoice data;

    @Option(
            names = "--data-dir",
            paramLabel = "PATH",
            description = "Where the files of data that are read from files lie: a folder, or the file of csv.")
    private Optional<Path> dataFolder = Optional.empty();

    @Mixin
    private ObjectiveOptions objective = new ObjectiveOptions();

    @Mixin
    private PenaltyOptions penalty = new PenaltyOptions();

    @Mixin
    private NetworkOptions network = new NetworkOptions();

    @Mixin
    private DynamicsOptions dynamics = new DynamicsOptions();

    @Mixin
    private PaceOptions pace = new PaceOptions();

    @Option(
            names = "--latent",
            paramLabel = "N",
            converter = Numbers.Positive.class,
            description = "How many normal numbers the generator makes a sample of (default: see below).")
    private Optional<Integer> latent = Optional.empty();

    @Option(
            names = "--steps",
            paramLabel = "N",
            converter = Numbers.Positive.class,
            description = "Generator updates (default: see below).")
    private Optional<Integer> steps = Optional.empty();

    @Option(
            names = "--batch",
            paramLabel = "N",
            converter = Numbers.Positive.class,
            description = "Samples per update (default: see below).")
    private Optional<Integer> batch = Optional.empty();

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            converter = Numbers.Whole.class,
            description =
                    "Where all random numbers come from; the same seed gives the same run (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--backend",
            paramLabel = "NAME",
            defaultValue = "cpu",
            converter = Choices.Backends.class,
            completionCandidates = Choices.Backends.class,
            description = {
                "What computes: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).",
                "cpu: fast. opencl: a GPU, or whatever 'nabla2 devices' lists."
                        + " reference: plain loops in double precision, many times slower."
            })
    private BackendChoice backend;

    @Option(
            names = "--device",
            paramLabel = "DEVICE",
            description =
                    "For --backend opencl: a device's number in 'nabla2 devices', or a part of its name (default: the first"
                            + " GPU, if there is one).")
    private Optional<String> device = Optional.empty();

    @Option(
            names = "--precision",
            paramLabel = "NAME",
            converter = Choices.Precisions.class,
            completionCandidates = Choices.Precisions.class,
            description = {
                "How numbers are stored and computed: ${COMPLETION-CANDIDATES} (default: float; with --backend reference double).",
                "double: 15 digits in place of 7, for twice the memory and about twice the time; the random numbers are the same,"
                        + " and generator.safetensors holds doubles (F64)."
            })
    private Optional<Precision> precision = Optional.empty();

    @Option(
            names = "--threads",
            paramLabel = "N",
            converter = Numbers.Threads.class,
            description = "For --backend cpu; changes the speed, not the numbers (default: all processors).")
    private Optional<Integer> threads = Optional.empty();

    @Mixin
    private ClassifierOptions classifier = new ClassifierOptions();

    /** Where the data's files lie; of no meaning for data that are drawn on the fly. */
    Path dataFolder() {
        return dataFolder.orElse(Path.of(""));
    }

    /**
     * What was asked for.
     *
     * @param spec the command, to be named in errors
     */
    RunSettings settings(CommandSpec spec) {
        if (data.readsFiles() && dataFolder.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--data " + data.label() + " needs --data-dir, "
                            + data.place().orElseThrow());
        }
        if (!data.readsFiles() && dataFolder.isPresent()) {
            throw new ParameterException(
                    spec.commandLine(), "--data " + data.label() + " has no use for --data-dir: it is drawn, not read");
        }
        if (device.isPresent() && backend != BackendChoice.OPENCL) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--backend " + backend.label() + " has no use for --device; it is for --backend opencl");
        }
        NetworkChoice networks = network.choice();
        PenaltyChoice chosen = penalty.choice(networks);
        TrainingDefaults defaults = TrainingDefaults.of(data, networks, chosen);
        return new RunSettings(
                data,
                objective.settings(spec, networks),
                penalty.settings(spec, defaults, chosen, dynamics.choice()),
                dynamics.settings(spec, defaults),
                pace.settings(spec, defaults, chosen),
                network.settings(spec, defaults),
                latent.orElse(defaults.latent()),
                steps.orElse(defaults.steps()),
                batch.orElse(defaults.batch()),
                seed,
                backend,
                device.orElse(""),
                Choices.Precisions.on(backend, precision, spec),
                threads.orElse(Runtime.getRuntime().availableProcessors()),
                classifier.isWanted());
    }
}
