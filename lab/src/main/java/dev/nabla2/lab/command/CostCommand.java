package dev.nabla2.lab.command;

import dev.nabla2.engine.Shape;
import dev.nabla2.engine.ShapeException;
import dev.nabla2.engine.backend.Precision;
import dev.nabla2.gan.GradientPenalty;
import dev.nabla2.lab.LabException;
import dev.nabla2.lab.cost.CriticForm;
import dev.nabla2.lab.cost.PenaltyCost;
import dev.nabla2.lab.report.CostReport;
import dev.nabla2.lab.run.PenaltyChoice;
import dev.nabla2.nn.Activation;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code nabla2 cost}. */
@Command(
        name = "cost",
        mixinStandardHelpOptions = true,
        versionProvider = Versions.class,
        sortOptions = false,
        usageHelpAutoWidth = true,
        header = "Counts what the gradient of a gradient penalty costs.",
        description = {
            "",
            "For a critic D, three stages: its values; their gradient by the inputs; the penalty on that gradient and its"
                    + " gradient by the critic's parameters. Nothing is computed, so any size is counted at once.",
            ""
        },
        optionListHeading = "Options:%n",
        footer = {
            "",
            "A matrix product of [m, k] and [k, n] counts 2mkn floating-point operations, a convolution two for each product"
                    + " of an element of the image and one of a filter; all other arithmetic counts one for each element,"
                    + " moving elements nothing. Bytes are those of all results in the precision asked for; the peak is of results"
                    + " that are kept until the end.",
            "",
            "Zeros avoided: what an engine would do besides that propagates zeros through the derivatives of relu and leaky-relu,"
                    + " as PyTorch does. For it, these derivatives are taken as functions of what comes before, whose own"
                    + " derivative is a tensor of zeros.",
            "",
            "Examples:",
            "  nabla2 cost --critic mlp:512x3 --activation relu",
            "  nabla2 cost --critic mlp:512x3 --activation tanh --json",
            "  nabla2 cost --critic conv:64-128-256 --activation leaky-relu --batch 50"
        })
public final class CostCommand implements Callable<Integer> {
    private static final Shape MNIST = Shape.of(1, 28, 28);
    private static final int PLANE = 2;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--critic",
            paramLabel = "FORM",
            defaultValue = "mlp:512x3",
            converter = CriticForms.class,
            description = {
                "The critic (default: ${DEFAULT-VALUE}).",
                "mlp:512x3 or mlp:512,256: fully connected, with these hidden layers.",
                "conv:64-128-256: 5x5 convolutions of stride 2 and padding 2 to these numbers of channels, and a dense layer."
            })
    private CriticForm critic;

    @Option(
            names = "--activation",
            paramLabel = "NAME",
            defaultValue = "relu",
            converter = Choices.Activations.class,
            completionCandidates = Choices.Activations.class,
            description = "What stands after every hidden layer: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private Activation activation;

    @Option(
            names = "--inputs",
            paramLabel = "N",
            converter = Numbers.Positive.class,
            description = "With mlp: numbers in a sample (default: 2).")
    private Optional<Integer> inputs = Optional.empty();

    @Option(
            names = "--image",
            paramLabel = "CxHxW",
            converter = ImageShape.class,
            description = "With conv: channels, height and width of a sample (default: 1x28x28).")
    private Optional<Shape> image = Optional.empty();

    @Option(
            names = "--batch",
            paramLabel = "N",
            defaultValue = "256",
            converter = Numbers.Positive.class,
            description = "Samples (default: ${DEFAULT-VALUE}).")
    private int batch;

    @Option(
            names = "--penalty",
            paramLabel = "NAME",
            defaultValue = "wgan-gp",
            converter = Choices.SlopePenalties.class,
            completionCandidates = Choices.SlopePenalties.class,
            description = "The penalty: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private PenaltyChoice penalty;

    @Option(
            names = "--precision",
            paramLabel = "NAME",
            defaultValue = "float",
            converter = Choices.Precisions.class,
            completionCandidates = Choices.Precisions.class,
            description = "How numbers are stored: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private Precision precision;

    @Option(names = "--json", description = "Print one JSON object, and nothing else, on standard output.")
    private boolean json;

    @Override
    public Integer call() {
        Shape sample = sample();
        CostReport report = new CostReport(
                critic.label(), activation.label(), sample, batch, precision, penalty.label(), count(sample));
        spec.commandLine().getOut().println(json ? report.json() : report.text());
        spec.commandLine().getOut().flush();
        return 0;
    }

    private Shape sample() {
        boolean convolves = critic instanceof CriticForm.Conv;
        if (convolves ? inputs.isPresent() : image.isPresent()) {
            throw new ParameterException(
                    spec.commandLine(),
                    convolves
                            ? "--inputs is for critics of the form mlp; a convolutional one takes --image"
                            : "--image is for critics of the form conv; a fully connected one takes --inputs");
        }
        return convolves ? image.orElse(MNIST) : Shape.of(inputs.orElse(PLANE));
    }

    private PenaltyCost count(Shape sample) {
        try {
            return PenaltyCost.of(
                    critic.critic(activation, sample),
                    sample,
                    batch,
                    precision,
                    penalty == PenaltyChoice.ONE_SIDED ? GradientPenalty.oneSided(1) : GradientPenalty.twoSided(1));
        } catch (ShapeException tooLarge) {
            throw new LabException(tooLarge.getMessage() + "; try a smaller --batch or --critic");
        }
    }
}
