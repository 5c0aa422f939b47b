package dev.nabla2.lab.command;

import dev.nabla2.engine.Backends;
import dev.nabla2.engine.backend.Precision;
import dev.nabla2.gan.data.DataSet;
import dev.nabla2.lab.LabException;
import dev.nabla2.lab.audit.critics.AuditFolder;
import dev.nabla2.lab.audit.critics.AuditRow;
import dev.nabla2.lab.audit.critics.AuditRun;
import dev.nabla2.lab.audit.critics.AuditSettings;
import dev.nabla2.lab.audit.critics.AuditText;
import dev.nabla2.lab.audit.critics.RunCourse;
import dev.nabla2.lab.report.RunFolder;
import dev.nabla2.lab.run.GanTraining;
import dev.nabla2.lab.run.RunSettings;
import dev.nabla2.lab.store.Digest;
import dev.nabla2.lab.store.RunStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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
            "What is true is true of a population with a density. Files hold finitely many samples: a penalty that is charged at"
                    + " these themselves (r1) is audited with --noise, one between real and generated samples as it is.",
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
            "  nabla2 audit --states 0,100,500,2000 --samples 500000 --json",
            "  nabla2 audit --data mnist --data-dir DIR --network wgan-gp-mnist --dim 8 --penalty wgan-gp --batch 64 --states 0,300",
            "  nabla2 audit --run runs/ring8-wgan-gp-seed1"
        })
public final class AuditCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private CriticOptions critics = new CriticOptions();

    @Option(
            names = "--run",
            paramLabel = "FOLDER",
            description = {
                "Audit the critic of a run of 'nabla2 train' at its last checkpoint instead, with its own data, penalty and generator;"
                        + " no option above goes with it but --seed, --batch and --noise."
            })
    private Optional<Path> ofRun = Optional.empty();

    @Option(
            names = "--data-dir",
            paramLabel = "PATH",
            description = "Where the files of data that are read lie; with --run, if they lie elsewhere now.")
    private Optional<Path> dataFolder = Optional.empty();

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
            converter = Numbers.Positive.class,
            description =
                    "How many samples stand for the population, made up to whole batches; error bars shrink with the root of it"
                            + " (default: 131072; with convolutions 16384).")
    private Optional<Integer> samples = Optional.empty();

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
        checkMinibatches();
        AuditRun run = ofRun.map(this::ofRun).orElseGet(this::training);
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

    private AuditRun training() {
        AuditSettings settings = critics.settings(spec, exactness());
        if (settings.data().readsFiles() != dataFolder.isPresent()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--data " + settings.data().label()
                            + (settings.data().readsFiles() ? " needs --data-dir" : " has no use for --data-dir"));
        }
        DataSet data = settings.data().load(dataFolder.orElse(Path.of("")));
        return AuditRun.training(
                settings,
                data,
                folder(
                        settings,
                        settings.data().label(),
                        CriticOptions.asked(settings) + " of "
                                + data.fingerprint().orElse("what is drawn")));
    }

    private AuditRun ofRun(Path run) {
        critics.checkNone(spec);
        FoundRun found = FoundRun.in(run, dataFolder, spec);
        found.checkData();
        RunSettings trained = found.settings().inDoubles(exactness().threads());
        double progress = (double) found.step() / trained.steps();
        double noise = critics.noise().orElse(trained.objective().instanceNoise() * (1 - progress));
        try {
            RunCourse course =
                    RunCourse.of(new GanTraining(trained, found.data()), run.resolve(RunStore.CHECKPOINT), noise);
            AuditSettings settings = critics.ofRun(trained, course.step(), noise, exactness());
            String name = run.toAbsolutePath().normalize().getFileName().toString();
            return AuditRun.of(
                    settings,
                    course,
                    folder(
                            settings,
                            name,
                            "--run " + name + " at step " + course.step() + " ("
                                    + digest(run.resolve(RunStore.CHECKPOINT)) + ") --batch " + settings.batch()
                                    + " --noise " + noise));
        } catch (IllegalArgumentException unfit) {
            throw new ParameterException(spec.commandLine(), unfit.getMessage(), unfit);
        }
    }

    /** So that a run that was trained again is audited again. */
    private static String digest(Path checkpoint) {
        try {
            return Digest.of(Files.readAllBytes(checkpoint));
        } catch (IOException unreadable) {
            throw new LabException(checkpoint + ": " + unreadable.getMessage());
        }
    }

    private CriticOptions.Exactness exactness() {
        return new CriticOptions.Exactness(
                minibatches,
                samples,
                epsilon,
                threads.orElse(Runtime.getRuntime().availableProcessors()));
    }

    private void checkMinibatches() {
        if (minibatches < 3) {
            throw new ParameterException(
                    spec.commandLine(), "--minibatches: expected at least 3, found " + minibatches);
        }
    }

    /**
     * Where it is kept.
     *
     * @param asked what sets its critics apart from those of others, so that none of another audit is taken for one of this
     */
    private AuditFolder folder(AuditSettings settings, String name, String asked) {
        return new AuditFolder(
                RunFolder.prepare(Optional.of(out.orElse(Path.of("runs", "audit-" + name))), ""),
                String.join(
                        " ",
                        asked,
                        "--minibatches " + settings.minibatches(),
                        "--samples " + settings.size().samples(),
                        "--epsilon " + settings.epsilon(),
                        "on " + kernels()),
                commandLine);
    }

    /** What computes, without the number of threads, which changes nothing. */
    private static String kernels() {
        return Backends.cpu(1, Precision.DOUBLE).toString().replace(", threads: 1", "");
    }
}
