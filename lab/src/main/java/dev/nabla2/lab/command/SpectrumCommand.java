package dev.nabla2.lab.command;

import dev.nabla2.engine.RandomStream;
import dev.nabla2.gan.Checkpoint;
import dev.nabla2.gan.DivergenceException;
import dev.nabla2.gan.Flow;
import dev.nabla2.lab.LabException;
import dev.nabla2.lab.game.GameChoice;
import dev.nabla2.lab.picture.Painting;
import dev.nabla2.lab.run.DynamicsChoice;
import dev.nabla2.lab.run.DynamicsSettings;
import dev.nabla2.lab.run.GanTraining;
import dev.nabla2.lab.run.RunSettings;
import dev.nabla2.lab.spectrum.Course;
import dev.nabla2.lab.spectrum.Linearisation;
import dev.nabla2.lab.spectrum.Portrait;
import dev.nabla2.lab.spectrum.Spectrum;
import dev.nabla2.lab.spectrum.SpectrumJson;
import dev.nabla2.lab.spectrum.SpectrumPage;
import dev.nabla2.lab.spectrum.SpectrumSettings;
import dev.nabla2.lab.spectrum.SpectrumText;
import dev.nabla2.lab.spectrum.Subject;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code nabla2 spectrum}. */
@Command(
        name = "spectrum",
        mixinStandardHelpOptions = true,
        versionProvider = Versions.class,
        sortOptions = false,
        usageHelpAutoWidth = true,
        header = "Finds the eigenvalues of a game under dynamics, and the steps that they allow.",
        description = {
            "",
            "The players go along a field F, minus what their optimisers descend; near a point of rest, the eigenvalues of F's"
                    + " Jacobian say whether they come back. Dynamics without a field (alternating, optimistic) have the Jacobian of a"
                    + " step of plain descent, whose eigenvalues are multipliers: below 1 in size is stable.",
            ""
        },
        optionListHeading = "Options:%n",
        footer = {
            "",
            "Exit codes: 0 it was found; 1 a run could not be used; 2 a wrong option.",
            "",
            "Examples:",
            "  nabla2 spectrum --game bilinear --dynamics consensus --gamma 0.5",
            "  nabla2 spectrum --game dirac --penalty r1 --gamma 0.3 --json",
            "  nabla2 spectrum --game dirac --objective wasserstein --step 0.2 --steps 500",
            "  nabla2 spectrum --game lq-wgan --dynamics gradient-regularised --eta 0.5 --out lq",
            "  nabla2 spectrum --game mog --dynamics consensus --gamma 10 --train 20000 --out mog",
            "  nabla2 spectrum --run runs/ring8-wgan-gp-seed1",
            "  nabla2 spectrum --run runs/ring8-wgan-gp-seed1 --train 1000 --looks 5 --out course"
        })
public final class SpectrumCommand implements Callable<Integer> {
    private static final double STEP = 0.1;

    @Spec
    private CommandSpec spec;

    @Mixin
    private GameOptions game = new GameOptions();

    @Option(
            names = "--run",
            paramLabel = "FOLDER",
            description = "The folder of a run, to look at its last checkpoint.")
    private Optional<Path> run = Optional.empty();

    @Option(names = "--data-dir", paramLabel = "PATH", description = "Where the run's data lie now, if elsewhere.")
    private Optional<Path> dataFolder = Optional.empty();

    @Option(
            names = "--plain",
            description = "Find the eigenvalues of the players' own gradients at the same place, too.")
    private boolean plain;

    @Option(
            names = "--train",
            paramLabel = "N",
            converter = Numbers.Positive.class,
            description =
                    "With mog: train it so many steps under the dynamics first, by RMSProp at 1e-4, and look at it on the way. With"
                            + " --run: take so many steps of that run again, from its start, with its own settings.")
    private Optional<Integer> train = Optional.empty();

    @Option(
            names = "--looks",
            paramLabel = "N",
            defaultValue = "10",
            converter = Numbers.Positive.class,
            description = "How often to look on the way, besides at the start (default: ${DEFAULT-VALUE}).")
    private int looks;

    @Option(
            names = "--step",
            paramLabel = "H",
            converter = Numbers.AboveZero.class,
            description = {
                "The learning rate of plain descent (default: " + STEP
                        + ", or with --run the run's): of maps of a step, of where"
                        + " unrolled and extragradient look ahead, and of the game as it is played."
            })
    private Optional<Double> step = Optional.empty();

    @Option(
            names = "--steps",
            paramLabel = "N",
            defaultValue = "500",
            converter = Numbers.Positive.class,
            description =
                    "Play games of a few numbers for so many steps from near by, to compare (default: ${DEFAULT-VALUE}).")
    private int steps;

    @Option(
            names = "--batches",
            paramLabel = "N",
            defaultValue = "1",
            converter = Numbers.Positive.class,
            description = "Average the Jacobian over so many batches of samples (default: ${DEFAULT-VALUE}).")
    private int batches;

    @Option(
            names = "--whole-up-to",
            paramLabel = "N",
            defaultValue = "3000",
            converter = Numbers.Positive.class,
            description =
                    "The whole Jacobian is formed for as many parameters; of larger ones, Arnoldi's iteration finds some"
                            + " eigenvalues, of one batch (default: ${DEFAULT-VALUE}).")
    private int most;

    @Option(
            names = "--count",
            paramLabel = "N",
            defaultValue = "10",
            converter = Numbers.Positive.class,
            description =
                    "How many of these: so many of the largest and so many of the rightmost (default: ${DEFAULT-VALUE}).")
    private int count;

    @Option(
            names = "--out",
            paramLabel = "FOLDER",
            description = {
                "Write a page with pictures there: the eigenvalues and, of games of a few numbers, where players go and from which"
                        + " starts they come to rest."
            })
    private Optional<Path> out = Optional.empty();

    @Option(
            names = "--reach",
            paramLabel = "NUMBER",
            defaultValue = "2",
            converter = Numbers.AboveZero.class,
            description = "How far from rest these pictures show (default: ${DEFAULT-VALUE}).")
    private double reach;

    @Option(
            names = "--json",
            description = "Print the result as one JSON object, and nothing else, on standard output.")
    private boolean json;

    private final String commandLine;
    private final Interruption interruption;

    /**
     * A command.
     *
     * @param commandLine what was typed
     * @param interruption is told how to stop a training
     */
    public SpectrumCommand(String commandLine, Interruption interruption) {
        this.commandLine = commandLine;
        this.interruption = interruption;
    }

    @Override
    public Integer call() {
        out.ifPresent(folder -> Painting.check());
        GameChoice choice = game.choice(spec, run.isPresent());
        Spectrum spectrum = run.isPresent() ? ofRun(run.get()) : ofGame(choice);
        out.ifPresent(folder -> {
            Path page = page(spectrum).write(folder, commandLine);
            spec.commandLine().getErr().println(page);
            spec.commandLine().getErr().flush();
        });
        spec.commandLine().getOut().println(json ? SpectrumJson.of(spectrum) : SpectrumText.of(spectrum));
        spec.commandLine().getOut().flush();
        return 0;
    }

    private SpectrumPage page(Spectrum spectrum) {
        return new SpectrumPage(
                spectrum,
                spectrum.subject()
                        .toy()
                        .map(toy -> new Portrait(
                                toy,
                                new Flow(
                                        toy,
                                        spectrum.settings().dynamics().dynamics(),
                                        spectrum.settings().step()),
                                spectrum.settings().joinsCopies(),
                                reach,
                                spectrum.subject().place().random())));
    }

    private Spectrum ofGame(GameChoice choice) {
        Subject subject = game.subject(spec, choice);
        SpectrumSettings settings =
                settings(game.dynamics(spec, DynamicsSettings.of(DynamicsChoice.SIMULTANEOUS, 1)), STEP);
        if (train.isEmpty()) {
            return Spectrum.of(subject, settings, List.of());
        }
        if (choice != GameChoice.MOG) {
            throw new ParameterException(spec.commandLine(), "--game " + subject.name() + " has no use for --train");
        }
        return along(Course.ofRmsProp(subject, settings, game.seed(), train.get(), looks), settings);
    }

    private Spectrum ofRun(Path folder) {
        FoundRun found = FoundRun.in(folder, dataFolder, spec);
        RunSettings played = found.settings().inDoubles(game.threads());
        GanTraining training = new GanTraining(played, found.data());
        SpectrumSettings settings =
                settings(game.dynamics(spec, played.dynamics()), played.pace().learningRate());
        if (train.isEmpty()) {
            Checkpoint last =
                    training.continued(folder.resolve("checkpoint.safetensors")).checkpoint();
            return Spectrum.of(ofRun(folder, training, last, played.steps()), settings, List.of());
        }
        if (train.get() > played.steps()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--train: expected at most the " + played.steps() + " steps of " + folder + ", found "
                            + train.get());
        }
        Subject start = ofRun(folder, training, training.checkpoint(), played.steps());
        String how = "steps of " + folder + ", taken again in double precision";
        return along(
                new Course(start, training.trainer(), settings, train.get(), played.steps(), how, looks), settings);
    }

    private Subject ofRun(Path folder, GanTraining training, Checkpoint at, int steps) {
        return new Subject(
                GameChoice.CHECKPOINT.label(),
                training.gan(),
                new Linearisation.Place(
                        at.tensors().below("parameters"),
                        at.tensors().below("memory"),
                        (double) at.step() / steps,
                        RandomStream.of(game.seed()).fold("step"),
                        at.step()),
                "after step " + at.step() + " of " + folder,
                training.gan().objective().conventions() + "; penalty: " + training.conventions());
    }

    private SpectrumSettings settings(DynamicsSettings dynamics, double usualStep) {
        DynamicsChoice way = dynamics.choice();
        if (plain && (way == DynamicsChoice.ALTERNATING || way == DynamicsChoice.OPTIMISTIC)) {
            throw new ParameterException(
                    spec.commandLine(), "--dynamics " + way.label() + " has no use for --plain: it has multipliers");
        }
        return new SpectrumSettings(dynamics, step.orElse(usualStep), steps, batches, most, count, plain);
    }

    /** Trains and looks on the way, then at the end. */
    private Spectrum along(Course course, SpectrumSettings settings) {
        interruption.onRequest(course::cancel);
        PrintWriter err = spec.commandLine().getErr();
        try {
            Subject trained = course.run(look -> {
                err.printf(
                        Locale.ROOT,
                        "step %,d: rightmost %.4g, largest %.4g%n",
                        look.step(),
                        look.rightmost(),
                        look.largest());
                err.flush();
            });
            return Spectrum.of(trained, settings, course.looks());
        } catch (DivergenceException diverged) {
            throw new LabException(diverged.getMessage());
        }
    }
}
