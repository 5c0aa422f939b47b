package dev.nabla2.lab.command;

import dev.nabla2.engine.backend.Backend;
import dev.nabla2.lab.experiment.Experiments;
import dev.nabla2.lab.picture.Painting;
import dev.nabla2.lab.report.Environment;
import dev.nabla2.lab.reproduce.Conditions;
import dev.nabla2.lab.reproduce.Experiment;
import dev.nabla2.lab.reproduce.ExperimentFolder;
import dev.nabla2.lab.reproduce.FindingsText;
import dev.nabla2.lab.reproduce.IndexPage;
import dev.nabla2.lab.reproduce.Outcome;
import dev.nabla2.lab.reproduce.OutcomeJson;
import dev.nabla2.lab.reproduce.Reproduction;
import dev.nabla2.lab.run.BackendChoice;
import dev.nabla2.lab.run.BackendModules;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code nabla2 reproduce}. */
@Command(
        name = "reproduce",
        mixinStandardHelpOptions = true,
        versionProvider = Versions.class,
        sortOptions = false,
        usageHelpAutoWidth = true,
        header = "Runs published experiments again, and says what agrees with the papers and what does not.",
        description = {
            "",
            "Each ends in a table of what the paper says or is known, what is found here, whether the two agree, and why not; in"
                    + " figures and numbers.",
            ""
        },
        parameterListHeading = "Parameters:%n",
        optionListHeading = "Options:%n",
        footer = {
            "",
            "What stands in the folder: index.html (open it), and for each experiment a folder with report.html, result.json, its"
                    + " figures, and below parts what each of its parts measured. Parts that are there are not computed again: the"
                    + " same command goes on where it was stopped.",
            "",
            "Exit codes: 0 all were run, whether they agree or not; 1 data or a folder could not be used; 2 a wrong option; 130 and"
                    + " 143 stopped by SIGINT and SIGTERM.",
            "",
            "Examples:",
            "  nabla2 reproduce --list",
            "  nabla2 reproduce wgan-gp-toy",
            "  nabla2 reproduce zero-gp --data-dir ~/data",
            "  nabla2 reproduce roth --backend opencl",
            "  nabla2 reproduce all --quick"
        })
public final class ReproduceCommand implements Callable<Integer> {
    private static final String ALL = "all";

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "NAME", arity = "0..*", description = "What to run: names that --list prints, or all.")
    private List<String> names = List.of();

    @Option(names = "--list", description = "Print what can be run, and run nothing.")
    private boolean list;

    @Option(
            names = "--quick",
            description = "Run everything in seconds, to see that it works; nothing can be judged by what comes of it.")
    private boolean quick;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            converter = Numbers.Whole.class,
            description = "Where all random numbers come from (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--data-dir",
            paramLabel = "FOLDER",
            description =
                    "Holds a folder for each data set that is read from files: mnist, cifar10. What needs data that are not there is"
                            + " left out, and the table says so.")
    private Optional<Path> data = Optional.empty();

    @Option(
            names = "--out",
            paramLabel = "FOLDER",
            description =
                    "Where to write, and to look for parts (default: a folder in runs, such as runs/reproduce-seed1).")
    private Optional<Path> out = Optional.empty();

    @Option(
            names = "--threads",
            paramLabel = "N",
            converter = Numbers.Threads.class,
            description =
                    "Compute so many parts at a time (default: all processors); without effect on the results, but for times.")
    private Optional<Integer> threads = Optional.empty();

    @Option(
            names = "--backend",
            paramLabel = "NAME",
            defaultValue = "cpu",
            converter = Choices.Backends.class,
            description =
                    "What computes in floats: cpu, or opencl for a device of 'nabla2 devices'; what needs doubles, and what is timed,"
                            + " is computed by the processor (default: ${DEFAULT-VALUE}).")
    private BackendChoice backend;

    @Option(
            names = "--device",
            paramLabel = "DEVICE",
            description =
                    "For --backend opencl: a device's number in 'nabla2 devices', or a part of its name (default: the first"
                            + " GPU, if there is one).")
    private Optional<String> device = Optional.empty();

    @Option(
            names = "--json",
            description = "Print what came of it as one JSON object, and nothing else, on standard output.")
    private boolean json;

    private final String commandLine;
    private final Interruption interruption;
    private final List<Experiment> known;

    /**
     * A command.
     *
     * @param commandLine what was typed
     * @param interruption is told how to stop
     */
    public ReproduceCommand(String commandLine, Interruption interruption) {
        this(commandLine, interruption, Experiments.all());
    }

    /** A command that knows other experiments. */
    public ReproduceCommand(String commandLine, Interruption interruption, List<Experiment> known) {
        this.commandLine = commandLine;
        this.interruption = interruption;
        this.known = List.copyOf(known);
    }

    @Override
    public Integer call() {
        PrintWriter print = spec.commandLine().getOut();
        if (list) {
            known.forEach(experiment -> print.printf("%-20s %s%n", experiment.name(), experiment.question()));
            print.flush();
            return 0;
        }
        List<Experiment> chosen = chosen();
        Painting.check();
        Conditions conditions = new Conditions(seed, quick, data, opened());
        Path folder = out.orElse(Path.of(
                "runs",
                "reproduce-" + (quick ? "quick-" : "") + (backend == BackendChoice.CPU ? "" : backend.label() + "-")
                        + "seed" + seed));
        List<Outcome> outcomes = run(chosen, conditions, folder);
        Path index = IndexPage.write(folder, known);
        if (json) {
            print.println(OutcomeJson.all(outcomes, conditions, index));
        } else {
            outcomes.forEach(outcome -> print.println(FindingsText.of(outcome)));
            print.println("report: " + index);
        }
        print.flush();
        return outcomes.size() == chosen.size() ? 0 : ExitCodes.INTERRUPTED;
    }

    /** The device, which is given back when the program ends. */
    private Optional<Backend> opened() {
        if (backend == BackendChoice.OPENCL) {
            return Optional.of(BackendModules.named(backend.label()).open(device.orElse("")));
        }
        if (backend == BackendChoice.REFERENCE) {
            throw new ParameterException(
                    spec.commandLine(), "--backend: expected cpu or opencl, found '" + backend.label() + "'");
        }
        if (device.isPresent()) {
            throw new ParameterException(
                    spec.commandLine(), "--backend cpu has no use for --device; it is for --backend opencl");
        }
        return Optional.empty();
    }

    /** What came of experiments, up to the one that was stopped. */
    private List<Outcome> run(List<Experiment> chosen, Conditions conditions, Path folder) {
        Reproduction reproduction =
                new Reproduction(threads.orElse(Runtime.getRuntime().availableProcessors()));
        interruption.onRequest(reproduction::cancel);
        ReproduceProgress progress = new ReproduceProgress(spec.commandLine().getErr());
        List<Outcome> outcomes = new ArrayList<>();
        for (Experiment experiment : chosen) {
            ExperimentFolder own = ExperimentFolder.in(folder, experiment, conditions);
            Optional<Outcome> outcome = reproduction.run(experiment, own, progress);
            if (outcome.isEmpty()) {
                break;
            }
            own.write(outcome.get(), commandLine, Environment.current());
            outcomes.add(outcome.get());
        }
        return outcomes;
    }

    private List<Experiment> chosen() {
        if (names.contains(ALL)) {
            return known;
        }
        String there = known.stream().map(Experiment::name).collect(Collectors.joining(", "));
        if (names.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "expected a name, or all; there are: " + there);
        }
        List<Experiment> chosen = new ArrayList<>();
        for (String name : names) {
            chosen.add(known.stream()
                    .filter(experiment -> experiment.name().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new ParameterException(
                            spec.commandLine(), "expected one of " + there + " or all, found '" + name + "'")));
        }
        return chosen;
    }
}
