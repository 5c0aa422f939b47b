package dev.nabla2.lab.command;

import dev.nabla2.engine.Backends;
import dev.nabla2.engine.RandomStream;
import dev.nabla2.engine.backend.Backend;
import dev.nabla2.engine.backend.Precision;
import dev.nabla2.gan.Gamma;
import dev.nabla2.gan.Gan;
import dev.nabla2.gan.Objective;
import dev.nabla2.gan.Penalty;
import dev.nabla2.lab.game.Bilinear;
import dev.nabla2.lab.game.Dirac;
import dev.nabla2.lab.game.GameChoice;
import dev.nabla2.lab.game.LinearQuadratic;
import dev.nabla2.lab.game.SmallMixture;
import dev.nabla2.lab.game.ToyGame;
import dev.nabla2.lab.run.DynamicsChoice;
import dev.nabla2.lab.run.DynamicsSettings;
import dev.nabla2.lab.run.ObjectiveChoice;
import dev.nabla2.lab.run.ObjectiveSettings;
import dev.nabla2.lab.run.PenaltyChoice;
import dev.nabla2.lab.run.PenaltySettings;
import dev.nabla2.lab.spectrum.Linearisation;
import dev.nabla2.lab.spectrum.Subject;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The options that say which game is looked at, and under which dynamics. */
final class GameOptions {
    private static final double CLIP = 0.01;

    @Option(
            names = "--game",
            paramLabel = "NAME",
            converter = Choices.Games.class,
            completionCandidates = Choices.Games.class,
            description = {
                "Which game: ${COMPLETION-CANDIDATES} (default: bilinear, or with --run checkpoint).",
                "bilinear: f = theta phi. dirac: real samples 0, generated ones theta, D(x) = psi x.",
                "lq-wgan: D(x) = w2 x^2 + w1 x, G(z) = a z + b, x and z uniform on [-1, 1].",
                "mog: the GAN of 2,003 parameters on ring8-r1, at its start. checkpoint: a run of 'nabla2 train'."
            })
    private Optional<GameChoice> game = Optional.empty();

    @Mixin
    private DynamicsOptions dynamics = new DynamicsOptions();

    @Option(
            names = "--objective",
            paramLabel = "NAME",
            converter = Choices.Objectives.class,
            completionCandidates = Choices.Objectives.class,
            description =
                    "With dirac and mog: what critic and generator want: ${COMPLETION-CANDIDATES} (default: minimax; with mog"
                            + " non-saturating).")
    private Optional<ObjectiveChoice> objective = Optional.empty();

    @Option(
            names = "--penalty",
            paramLabel = "NAME",
            converter = Choices.Penalties.class,
            completionCandidates = Choices.Penalties.class,
            description =
                    "With dirac and mog: what keeps the critic's slope in bounds: ${COMPLETION-CANDIDATES} (default: none).")
    private Optional<PenaltyChoice> penalty = Optional.empty();

    @Option(
            names = "--lambda",
            paramLabel = "NUMBER",
            converter = Numbers.NotNegative.class,
            description = "The penalty's weight; but for consensus --gamma says the same (default: 1).")
    private Optional<Double> lambda = Optional.empty();

    @Option(
            names = "--batch",
            paramLabel = "N",
            converter = Numbers.Positive.class,
            description = "With lq-wgan: means of so many samples (default: expectations).")
    private Optional<Integer> batch = Optional.empty();

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            converter = Numbers.Whole.class,
            description = "Where samples and mog's parameters come from (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--threads",
            paramLabel = "N",
            converter = Numbers.Threads.class,
            description = "For mog and checkpoints (default: all processors).")
    private Optional<Integer> threads = Optional.empty();

    /** Which game, given whether there is a run. */
    GameChoice choice(CommandSpec spec, boolean run) {
        GameChoice choice = game.orElse(run ? GameChoice.CHECKPOINT : GameChoice.BILINEAR);
        if ((choice == GameChoice.CHECKPOINT) != run) {
            throw new ParameterException(
                    spec.commandLine(),
                    run ? "--game " + choice.label() + " has no use for --run" : "--game checkpoint needs --run");
        }
        boolean objectives = choice == GameChoice.DIRAC || choice == GameChoice.MOG;
        check(spec, choice, "--objective", objective.isPresent() && !objectives);
        check(spec, choice, "--penalty", penalty.isPresent() && !objectives);
        check(spec, choice, "--lambda", lambda.isPresent() && !objectives);
        check(spec, choice, "--batch", batch.isPresent() && choice != GameChoice.LQ_WGAN);
        if (lambda.isPresent() && !isPenalised()) {
            throw new ParameterException(spec.commandLine(), "--lambda needs a --penalty with a weight");
        }
        return choice;
    }

    private static void check(CommandSpec spec, GameChoice choice, String option, boolean useless) {
        if (useless) {
            throw new ParameterException(spec.commandLine(), "--game " + choice.label() + " has no use for " + option);
        }
    }

    private boolean isPenalised() {
        return penalty.filter(PenaltyChoice::isTerm).isPresent();
    }

    /**
     * The dynamics.
     *
     * @param usual unless others were asked for
     */
    DynamicsSettings dynamics(CommandSpec spec, DynamicsSettings usual) {
        DynamicsChoice choice = dynamics.choice(usual.choice());
        if (dynamics.gamma().isPresent() && choice != DynamicsChoice.CONSENSUS && !isPenalised()) {
            throw new ParameterException(
                    spec.commandLine(), "--gamma needs --dynamics consensus or a --penalty with a weight");
        }
        return dynamics.settings(
                spec, choice == usual.choice() ? usual : DynamicsSettings.of(choice, usual.criticSteps()));
    }

    /** A game that needs no run. */
    Subject subject(CommandSpec spec, GameChoice choice) {
        RandomStream random = RandomStream.of(seed);
        return switch (choice) {
            case BILINEAR -> toy(choice, new Bilinear(), random);
            case DIRAC -> toy(choice, new Dirac(objective(ObjectiveChoice.MINIMAX), penalty(spec)), random);
            case LQ_WGAN -> toy(choice, new LinearQuadratic(batch.orElse(0)), random);
            case MOG -> {
                Gan gan = SmallMixture.of(backend(), objective(ObjectiveChoice.NON_SATURATING), penalty(spec));
                yield new Subject(
                        choice.label(),
                        gan,
                        new Linearisation.Place(gan.initialise(random.fold("initialise")), random.fold("step")),
                        "at its start",
                        gan.objective().conventions() + "; penalty: "
                                + gan.penalty().conventions());
            }
            case CHECKPOINT -> throw new IllegalArgumentException("expected a game, found a checkpoint");
        };
    }

    private static Subject toy(GameChoice choice, ToyGame game, RandomStream random) {
        return new Subject(
                choice.label(),
                game,
                new Linearisation.Place(game.atRest(Backends.reference()), random),
                "at its equilibrium",
                game.words());
    }

    Backend backend() {
        return Backends.cpu(threads(), Precision.DOUBLE);
    }

    int threads() {
        return threads.orElse(Runtime.getRuntime().availableProcessors());
    }

    long seed() {
        return seed;
    }

    private Objective objective(ObjectiveChoice usual) {
        return new ObjectiveSettings(objective.orElse(usual)).objective();
    }

    /** Its weight is γ where no one else's is. */
    private Penalty penalty(CommandSpec spec) {
        Optional<Double> weight = lambda;
        boolean free = dynamics.choice(DynamicsChoice.SIMULTANEOUS) != DynamicsChoice.CONSENSUS;
        if (free && dynamics.gamma().isPresent()) {
            if (lambda.isPresent() || !(dynamics.gamma().get() instanceof Gamma.Fixed)) {
                throw new ParameterException(
                        spec.commandLine(), "--gamma: expected one number for the penalty, and no --lambda");
            }
            weight = dynamics.gamma().map(gamma -> ((Gamma.Fixed) gamma).value());
        }
        return new PenaltySettings(penalty.orElse(PenaltyChoice.NONE), weight.orElse(1.0), 1, CLIP, 1).penalty();
    }
}
