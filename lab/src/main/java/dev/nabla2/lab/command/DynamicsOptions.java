package dev.nabla2.lab.command;

import dev.nabla2.gan.Gamma;
import dev.nabla2.lab.run.DynamicsChoice;
import dev.nabla2.lab.run.DynamicsSettings;
import dev.nabla2.lab.run.TrainingDefaults;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The options that say how the players follow their gradients. */
final class DynamicsOptions {
    @Option(
            names = "--dynamics",
            paramLabel = "NAME",
            converter = Choices.AllDynamics.class,
            completionCandidates = Choices.AllDynamics.class,
            description = {
                "How the players follow their gradients: ${COMPLETION-CANDIDATES} (default: alternating; of spectrum"
                        + " simultaneous, or the run's).",
                "alternating: the critic --critic-steps times, then the generator once; all others: both at once.",
                "consensus: along v + gamma grad(|v|^2/2), v the gradients of both; gradient-regularised: the generator also lowers"
                        + " eta |v|^2 of the critic.",
                "unrolled: the generator against the critic as it will be; extragradient: the gradients where a step would lead;"
                        + " optimistic: twice this step less the last.",
                "symplectic: along v + lambda A'v, A the antisymmetric part of the Jacobian of v, lambda aligned."
            })
    private Optional<DynamicsChoice> asked = Optional.empty();

    @Option(
            names = "--critic-steps",
            paramLabel = "N",
            converter = Numbers.Positive.class,
            description = "With alternating: critic updates per step (default: see below).")
    private Optional<Integer> criticSteps = Optional.empty();

    @Option(
            names = "--gamma",
            paramLabel = "NUMBER",
            converter = Gammas.class,
            description = {
                "With consensus: the regulariser's weight (default: 1).",
                "10: always; 10:1 or 0:10: from the first to the second over the run; adaptive:0.5: such that its gradient is half as"
                        + " long as the players' own."
            })
    private Optional<Gamma> gamma = Optional.empty();

    @Option(
            names = "--regularised",
            paramLabel = "PLAYER",
            converter = Choices.Players.class,
            completionCandidates = Choices.Players.class,
            description = "With consensus: whose direction it is added to: ${COMPLETION-CANDIDATES} (default: both).")
    private Optional<String> regularised = Optional.empty();

    @Option(
            names = "--eta",
            paramLabel = "NUMBER",
            converter = Numbers.NotNegative.class,
            description = "With gradient-regularised: the weight of the critic's gradient (default: 0.5).")
    private Optional<Double> eta = Optional.empty();

    @Option(
            names = "--unroll",
            paramLabel = "K",
            converter = Numbers.Positive.class,
            description = "With unrolled: how many steps of the critic ahead (default: 5).")
    private Optional<Integer> unroll = Optional.empty();

    @Option(
            names = "--first-order",
            description = "With unrolled: the generator does not see how the critic's steps depend on it.")
    private boolean firstOrder;

    @Option(
            names = "--adjustment",
            paramLabel = "NUMBER",
            converter = Numbers.NotNegative.class,
            description = "With symplectic: lambda's size (default: 1).")
    private Optional<Double> adjustment = Optional.empty();

    /** Which ones, in turn unless others were asked for. */
    DynamicsChoice choice() {
        return choice(DynamicsChoice.ALTERNATING);
    }

    /** Which ones, or those that are usual. */
    DynamicsChoice choice(DynamicsChoice usual) {
        return asked.orElse(usual);
    }

    /** The weight, of whatever it is. */
    Optional<Gamma> gamma() {
        return gamma;
    }

    /**
     * What was asked for.
     *
     * @throws ParameterException if an option is for other dynamics
     */
    DynamicsSettings settings(CommandSpec spec, TrainingDefaults defaults) {
        check(spec, choice(), "--gamma", gamma.isPresent(), DynamicsChoice.CONSENSUS);
        return settings(spec, DynamicsSettings.of(choice(), defaults.criticSteps()));
    }

    /**
     * What was asked for, with any {@link #gamma}.
     *
     * @param usual which ones, with what holds unless an option says otherwise
     * @throws ParameterException if an option is for other dynamics
     */
    DynamicsSettings settings(CommandSpec spec, DynamicsSettings usual) {
        DynamicsChoice dynamics = usual.choice();
        check(spec, dynamics, "--critic-steps", criticSteps.isPresent(), DynamicsChoice.ALTERNATING);
        check(spec, dynamics, "--regularised", regularised.isPresent(), DynamicsChoice.CONSENSUS);
        check(spec, dynamics, "--eta", eta.isPresent(), DynamicsChoice.GRADIENT_REGULARISED);
        check(spec, dynamics, "--unroll", unroll.isPresent(), DynamicsChoice.UNROLLED);
        check(spec, dynamics, "--first-order", firstOrder, DynamicsChoice.UNROLLED);
        check(spec, dynamics, "--adjustment", adjustment.isPresent(), DynamicsChoice.SYMPLECTIC);
        return new DynamicsSettings(
                dynamics,
                criticSteps.orElse(usual.criticSteps()),
                gamma.orElse(usual.gamma()),
                regularised
                        .map(player -> player.equals(Choices.Players.BOTH) ? List.<String>of() : List.of(player))
                        .orElse(usual.regularised()),
                eta.orElse(usual.eta()),
                unroll.orElse(usual.unroll()),
                !firstOrder && usual.secondOrder(),
                adjustment.orElse(usual.adjustment()));
    }

    private static void check(
            CommandSpec spec, DynamicsChoice dynamics, String option, boolean given, DynamicsChoice fit) {
        if (given && dynamics != fit) {
            throw new ParameterException(
                    spec.commandLine(), "--dynamics " + dynamics.label() + " has no use for " + option);
        }
    }
}
