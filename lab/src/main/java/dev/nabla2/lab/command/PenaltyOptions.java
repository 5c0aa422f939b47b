package dev.nabla2.lab.command;

import dev.nabla2.lab.run.DynamicsChoice;
import dev.nabla2.lab.run.NetworkChoice;
import dev.nabla2.lab.run.PenaltyChoice;
import dev.nabla2.lab.run.PenaltySettings;
import dev.nabla2.lab.run.TrainingDefaults;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The options that say what keeps the critic's slope in bounds. */
final class PenaltyOptions {
    @Option(
            names = "--penalty",
            paramLabel = "NAME",
            converter = Choices.Penalties.class,
            completionCandidates = Choices.Penalties.class,
            description = {
                "What keeps the critic's slope in bounds: ${COMPLETION-CANDIDATES} (default: wgan-gp; with --network dcgan"
                        + " none).",
                "wgan-gp: lambda times the mean of (slope - 1)^2 between real and generated samples.",
                "one-sided: the same, but only slopes above 1 cost anything.",
                "0-gp: lambda times the mean of slope^2 there; r1, r2, r1-r2: lambda/2 times that on real samples, on generated"
                        + " ones, on both.",
                "roth: lambda/2 times slope^2 on both, weighted by how sure the critic errs; roth-annealed: lambda falls to a"
                        + " hundredth.",
                "dragan: lambda times the mean of (slope - 1)^2 around real samples.",
                "spectral-norm: no penalty; every weight matrix of the critic is divided by its largest singular value.",
                "clip: no penalty; the critic's weights are clipped, as in the first Wasserstein GAN.",
                "none: nothing."
            })
    private Optional<PenaltyChoice> asked = Optional.empty();

    @Option(
            names = "--lambda",
            paramLabel = "NUMBER",
            converter = Numbers.NotNegative.class,
            description = "The weight of the penalty (default: see below).")
    private Optional<Double> lambda = Optional.empty();

    @Option(
            names = "--centre",
            paramLabel = "SLOPE",
            converter = Numbers.NotNegative.class,
            description = "With wgan-gp and one-sided: the slope that costs nothing (default: 1).")
    private Optional<Double> centre = Optional.empty();

    @Option(
            names = "--lazy",
            paramLabel = "K",
            converter = Numbers.Positive.class,
            description =
                    "One update for K times the penalty alone before every K of the critic without it, with Adam's rate and"
                            + " betas adapted to that (default: the penalty is part of each update).")
    private Optional<Integer> lazy = Optional.empty();

    @Option(
            names = "--clip",
            paramLabel = "NUMBER",
            converter = Numbers.AboveZero.class,
            description = "With clip: the largest weight (default: see below).")
    private Optional<Double> clip = Optional.empty();

    /** Which one; unless one was asked for, that of the networks' paper. */
    PenaltyChoice choice(NetworkChoice network) {
        return asked.orElse(network == NetworkChoice.DCGAN ? PenaltyChoice.NONE : PenaltyChoice.WGAN_GP);
    }

    /**
     * What was asked for.
     *
     * @param penalty which, as {@link #choice} gives it
     * @throws ParameterException if an option is for another penalty
     */
    PenaltySettings settings(
            CommandSpec spec, TrainingDefaults defaults, PenaltyChoice penalty, DynamicsChoice dynamics) {
        check(spec, penalty, "--lambda", lambda.isPresent() && !penalty.isTerm());
        check(spec, penalty, "--centre", centre.isPresent() && !penalty.hasCentre());
        check(spec, penalty, "--clip", clip.isPresent() && penalty != PenaltyChoice.CLIP);
        check(spec, penalty, "--lazy", lazy.isPresent() && !penalty.isTerm());
        if (lazy.isPresent() && dynamics != DynamicsChoice.ALTERNATING) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--lazy needs --dynamics alternating: players that move at once have no turn for the penalty alone");
        }
        return new PenaltySettings(
                penalty,
                lambda.orElse(defaults.lambda()),
                centre.orElse(1.0),
                clip.orElse(defaults.clip()),
                lazy.orElse(1));
    }

    private static void check(CommandSpec spec, PenaltyChoice penalty, String option, boolean useless) {
        if (useless) {
            throw new ParameterException(
                    spec.commandLine(), "--penalty " + penalty.label() + " has no use for " + option);
        }
    }
}
