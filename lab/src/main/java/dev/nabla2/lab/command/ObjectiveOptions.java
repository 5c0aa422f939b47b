package dev.nabla2.lab.command;

import dev.nabla2.lab.run.NetworkChoice;
import dev.nabla2.lab.run.ObjectiveChoice;
import dev.nabla2.lab.run.ObjectiveSettings;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The options that say what critic and generator want. */
final class ObjectiveOptions {
    @Option(
            names = "--objective",
            paramLabel = "NAME",
            converter = Choices.Objectives.class,
            completionCandidates = Choices.Objectives.class,
            description = {
                "What critic and generator want: ${COMPLETION-CANDIDATES} (default: wasserstein; with"
                        + " --network dcgan non-saturating).",
                "minimax, non-saturating: the first GAN's game, and its loss with a gradient where the critic is sure.",
                "energy: the critic ends in a softplus, a value low for real data.",
                "f-…: a bound of the f-divergence of that name."
            })
    private Optional<ObjectiveChoice> asked = Optional.empty();

    @Option(
            names = "--label",
            paramLabel = "NUMBER",
            converter = Numbers.Share.class,
            description =
                    "With minimax, non-saturating and least-squares: the label of real data, such as 0.9 (default: 1).")
    private Optional<Double> label = Optional.empty();

    @Option(
            names = "--margin",
            paramLabel = "NUMBER",
            converter = Numbers.AboveZero.class,
            description = "With energy: above which generated samples are high enough for the critic (default: 1).")
    private Optional<Double> margin = Optional.empty();

    @Option(
            names = "--alternative",
            description =
                    "With f-…: the generator minimises -E g_f(D(fake)), which is steeper where the critic is sure.")
    private boolean alternative;

    @Option(
            names = "--instance-noise",
            paramLabel = "DEVIATION",
            defaultValue = "0",
            converter = Numbers.NotNegative.class,
            description =
                    "Normal noise on all samples before the critic; its deviation falls linearly to zero (default: none).")
    private double instanceNoise;

    /**
     * What was asked for.
     *
     * @param network whose paper has the objective unless one was asked for
     * @throws ParameterException if an option is for another objective
     */
    ObjectiveSettings settings(CommandSpec spec, NetworkChoice network) {
        ObjectiveChoice objective = asked.orElse(
                network == NetworkChoice.DCGAN ? ObjectiveChoice.NON_SATURATING : ObjectiveChoice.WASSERSTEIN);
        check(spec, objective, "--label", label.isPresent(), objective.hasLabel());
        check(spec, objective, "--margin", margin.isPresent(), objective.hasMargin());
        check(spec, objective, "--alternative", alternative, objective.isFGan());
        return new ObjectiveSettings(objective, label.orElse(1.0), margin.orElse(1.0), alternative, instanceNoise);
    }

    private static void check(CommandSpec spec, ObjectiveChoice objective, String option, boolean given, boolean fits) {
        if (given && !fits) {
            throw new ParameterException(
                    spec.commandLine(), "--objective " + objective.label() + " has no use for " + option);
        }
    }
}
