package dev.nabla2.lab.command;

import dev.nabla2.gan.data.DataSet;
import dev.nabla2.lab.picture.Painting;
import dev.nabla2.lab.report.Environment;
import dev.nabla2.lab.report.RunFolder;
import dev.nabla2.lab.report.RunJson;
import dev.nabla2.lab.report.RunReport;
import dev.nabla2.lab.report.RunText;
import dev.nabla2.lab.run.Ending;
import dev.nabla2.lab.run.Run;
import dev.nabla2.lab.run.RunResult;
import dev.nabla2.lab.run.RunSettings;
import dev.nabla2.lab.run.Training;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
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
                    + " samples.csv, generator.safetensors and config.json. Ctrl-C ends a run early and still writes them.",
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
            "  nabla2 train --data mnist --data-dir ~/data/mnist --network wgan-gp-mnist --dim 16"
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
            names = "--json",
            description = "Print the summary as one JSON object, and nothing else, on standard output.")
    private boolean json;

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
        RunSettings settings = options.settings(spec);
        DataSet real = settings.data().load(options.dataFolder());
        NetworkOptions.checkFit(spec, settings, real);
        Painting.check();
        Training training = trainer.apply(settings, real);
        RunFolder folder = RunFolder.prepare(out, settings.name());
        interruption.onRequest(training::cancel);
        RunResult result = train(training, new Run(settings, real));
        Path report = RunReport.write(folder, result, commandLine, Environment.current());
        PrintWriter print = spec.commandLine().getOut();
        print.println(json ? RunJson.summary(result, report) : RunText.summary(result, report));
        print.flush();
        return exitCode(result);
    }

    private RunResult train(Training training, Run run) {
        try (Progress progress =
                Progress.of(spec.commandLine().getErr(), run.settings().steps(), Terminal.isWatched())) {
            return run.through(training, progress);
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
