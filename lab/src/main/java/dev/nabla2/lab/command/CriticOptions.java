package dev.nabla2.lab.command;

import dev.nabla2.lab.audit.critics.AuditSettings;
import dev.nabla2.lab.audit.critics.Critics;
import dev.nabla2.lab.run.DataChoice;
import dev.nabla2.lab.run.NetworkChoice;
import dev.nabla2.lab.run.PenaltyChoice;
import dev.nabla2.lab.run.RunSettings;
import dev.nabla2.nn.Activation;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The options that say which critics are audited. */
final class CriticOptions {
    /** How many samples stand for a population in the plane, and of images, whose many units make for many crossings each. */
    private static final int SAMPLES = 131_072;

    private static final int IMAGES = 16_384;

    private static final List<String> OF_TRAINING = List.of(
            "--penalty",
            "--lambda",
            "--network",
            "--dim",
            "--activation",
            "--hidden",
            "--data",
            "--seeds",
            "--states",
            "--learning-rate");

    /**
     * How exactly they are audited.
     *
     * @param minibatches how many are tried
     * @param samples how many samples stand for the population; empty for as many as usual
     * @param epsilon half the width of the wider band that mollifies rectifiers
     * @param threads on how many threads
     */
    record Exactness(int minibatches, Optional<Integer> samples, double epsilon, int threads) {
        private int samples(Critics critics) {
            return samples.orElse(critics.network().isConvolutional() ? IMAGES : SAMPLES);
        }
    }

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
            names = "--network",
            paramLabel = "NAME",
            defaultValue = "mlp",
            converter = Choices.Networks.class,
            completionCandidates = Choices.Networks.class,
            description =
                    "Whose critics, a name of 'nabla2 train': ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}); all but mlp"
                            + " are for images. Those that mix samples by batch norm, as dcgan's does, cannot be audited.")
    private NetworkChoice network;

    @Option(
            names = "--dim",
            paramLabel = "N",
            converter = Numbers.Positive.class,
            description = "The width of all but mlp (default: its paper's, which takes hours).")
    private Optional<Integer> dim = Optional.empty();

    @Option(
            names = "--activation",
            paramLabel = "NAMES",
            converter = Several.Activations.class,
            description = "With mlp: nonlinearities of 'nabla2 train' with commas between them (default:"
                    + " relu,leaky-relu,elu,softplus,tanh).")
    private Optional<List<Activation>> activations = Optional.empty();

    @Option(
            names = "--hidden",
            paramLabel = "WIDTHS",
            converter = Widths.class,
            description = "With mlp: widths of the hidden layers: 64x3, or 512,256 (default: 64x3).")
    private Optional<List<Integer>> hidden = Optional.empty();

    @Option(
            names = "--data",
            paramLabel = "NAME",
            defaultValue = "ring8",
            converter = Choices.Data.class,
            completionCandidates = Choices.Data.class,
            description = "What real samples are of, a name of 'nabla2 train' (default: ${DEFAULT-VALUE}).")
    private DataChoice data;

    @Option(
            names = "--noise",
            paramLabel = "NUMBER",
            converter = Numbers.NotNegative.class,
            description =
                    "The deviation of normal noise on every number of a real sample, in training and in what is audited, which gives"
                            + " samples from files a density (default: 0; with --run, what the run had then).")
    private Optional<Double> noise = Optional.empty();

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
            converter = Numbers.Positive.class,
            description =
                    "Samples per training step, and per minibatch that is tried (default: 256; with --run, the run's).")
    private Optional<Integer> batch = Optional.empty();

    /** The noise that was asked for. */
    Optional<Double> noise() {
        return noise;
    }

    /**
     * What was asked for.
     *
     * @throws ParameterException if options contradict one another
     */
    AuditSettings settings(CommandSpec spec, Exactness exactness) {
        if (seed > Long.MAX_VALUE - seeds) {
            throw new ParameterException(
                    spec.commandLine(), "--seed: expected room for " + seeds + " seeds, found " + seed);
        }
        Critics critics = critics(spec);
        return new AuditSettings(
                data,
                noise.orElse(0.0),
                critics,
                penalties,
                lambda,
                LongStream.range(seed, seed + seeds).boxed().toList(),
                states,
                learningRate,
                batch.orElse(256),
                exactness.minibatches(),
                exactness.samples(critics),
                exactness.epsilon(),
                exactness.threads());
    }

    private Critics critics(CommandSpec spec) {
        check(spec, "--activation", activations.isPresent() && network.isConvolutional());
        check(spec, "--hidden", hidden.isPresent() && network.isConvolutional());
        check(spec, "--dim", dim.isPresent() && !network.isConvolutional());
        return network.isConvolutional()
                ? Critics.convolutional(network, dim.orElse(network.dim()))
                : Critics.mlp(
                        activations.orElse(List.of(
                                Activation.RELU,
                                Activation.LEAKY_RELU,
                                Activation.ELU,
                                Activation.SOFTPLUS,
                                Activation.TANH)),
                        hidden.orElse(List.of(64, 64, 64)));
    }

    private void check(CommandSpec spec, String option, boolean useless) {
        if (useless) {
            throw new ParameterException(
                    spec.commandLine(), "--network " + network.label() + " has no use for " + option);
        }
    }

    /**
     * Refuses options that say how critics are trained, where one is there.
     *
     * @throws ParameterException if there is one
     */
    void checkNone(CommandSpec spec) {
        OF_TRAINING.stream()
                .filter(option -> spec.commandLine().getParseResult().hasMatchedOption(option))
                .findFirst()
                .ifPresent(option -> {
                    throw new ParameterException(spec.commandLine(), "--run has no use for " + option);
                });
    }

    /**
     * How the critic of a run is audited.
     *
     * @param trained how it was trained
     * @param step its checkpoint's
     * @param deviation of the noise on samples
     */
    AuditSettings ofRun(RunSettings trained, int step, double deviation, Exactness exactness) {
        NetworkChoice choice = trained.network().choice();
        Critics critics = choice.isConvolutional()
                ? Critics.convolutional(choice, trained.network().dim())
                : Critics.mlp(
                        List.of(trained.network().activation()),
                        trained.network().hidden());
        return new AuditSettings(
                trained.data(),
                deviation,
                critics,
                List.of(trained.penalty().choice()),
                trained.penalty().lambda(),
                List.of(seed),
                List.of(step),
                learningRate,
                batch.orElse(trained.batch()),
                exactness.minibatches(),
                exactness.samples(critics),
                exactness.epsilon(),
                exactness.threads());
    }

    /** What all critics share, as one would type it. */
    static String asked(AuditSettings s) {
        Critics critics = s.critics();
        return String.join(
                " ",
                "--data " + s.data().label(),
                "--lambda " + s.lambda(),
                critics.network().isConvolutional()
                        ? "--network " + critics.network().label() + " --dim " + critics.dim()
                        : "--hidden " + Widths.write(critics.hidden()),
                "--noise " + s.noise(),
                "--states " + Counts.write(s.states()),
                "--learning-rate " + s.learningRate(),
                "--batch " + s.batch());
    }
}
