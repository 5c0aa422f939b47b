package dev.nabla2.lab.command;

import dev.nabla2.gan.data.DataSet;
import dev.nabla2.lab.audit.critics.AuditFolder;
import dev.nabla2.lab.audit.critics.AuditRow;
import dev.nabla2.lab.audit.critics.AuditRun;
import dev.nabla2.lab.audit.critics.AuditSettings;
import dev.nabla2.lab.audit.critics.AuditText;
import dev.nabla2.lab.report.RunFolder;
import dev.nabla2.lab.run.DataChoice;
import dev.nabla2.lab.run.PenaltyChoice;
import dev.nabla2.nn.Activation;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.LongStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code nabla2 audit}. */
@Command(
        name = "audit",
        mixinStandardHelpOptions = true,
        versionProvider = Versions.class,
        sortOptions = false,
        usageHelpAutoWidth = true,
        header = "Audits whether the gradient of a critic's penalty means what it says.",
        description = {
            "",
            "Automatic differentiation averages the gradients of single points' penalties. In a critic of rectifiers slopes jump"
                    + " where a unit switches, and as those places move with the weights, the average has a part that no single"
                    + " point shows. For each critic, trained against real samples with noise for generated ones, this command"
                    + " estimates the true gradient (rectifiers mollified over two widths, extrapolated to none), confirms it by"
                    + " differences of the penalty itself, and says by how much the automatic one differs in angle and length, and"
                    + " whether it points downhill.",
            ""
        },
        optionListHeading = "Options:%n",
        footer = {
            "",
            "What stands in the folder: report.html (open it), and a file for each critic. Critics that are there are not audited"
                    + " again: the same command goes on where it was stopped.",
            "",
            "Exit codes: 0 the audit is complete, whatever it found; 1 data or a folder could not be used; 2 a wrong option; 130 and"
                    + " 143 stopped by SIGINT and SIGTERM.",
            "",
            "Examples:",
            "  nabla2 audit",
            "  nabla2 audit --penalty r1 --activation relu,tanh --seeds 10",
            "  nabla2 audit --states 0,100,500,2000 --samples 500000 --json"
        })
public final class AuditCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--penalty",
            paramLabel = "NAMES",
            defaultValue = "wgan-gp,r1,0-gp",
            converter = Several.Penalties.class,
            description =
                    "Names of 'nabla2 train' with commas between them: wgan-gp, one-sided, 0-gp, r1, r2, r1-r2, dragan"
                            + " (default: ${DEFAULT-VALUE}).")
    private List<PenaltyChoice> penalties = List.of();

    @Option(
            names = "--lambda",
            paramLabel = "NUMBER",
            defaultValue = "0.1",
            converter = Numbers.AboveZero.class,
            description = "The penalty's weight, in training and in what is audited; WGAN-GP's toys have 0.1"
                    + " (default: ${DEFAULT-VALUE}).")
    private double lambda;

    @Option(
            names = "--activation",
            paramLabel = "NAMES",
            defaultValue = "relu,leaky-relu,elu,softplus,tanh",
            converter = Several.Activations.class,
            description = "Nonlinearities of 'nabla2 train' with commas between them (default: ${DEFAULT-VALUE}).")
    private List<Activation> activations = List.of();

    @Option(
            names = "--hidden",
            paramLabel = "WIDTHS",
            defaultValue = "64x3",
            converter = Widths.class,
            description = "Widths of the critics' hidden layers: 64x3, or 512,256 (default: ${DEFAULT-VALUE}).")
    private List<Integer> hidden = List.of();

    @Option(
            names = "--data",
            paramLabel = "NAME",
            defaultValue = "ring8",
            converter = Choices.Data.class,
            completionCandidates = Choices.Data.class,
            description = "What real samples are of, a name of 'nabla2 train' (default: ${DEFAULT-VALUE}).")
    private DataChoice data;

    @Option(names = "--data-dir", paramLabel = "PATH", description = "Where the files of data that are read lie.")
    private Optional<Path> dataFolder = Optional.empty();

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            converter = Numbers.Whole.class,
            description = "Where weights and samples come from (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--seeds",
            paramLabel = "N",
            defaultValue = "1",
            converter = Numbers.Positive.class,
            description = "How many critics of each kind, from seeds one after another; several give error bars"
                    + " (default: ${DEFAULT-VALUE}).")
    private int seeds;

    @Option(
            names = "--states",
            paramLabel = "STEPS",
            defaultValue = "0,2000",
            converter = Counts.class,
            description = "After how many training steps each critic is audited (default: ${DEFAULT-VALUE}).")
    private List<Integer> states = List.of();

    @Option(
            names = "--learning-rate",
            paramLabel = "NUMBER",
            defaultValue = "0.001",
            converter = Numbers.AboveZero.class,
            description = "Adam's, with betas 0.5 and 0.9 (default: ${DEFAULT-VALUE}).")
    private double learningRate;

    @Option(
            names = "--batch",
            paramLabel = "N",
            defaultValue = "256",
            converter = Numbers.Positive.class,
            description = "Samples per training step, and per minibatch that is tried (default: ${DEFAULT-VALUE}).")
    private int batch;

    @Option(
            names = "--minibatches",
            paramLabel = "N",
            defaultValue = "200",
            converter = Numbers.Positive.class,
            description = "How many minibatches are tried for whether their gradients point downhill, at least 3"
                    + " (default: ${DEFAULT-VALUE}).")
    private int minibatches;

    @Option(
            names = "--samples",
            paramLabel = "N",
            defaultValue = "131072",
            converter = Numbers.Positive.class,
            description = "How many samples stand for the population; error bars shrink with the root of it"
                    + " (default: ${DEFAULT-VALUE}).")
    private int samples;

    @Option(
            names = "--epsilon",
            paramLabel = "NUMBER",
            defaultValue = "0.005",
            converter = Numbers.AboveZero.class,
            description = "Rectifiers are mollified where their input is within this of 0, and within half of it"
                    + " (default: ${DEFAULT-VALUE}).")
    private double epsilon;

    @Option(
            names = "--threads",
            paramLabel = "N",
            converter = Numbers.Threads.class,
            description = "Changes the speed, not the numbers (default: all processors).")
    private Optional<Integer> threads = Optional.empty();

    @Option(
            names = "--out",
            paramLabel = "FOLDER",
            description =
                    "Where to write, and to look for critics (default: runs/audit-NAME, with the name of the data).")
    private Optional<Path> out = Optional.empty();

    @Option(names = "--json", description = "Print all as one JSON object, and nothing else, on standard output.")
    private boolean json;

    private final String commandLine;
    private final Interruption interruption;

    /**
     * A command.
     *
     * @param commandLine what was typed
     * @param interruption is told how to stop
     */
    public AuditCommand(String commandLine, Interruption interruption) {
        this.commandLine = commandLine;
        this.interruption = interruption;
    }

    @Override
    public Integer call() {
        AuditSettings settings = settings();
        DataSet set = data.load(dataFolder.orElse(Path.of("")));
        RunFolder folder = RunFolder.prepare(
                Optional.of(
                        out.orElse(Path.of("runs", "audit-" + settings.data().label()))),
                "");
        AuditRun run = new AuditRun(settings, set, new AuditFolder(folder, asked(settings, set), commandLine));
        try {
            run.check();
        } catch (IllegalArgumentException unfit) {
            throw new ParameterException(spec.commandLine(), unfit.getMessage(), unfit);
        }
        interruption.onRequest(run::cancel);
        List<AuditRow> rows = run.through(line -> {
            spec.commandLine().getErr().println(line);
            spec.commandLine().getErr().flush();
        });
        spec.commandLine()
                .getOut()
                .println(
                        json
                                ? run.folder().json(rows)
                                : AuditText.of(rows) + "\nreport: "
                                        + run.folder().page());
        spec.commandLine().getOut().flush();
        return run.isCancelled() ? ExitCodes.INTERRUPTED : 0;
    }

    private AuditSettings settings() {
        if (data.readsFiles() != dataFolder.isPresent()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--data " + data.label()
                            + (data.readsFiles() ? " needs --data-dir" : " has no use for --data-dir"));
        }
        if (seed > Long.MAX_VALUE - seeds) {
            throw new ParameterException(
                    spec.commandLine(), "--seed: expected room for " + seeds + " seeds, found " + seed);
        }
        if (minibatches < 3) {
            throw new ParameterException(
                    spec.commandLine(), "--minibatches: expected at least 3, found " + minibatches);
        }
        return new AuditSettings(
                data,
                activations,
                penalties,
                lambda,
                hidden,
                LongStream.range(seed, seed + seeds).boxed().toList(),
                states,
                learningRate,
                batch,
                minibatches,
                samples,
                epsilon,
                threads.orElse(Runtime.getRuntime().availableProcessors()));
    }

    /** What all critics share, so that none of another audit is taken for one of this. */
    private static String asked(AuditSettings s, DataSet set) {
        return String.join(
                " ",
                "--data " + s.data().label(),
                "--lambda " + s.lambda(),
                "--hidden " + Widths.write(s.hidden()),
                "--states " + Counts.write(s.states()),
                "--learning-rate " + s.learningRate(),
                "--batch " + s.batch(),
                "--minibatches " + s.minibatches(),
                "--samples " + s.samples(),
                "--epsilon " + s.epsilon(),
                "of " + set.fingerprint().orElse("what is drawn"));
    }
}
