package dev.nabla2.lab.command;

import dev.nabla2.engine.SecondDerivative;
import dev.nabla2.gan.data.DataSet;
import dev.nabla2.lab.run.NetworkChoice;
import dev.nabla2.lab.run.NetworkSettings;
import dev.nabla2.lab.run.RunSettings;
import dev.nabla2.lab.run.TrainingDefaults;
import dev.nabla2.nn.Activation;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The options that say what generator and critic are made of. */
final class NetworkOptions {
    @Option(
            names = "--network",
            paramLabel = "NAME",
            defaultValue = "mlp",
            converter = Choices.Networks.class,
            completionCandidates = Choices.Networks.class,
            description = {
                "What both are made of: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).",
                "mlp: fully connected layers, for any data; all others: convolutions, for images.",
                "wgan-gp-mnist: the paper's for 28 x 28; wgan-gp-cifar: the paper's for 32 x 32, with batch norm in the generator;"
                        + " residual: its residual one for 32 x 32, with layer norm in the critic.",
                "dcgan: batch norm in both, for sides from 8 to 128; without --objective and --penalty it is trained as in its paper:"
                        + " non-saturating, none."
            })
    private NetworkChoice network;

    @Option(
            names = "--dim",
            paramLabel = "N",
            converter = Numbers.Positive.class,
            description = "The width of all but mlp: channels where the image is largest (default: see below).")
    private Optional<Integer> dim = Optional.empty();

    @Option(
            names = "--activation",
            paramLabel = "NAME",
            converter = Choices.Activations.class,
            completionCandidates = Choices.Activations.class,
            description = {
                "With mlp: the nonlinearity: ${COMPLETION-CANDIDATES} (default: see below).",
                "The penalty's gradient holds its second derivative, which is zero almost everywhere for relu and leaky-relu;"
                        + " softplus, tanh, sigmoid, gelu and silu are smooth."
            })
    private Optional<Activation> activation = Optional.empty();

    @Option(
            names = "--relu",
            paramLabel = "NAME",
            converter = SecondDerivatives.class,
            description = {
                "With relu and leaky-relu in the critic: what their second derivative is, which a penalty of slopes holds"
                        + " (default: almost-everywhere).",
                "almost-everywhere: 0, as everywhere but at the kink; the penalty's gradient then misses that kinks move.",
                "mollified:EPSILON: 1/(2 EPSILON) within EPSILON of the kink, where the function itself is smoothed to match;"
                        + " mollified:0.1..0.001: with an EPSILON that falls by the same factor at each step from the first to the"
                        + " last, which also holds in use.",
                "forbidden: asking for it ends the run with an error that says where.",
                "The generator's stay plain: no penalty differentiates its gradient."
            })
    private Optional<SecondDerivative> relu = Optional.empty();

    @Option(
            names = "--hidden",
            paramLabel = "WIDTHS",
            converter = Widths.class,
            description = "With mlp: widths of both networks' hidden layers: 128x3, or 512,256 (default: see below).")
    private Optional<List<Integer>> hidden = Optional.empty();

    @Option(
            names = "--conditional",
            description =
                    "Both networks are told the class of each sample: the mode of a mixture, the label of an image.")
    private boolean conditional;

    NetworkChoice choice() {
        return network;
    }

    /**
     * What was asked for.
     *
     * @throws ParameterException if an option is for other networks
     */
    NetworkSettings settings(CommandSpec spec, TrainingDefaults defaults) {
        check(spec, "--activation", activation.isPresent() && network.isConvolutional());
        check(spec, "--hidden", hidden.isPresent() && network.isConvolutional());
        check(spec, "--dim", dim.isPresent() && !network.isConvolutional());
        NetworkSettings settings = new NetworkSettings(
                network,
                activation.orElse(defaults.activation()),
                hidden.orElse(defaults.hidden()),
                dim.orElse(network.dim()),
                conditional,
                relu.orElse(SecondDerivative.ALMOST_EVERYWHERE));
        if (relu.isPresent() && !settings.rectifies()) {
            throw new ParameterException(
                    spec.commandLine(), "--activation " + settings.activation().label() + " has no use for --relu");
        }
        return settings;
    }

    private void check(CommandSpec spec, String option, boolean useless) {
        if (useless) {
            throw new ParameterException(
                    spec.commandLine(), "--network " + network.label() + " has no use for " + option);
        }
    }

    /**
     * Checks that networks are for the data.
     *
     * @throws ParameterException if they are not
     */
    static void checkFit(CommandSpec spec, RunSettings settings, DataSet data) {
        NetworkSettings network = settings.network();
        try {
            network.pair(network.shaped(data), settings.latent());
        } catch (IllegalArgumentException unfit) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--network " + unfit.getMessage() + " in --data "
                            + settings.data().label(),
                    unfit);
        }
    }
}
