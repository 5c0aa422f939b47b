package dev.nabla2.lab.command;

import dev.nabla2.gan.data.DataSet;
import dev.nabla2.lab.metrics.Judge;
import dev.nabla2.lab.report.RunFolder;
import dev.nabla2.lab.run.DataChoice;
import dev.nabla2.lab.run.RunSettings;
import dev.nabla2.lab.run.Training;
import dev.nabla2.lab.run.Trainings;
import dev.nabla2.lab.sweep.Grid;
import dev.nabla2.lab.sweep.Metric;
import dev.nabla2.lab.sweep.Score;
import dev.nabla2.lab.sweep.Sweep;
import dev.nabla2.lab.sweep.SweepFolder;
import dev.nabla2.lab.sweep.SweepJson;
import dev.nabla2.lab.sweep.SweepText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.BiFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/** The command {@code nabla2 sweep}. */
@Command(
        name = "sweep",
        mixinStandardHelpOptions = true,
        versionProvider = Versions.class,
        sortOptions = false,
        usageHelpAutoWidth = true,
        header = "Trains every combination of several values of any options and seeds, and compares them.",
        description = {
            "",
            "All other options are those of 'nabla2 train'. One that is given several values spans an axis: with commas between"
                    + " them, as in --lambda 0.1,1,10; as whole numbers from one to another, as in --seed 1..5; or by giving it again,"
                    + " as in --hidden 64x2 --hidden 512,256, since --hidden and --betas take commas themselves. A combination with"
                    + " which an option does not go is refused, and the table says why.",
            "",
            "Runs that differ in nothing but the seed are one cell of the table, which has the median of each metric over those"
                    + " that finished, and the quartiles. A cell of which half or more of the runs diverged has none. Each run has one"
                    + " thread; how many run at once makes no difference to the numbers, but to the time that they take.",
            ""
        },
        optionListHeading = "Options:%n",
        footer = {
            "",
            "What stands in the folder: sweep.html (open it), sweep.csv, and a file for each run, named after all that determines"
                    + " it. Runs that are there are not trained again: the same command goes on where it was stopped, and one with more"
                    + " values or seeds trains what is new.",
            "",
            "Exit codes: 0 the sweep is complete, whatever came of its runs; 1 data or a folder could not be used; 2 a wrong"
                    + " option; 130 and 143 stopped by SIGINT and SIGTERM.",
            "",
            "Examples:",
            "  nabla2 sweep --penalty wgan-gp,r1 --lambda 0.1,1,10 --seed 1..5 --steps 2000",
            "  nabla2 sweep --relu almost-everywhere,mollified:0.1..0.001 --seed 1..10 --metric sliced-wasserstein,slope",
            "  nabla2 sweep --data grid25 --learning-rate 1e-4,3e-4,1e-3 --hidden 64x2 --hidden 256,128 --json"
        })
public final class SweepCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--metric",
            paramLabel = "NAMES",
            converter = Several.Metrics.class,
            completionCandidates = Choices.Metrics.class,
            description = {
                "What to compare by, with commas between names, or all: ${COMPLETION-CANDIDATES}",
                "(default: modes, high-quality, frechet, sliced-wasserstein and seconds, as far as the data have them). Every run"
                        + " is kept with all of them, so that the same command with others trains nothing."
            })
    private Optional<List<Metric>> metrics = Optional.empty();

    @Option(
            names = "--jobs",
            paramLabel = "N",
            converter = Numbers.Threads.class,
            description = "How many runs at once (default: as many as processors).")
    private Optional<Integer> jobs = Optional.empty();

    @Option(
            names = "--out",
            paramLabel = "FOLDER",
            description = "Where to write, and to look for runs (default: runs/sweep).")
    private Path out = Path.of("runs", "sweep");

    @Option(names = "--json", description = "Print the sweep as one JSON object, and nothing else, on standard output.")
    private boolean json;

    @Unmatched
    private List<String> words = new ArrayList<>();

    private final String commandLine;
    private final Interruption interruption;
    private final BiFunction<RunSettings, DataSet, Training> trainer;

    /**
     * A command.
     *
     * @param commandLine what was typed
     * @param interruption is told how to stop the trainings
     * @param trainer makes a training of settings and data
     */
    public SweepCommand(
            String commandLine, Interruption interruption, BiFunction<RunSettings, DataSet, Training> trainer) {
        this.commandLine = commandLine;
        this.interruption = interruption;
        this.trainer = trainer;
    }

    @Override
    public Integer call() {
        Grid grid = new GridOptions(spec.commandLine()).read(words);
        Sweep sweep = Sweep.empty(grid, metrics.orElse(Metric.USUAL), new TrainLine(grid.pattern()).command());
        List<SweepRun> runs = new ArrayList<>();
        Map<Grid.Cell, ParameterException> refusals = new LinkedHashMap<>();
        Map<List<Object>, DataSet> loaded = new HashMap<>();
        for (Grid.Cell cell : grid.cells()) {
            try {
                runs.addAll(grid.seeds().stream()
                        .map(seed -> run(grid, cell, seed, loaded))
                        .toList());
            } catch (ParameterException wrong) {
                refusals.put(cell, wrong);
                sweep = sweep.refused(cell, wrong.getMessage());
            }
        }
        if (runs.isEmpty()) {
            throw refusals.values().iterator().next();
        }
        SweepFolder folder = new SweepFolder(RunFolder.prepare(Optional.of(out), ""));
        List<SweepRun> missing = new ArrayList<>();
        for (SweepRun run : runs) {
            Optional<Score> found = folder.found(run.name());
            if (found.isPresent()) {
                sweep = sweep.with(run.cell(), run.seed(), found.get());
            } else {
                missing.add(run);
            }
        }
        Sweep grown = grown(sweep, missing, folder);
        spec.commandLine()
                .getOut()
                .println(json ? SweepJson.sweep(grown, folder.page()) : SweepText.columns(grown, folder.page()));
        spec.commandLine().getOut().flush();
        return grown.isComplete() ? 0 : ExitCodes.INTERRUPTED;
    }

    private SweepRun run(Grid grid, Grid.Cell cell, String seed, Map<List<Object>, DataSet> loaded) {
        List<String> typed = grid.words(cell, seed);
        List<String> alone = new ArrayList<>(typed);
        alone.add("--threads=1");
        GivenOptions.Chosen chosen =
                new TrainLine(alone).chosen(spec.commandLine().getErr());
        DataChoice choice = chosen.settings().data();
        DataSet data =
                loaded.computeIfAbsent(List.of(choice, chosen.dataFolder()), none -> choice.load(chosen.dataFolder()));
        NetworkOptions.checkFit(spec, chosen.settings(), data);
        return new SweepRun(
                cell,
                seed,
                chosen.settings(),
                data,
                Optional.empty(),
                chosen.options().texts(),
                new TrainLine(typed).command());
    }

    private Sweep grown(Sweep begun, List<SweepRun> missing, SweepFolder folder) {
        int processors = Runtime.getRuntime().availableProcessors();
        int atOnce = jobs.orElse(processors);
        SweepProgress progress = new SweepProgress(spec.commandLine().getErr(), begun.asked());
        progress.begin(begun.done(), atOnce);
        IdentityHashMap<DataSet, Optional<Judge>> judges = new IdentityHashMap<>();
        List<SweepRun> ready = missing.stream()
                .map(run -> run.settings().judged()
                        ? run.judged(judges.computeIfAbsent(
                                run.data(),
                                data -> ClassifierOptions.judge(
                                        spec, folder.folder().path(), data, processors)))
                        : run)
                .toList();
        Trainings trainings = new Trainings(trainer);
        interruption.onRequest(trainings::cancel);
        return new SweepGrowth(trainings, folder, progress, commandLine, begun).grown(ready, atOnce);
    }
}
