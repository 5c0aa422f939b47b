package dev.nabla2.lab.command;

import dev.nabla2.gan.data.DataSet;
import dev.nabla2.lab.picture.Painting;
import dev.nabla2.lab.report.Environment;
import dev.nabla2.lab.report.RunFolder;
import dev.nabla2.lab.run.DynamicsChoice;
import dev.nabla2.lab.run.ObjectiveChoice;
import dev.nabla2.lab.run.PenaltyChoice;
import dev.nabla2.lab.run.RunSettings;
import dev.nabla2.lab.run.Training;
import dev.nabla2.lab.run.Trainings;
import dev.nabla2.lab.table.Budget;
import dev.nabla2.lab.table.Combination;
import dev.nabla2.lab.table.Row;
import dev.nabla2.lab.table.RowTraining;
import dev.nabla2.lab.table.Table;
import dev.nabla2.lab.table.TableFolder;
import dev.nabla2.lab.table.TableJson;
import dev.nabla2.lab.table.TableText;
import java.nio.file.Path;
import java.util.ArrayList;
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

/** The command {@code nabla2 table}. */
@Command(
        name = "table",
        mixinStandardHelpOptions = true,
        versionProvider = Versions.class,
        sortOptions = false,
        usageHelpAutoWidth = true,
        header = "Trains every combination of objectives, penalties and dynamics for the same time, and compares them.",
        description = {
            "",
            "Rows are trained one after the other. All other options are those of 'nabla2 train' and hold for every row; a row"
                    + " with which one of them does not go is refused, and the table says why.",
            ""
        },
        optionListHeading = "Options:%n",
        footer = {
            "",
            "What stands in the folder: table.html (open it), table.csv, and a file and pictures for each row. Rows that are there"
                    + " are not trained again: the same command goes on where it was stopped.",
            "",
            "Exit codes: 0 the table is complete, whatever came of its rows; 1 data or a folder could not be used; 2 a wrong"
                    + " option; 130 and 143 stopped by SIGINT and SIGTERM.",
            "",
            "Examples:",
            "  nabla2 table --data ring8",
            "  nabla2 table --data grid25 --objective all --penalty r1,wgan-gp --seconds 30",
            "  nabla2 table --objective non-saturating --penalty none,r1 --dynamics all --steps 2000 --learning-rate 1e-3"
        })
public final class TableCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--objective",
            paramLabel = "NAMES",
            defaultValue = "all",
            converter = Several.Objectives.class,
            description = "Names of 'nabla2 train' with commas between them, or all (default: ${DEFAULT-VALUE}).")
    private Optional<List<ObjectiveChoice>> objectives = Optional.empty();

    @Option(
            names = "--penalty",
            paramLabel = "NAMES",
            defaultValue = "wgan-gp",
            converter = Several.Penalties.class,
            description = "Likewise (default: ${DEFAULT-VALUE}).")
    private Optional<List<PenaltyChoice>> penalties = Optional.empty();

    @Option(
            names = "--dynamics",
            paramLabel = "NAMES",
            defaultValue = "alternating",
            converter = Several.AllDynamics.class,
            description = "Likewise (default: ${DEFAULT-VALUE}).")
    private Optional<List<DynamicsChoice>> dynamics = Optional.empty();

    @Option(
            names = "--seconds",
            paramLabel = "NUMBER",
            converter = Numbers.AboveZero.class,
            description =
                    "Train each row as many steps as take this long, give or take 15 %; a trial finds how many (default: 10).")
    private Optional<Double> seconds = Optional.empty();

    @Option(
            names = "--steps",
            paramLabel = "N",
            converter = Numbers.Positive.class,
            description = "Train each row this many steps instead.")
    private Optional<Integer> steps = Optional.empty();

    @Option(
            names = "--out",
            paramLabel = "FOLDER",
            description = "Where to write, and to look for rows (default: a folder in runs, such as runs/table-ring8).")
    private Optional<Path> out = Optional.empty();

    @Option(names = "--json", description = "Print the table as one JSON object, and nothing else, on standard output.")
    private boolean json;

    @Unmatched
    private List<String> shared = new ArrayList<>();

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
    public TableCommand(
            String commandLine, Interruption interruption, BiFunction<RunSettings, DataSet, Training> trainer) {
        this.commandLine = commandLine;
        this.interruption = interruption;
        this.trainer = trainer;
    }

    @Override
    public Integer call() {
        Budget budget = budget();
        RowArguments arguments = new RowArguments(shared, spec.commandLine().getErr());
        List<Combination> combinations =
                Combination.of(objectives.orElseThrow(), penalties.orElseThrow(), dynamics.orElseThrow());
        Map<Combination, String> refusals = refusals(arguments, combinations);
        Combination first = combinations.stream()
                .filter(one -> !refusals.containsKey(one))
                .findFirst()
                .orElseThrow();
        RunSettings settings = arguments.settings(first, 1);
        DataSet data = settings.data().load(arguments.dataFolder(first));
        NetworkOptions.checkFit(spec, settings, data);
        Painting.check();
        String name = settings.data().label();
        TableFolder folder = new TableFolder(
                RunFolder.prepare(Optional.of(out.orElse(Path.of("runs", "table-" + name))), ""),
                (budget.option() + " " + Shell.line(shared)).strip());
        Trainings trainings = new Trainings(trainer);
        interruption.onRequest(trainings::cancel);
        RowTraining training = new RowTraining(trainings, data);
        String steps = budget instanceof Budget.Steps fixed ? String.valueOf(fixed.steps()) : "STEPS";
        Table empty = new Table(name, budget, combinations.size(), arguments.pattern(steps), List.of());
        TableProgress progress =
                new TableProgress(spec.commandLine().getErr(), Terminal.isWatched(), combinations.size());
        TableGrowth growth = new TableGrowth(budget, arguments, refusals, training, folder, progress);
        Table table = grown(empty, combinations, growth);
        spec.commandLine()
                .getOut()
                .println(json ? TableJson.table(table, folder.page()) : TableText.columns(table, folder.page()));
        spec.commandLine().getOut().flush();
        return table.rows().size() == table.asked() ? 0 : ExitCodes.INTERRUPTED;
    }

    private Table grown(Table empty, List<Combination> combinations, TableGrowth growth) {
        Table table = empty;
        growth.folder().write(table, commandLine, Environment.current());
        for (Combination combination : combinations) {
            Optional<Row> row = growth.row(combination);
            if (row.isEmpty()) {
                break;
            }
            table = table.with(row.get());
            growth.folder().write(table, commandLine, Environment.current());
        }
        return table;
    }

    private Budget budget() {
        if (steps.isPresent() && seconds.isPresent()) {
            throw new ParameterException(spec.commandLine(), "expected --seconds or --steps, found both");
        }
        return steps.<Budget>map(Budget.Steps::new).orElseGet(() -> new Budget.Seconds(seconds.orElse(10.0)));
    }

    /** Why combinations cannot be trained; that none can is an error of the options that all share. */
    private Map<Combination, String> refusals(RowArguments arguments, List<Combination> combinations) {
        Map<Combination, String> refusals = new LinkedHashMap<>();
        Optional<ParameterException> why = Optional.empty();
        for (Combination combination : combinations) {
            try {
                arguments.settings(combination, 1);
            } catch (ParameterException wrong) {
                refusals.put(combination, wrong.getMessage());
                why = Optional.of(why.orElse(wrong));
            }
        }
        if (refusals.size() == combinations.size()) {
            throw why.orElseThrow();
        }
        return refusals;
    }
}
