package dev.nabla2.lab.command;

import dev.nabla2.gan.GradientLimit;
import dev.nabla2.lab.run.OptimiserChoice;
import dev.nabla2.lab.run.PaceSettings;
import dev.nabla2.lab.run.PenaltyChoice;
import dev.nabla2.lab.run.ScheduleChoice;
import dev.nabla2.lab.run.TrainingDefaults;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The options that say how fast the players follow their gradients. */
final class PaceOptions {
    @Option(
            names = "--optimiser",
            paramLabel = "NAME",
            converter = Choices.Optimisers.class,
            completionCandidates = Choices.Optimisers.class,
            description =
                    "What makes steps of gradients: ${COMPLETION-CANDIDATES} (default: adam; with --penalty clip rmsprop).")
    private Optional<OptimiserChoice> optimiser = Optional.empty();

    @Option(
            names = "--betas",
            paramLabel = "B1,B2",
            converter = Betas.class,
            description = "With adam: its two shares (default: see below).")
    private Optional<List<Double>> betas = Optional.empty();

    @Option(
            names = "--learning-rate",
            paramLabel = "RATE",
            converter = Numbers.AboveZero.class,
            description = "At the start (default: see below).")
    private Optional<Double> learningRate = Optional.empty();

    @Option(
            names = "--ttur",
            paramLabel = "RATIO",
            defaultValue = "1",
            converter = Numbers.AboveZero.class,
            description =
                    "Two time scales: the critic's learning rate over the generator's (default: ${DEFAULT-VALUE}).")
    private double ratio;

    @Option(
            names = "--schedule",
            paramLabel = "NAME",
            defaultValue = "linear",
            converter = Choices.Schedules.class,
            completionCandidates = Choices.Schedules.class,
            description = {
                "How learning rates change over the run: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).",
                "linear, cosine: to zero; exponential: to a hundredth."
            })
    private ScheduleChoice schedule;

    @Option(
            names = "--clip-norm",
            paramLabel = "NUMBER",
            converter = Numbers.AboveZero.class,
            description = "The largest norm of a player's gradient (default: none).")
    private Optional<Double> norm = Optional.empty();

    @Option(
            names = "--clip-value",
            paramLabel = "NUMBER",
            converter = Numbers.AboveZero.class,
            description = "The largest element of a player's gradient (default: none).")
    private Optional<Double> value = Optional.empty();

    @Option(
            names = "--ema",
            paramLabel = "SHARE",
            converter = Numbers.BelowOne.class,
            description =
                    "Samples are drawn with an exponential average of the generator's weights, of which this share, such as"
                            + " 0.999, stays at each update (default: no average).")
    private Optional<Double> average = Optional.empty();

    /**
     * What was asked for.
     *
     * @throws ParameterException if options contradict each other
     */
    PaceSettings settings(CommandSpec spec, TrainingDefaults defaults, PenaltyChoice penalty) {
        // Momentum disturbs a critic whose weights are clipped, hence RMSProp there (Arjovsky et al. 2017, section
        // 4.3).
        OptimiserChoice chosen =
                optimiser.orElse(penalty == PenaltyChoice.CLIP ? OptimiserChoice.RMSPROP : OptimiserChoice.ADAM);
        if (betas.isPresent() && chosen != OptimiserChoice.ADAM) {
            throw new ParameterException(
                    spec.commandLine(), "--optimiser " + chosen.label() + " has no use for --betas");
        }
        if (norm.isPresent() && value.isPresent()) {
            throw new ParameterException(spec.commandLine(), "expected --clip-norm or --clip-value, found both");
        }
        GradientLimit limit = norm.<GradientLimit>map(GradientLimit.Norm::new)
                .or(() -> value.map(GradientLimit.Value::new))
                .orElse(GradientLimit.none());
        return new PaceSettings(
                chosen,
                betas.orElse(defaults.betas()),
                learningRate.orElse(defaults.learningRate()),
                ratio,
                schedule,
                limit,
                average.map(OptionalDouble::of).orElse(OptionalDouble.empty()));
    }
}
