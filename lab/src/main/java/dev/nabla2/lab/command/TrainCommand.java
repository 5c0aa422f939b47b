package dev.nabla2.lab.command;

import dev.nabla2.gan.data.DataSet;
import dev.nabla2.lab.command.GivenOptions.Chosen;
import dev.nabla2.lab.picture.Painting;
import dev.nabla2.lab.report.Environment;
import dev.nabla2.lab.report.Format;
import dev.nabla2.lab.report.ProfileText;
import dev.nabla2.lab.report.RunFolder;
import dev.nabla2.lab.report.RunJson;
import dev.nabla2.lab.report.RunReport;
import dev.nabla2.lab.report.RunText;
import dev.nabla2.lab.run.BackendChoice;
import dev.nabla2.lab.run.Ending;
import dev.nabla2.lab.run.Keeper;
import dev.nabla2.lab.run.Past;
import dev.nabla2.lab.run.Run;
import dev.nabla2.lab.run.RunResult;
import dev.nabla2.lab.run.RunSettings;
import dev.nabla2.lab.run.Training;
import dev.nabla2.lab.store.Cadence;
import dev.nabla2.lab.store.Configuration;
import dev.nabla2.lab.store.RunStore;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code nabla2 train}. */
@Command(
        name = "train",
        mixinStandardHelpOptions = true,
        versionProvider = Versions.class,
        sortOptions = false,
        usageHelpAutoWidth = true,
        header = "Trains a GAN and writes a report with pictures.",
        description = {
            "",
            "In each step the critic is updated several times, then the generator once, unless --dynamics says otherwise.",
            ""
        },
        optionListHeading = "Options:%n",
        footer = {
            "",
            "What stands in the run's folder afterwards: report.html (open it), its pictures as PNG files, metrics.csv,"
                    + " samples.csv, generator.safetensors, config.json, events.out.tfevents… for TensorBoard, and"
                    + " checkpoint.safetensors with snapshots.safetensors, from which --resume continues. Ctrl-C ends a run early"
                    + " and still writes them.",
            "",
            "Exit codes: 0 all went well; 1 training diverged, or data or a folder could not be used; 2 a wrong option;"
                    + " 130 and 143 stopped by SIGINT and SIGTERM.",
            "",
            "Examples:",
            "  nabla2 train --data ring8",
            "  nabla2 train --data swissroll --activation softplus --steps 5000",
            "  nabla2 train --data grid25 --penalty clip --out runs/clipped",
            "  nabla2 train --objective non-saturating --label 0.9 --instance-noise 0.1",
            "  nabla2 train --data mnist --data-dir ~/data/mnist --json",
            "  nabla2 train --data mnist --data-dir ~/data/mnist --network wgan-gp-mnist --dim 16",
            "  nabla2 train --resume runs/ring8-wgan-gp-seed1",
            "  nabla2 train --config runs/ring8-wgan-gp-seed1/config.json --seed 2"
        })
public final class TrainCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private TrainOptions options = new TrainOptions();

    @Option(
            names = "--out",
            paramLabel = "FOLDER",
            description =
                    "Where to write; files of an earlier run there are replaced (default: a new folder in runs, such as"
                            + " runs/ring8-wgan-gp-seed1).")
    private Optional<Path> out = Optional.empty();

    @Option(
            names = "--resume",
            paramLabel = "FOLDER",
            description =
                    "Continue the run in this folder from its last checkpoint, bit for bit as if it had never stopped. Options"
                            + " that would change it are refused.")
    private Optional<Path> resumed = Optional.empty();

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description =
                    "Begin with the options of an earlier run, from its config.json; those given beside it count more.")
    private Optional<Path> config = Optional.empty();

    @Option(
            names = "--checkpoint-every",
            paramLabel = "N",
            converter = Numbers.Positive.class,
            description = "Write checkpoint.safetensors every so many steps (default: once a minute), and at the end.")
    private Optional<Integer> checkpointEvery = Optional.empty();

    @Option(
            names = "--json",
            description = "Print the summary as one JSON object, and nothing else, on standard output.")
    private boolean json;

    @Option(
            names = "--profile",
            description =
                    "With --backend opencl: measure how long each kernel takes, and print a table of it at the end, on"
                            + " standard error; with --json also among the summary. Changes the speed, not the numbers.")
    private boolean profile;

    private final String commandLine;
    private final Interruption interruption;
    private final BiFunction<RunSettings, DataSet, Training> trainer;

    /**
     * A command.
     *
     * @param commandLine what was typed
     * @param interruption is told how to stop the training
     * @param trainer makes a training of settings and data
     */
    public TrainCommand(
            String commandLine, Interruption interruption, BiFunction<RunSettings, DataSet, Training> trainer) {
        this.commandLine = commandLine;
        this.interruption = interruption;
        this.trainer = trainer;
    }

    /** Adds what stands in no annotation: the data and the defaults, each from the one place where they stand. */
    public static void explainDefaults(CommandSpec spec) {
        spec.usageMessage()
                .footer(Stream.of(
                                DataList.lines(),
                                DefaultsTable.lines(),
                                List.of(spec.usageMessage().footer()))
                        .flatMap(List::stream)
                        .toArray(String[]::new));
    }

    @Override
    public Integer call() {
        refuse("--out", resumed.isPresent() && out.isPresent());
        refuse("--config", resumed.isPresent() && config.isPresent());
        return resumed.map(this::resume).orElseGet(this::begin);
    }

    private void refuse(String option, boolean contradicts) {
        if (contradicts) {
            throw new ParameterException(spec.commandLine(), "expected --resume or " + option + ", found both");
        }
    }

    private RunSettings profiled(RunSettings settings) {
        if (profile && settings.backend() != BackendChoice.OPENCL) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--backend " + settings.backend().label()
                            + " has no use for --profile; it is for --backend opencl");
        }
        return profile ? settings.withProfile() : settings;
    }

    private int begin() {
        Chosen chosen = config.map(
                        file -> new GivenOptions(Configuration.read(file).options())
                                .under(GivenOptions.typed(spec))
                                .chosen(spec))
                .orElseGet(() -> new Chosen(options.settings(spec), options.dataFolder()));
        RunSettings settings = profiled(chosen.settings());
        DataSet real = settings.data().load(chosen.dataFolder());
        NetworkOptions.checkFit(spec, settings, real);
        Painting.check();
        Training training = trainer.apply(settings, real);
        RunFolder folder = RunFolder.prepare(out, settings.name());
        String configuration = RunJson.configuration(
                settings, chosen.options().texts(), real, commandLine, training.backend(), Environment.current());
        try (RunStore store = RunStore.begin(folder, configuration, settings.precision(), cadence())) {
            return finish(folder, train(training, watched(folder, settings, real), Past.none(), store), commandLine);
        }
    }

    private int resume(Path path) {
        Configuration begun = Configuration.read(path.resolve(RunStore.CONFIGURATION));
        Chosen chosen = unchanged(new GivenOptions(begun.options()), GivenOptions.typed(spec));
        RunSettings settings = profiled(chosen.settings());
        DataSet real = settings.data().load(chosen.dataFolder());
        begun.checkData(real, chosen.dataFolder());
        NetworkOptions.checkFit(spec, settings, real);
        Painting.check();
        RunFolder folder = RunFolder.prepare(Optional.of(path), settings.name());
        try (RunStore store = RunStore.resume(folder, settings.precision(), cadence())) {
            Training training = store.continued(trainer.apply(settings, real));
            int done = training.checkpoint().step();
            Past past = store.past(done, settings.steps());
            noteOtherKernels(begun.kernels(), training.backend());
            spec.commandLine()
                    .getErr()
                    .println(
                            done == settings.steps()
                                    ? "all " + Format.count(done) + " steps are done"
                                    : "continuing after step " + Format.count(done) + " of "
                                            + Format.count(settings.steps()));
            return finish(folder, train(training, watched(folder, settings, real), past, store), begun.command());
        }
    }

    /** A run that goes on is what it was: where options say otherwise, they are refused with the difference. */
    private Chosen unchanged(GivenOptions begun, GivenOptions typed) {
        Chosen chosen = begun.under(typed).chosen(spec);
        List<String> differences = begun.chosen(spec).options().differences(chosen.options());
        if (!differences.isEmpty()) {
            throw new ParameterException(spec.commandLine(), String.join("; ", differences));
        }
        return chosen;
    }

    /** Kernels differ in the last bits: the order of sums is theirs. How many threads there are makes no difference. */
    private void noteOtherKernels(String begun, String now) {
        if (!begun.isEmpty() && !withoutThreads(begun).equals(withoutThreads(now))) {
            spec.commandLine()
                    .getErr()
                    .println("the run began on " + begun + " and goes on on " + now
                            + ", so that its numbers are not bit for bit what they would have been");
        }
    }

    private static String withoutThreads(String kernels) {
        return kernels.replaceFirst(", threads: \\d+", "");
    }

    private Cadence cadence() {
        return new Cadence(checkpointEvery.map(OptionalInt::of).orElse(OptionalInt.empty()));
    }

    private int finish(RunFolder folder, RunResult result, String command) {
        Path report = RunReport.write(folder, result, command, Environment.current());
        PrintWriter print = spec.commandLine().getOut();
        print.println(json ? RunJson.summary(result, report) : RunText.summary(result, report));
        print.flush();
        if (profile) {
            spec.commandLine().getErr().print(ProfileText.of(result.times()));
            spec.commandLine().getErr().flush();
        }
        return exitCode(result);
    }

    private Run watched(RunFolder folder, RunSettings settings, DataSet real) {
        return new Run(
                settings,
                real,
                settings.judged()
                        ? ClassifierOptions.judge(spec, folder.path(), real, settings.threads())
                        : Optional.empty());
    }

    private RunResult train(Training training, Run run, Past past, Keeper keeper) {
        interruption.onRequest(training::cancel);
        try (Progress progress = Progress.of(
                spec.commandLine().getErr(), past.steps(), run.settings().steps(), Terminal.isWatched())) {
            return run.through(training, past, keeper, progress);
        }
    }

    private int exitCode(RunResult result) {
        if (result.ending() == Ending.DIVERGED) {
            spec.commandLine().getErr().println("nabla2: " + result.message());
        }
        return switch (result.ending()) {
            case FINISHED -> 0;
            case DIVERGED -> ExitCodes.FAILED;
            case INTERRUPTED -> ExitCodes.INTERRUPTED;
        };
    }
}
