package dev.nabla2.gan;

import dev.nabla2.engine.RandomStream;
import dev.nabla2.engine.Shape;
import dev.nabla2.engine.ShapeException;
import dev.nabla2.engine.Tape;
import dev.nabla2.engine.Tensor;
import dev.nabla2.engine.backend.Backend;
import dev.nabla2.gan.data.DataSet;
import dev.nabla2.nn.Layer;
import dev.nabla2.nn.Parameters;
import dev.nabla2.nn.Pass;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/**
 * The two-player game of a generator against a critic (Goodfellow et al. 2014).
 *
 * @param backend where it is computed
 * @param data what the generator should learn to imitate
 * @param generator maps noise {@code [batch, latent]} to samples
 * @param critic maps samples to values {@code [batch, 1]}
 * @param latent how many numbers of normal noise make a sample
 * @param batch samples per update
 * @param objective what the two want
 * @param penalty what holds the critic back
 * @param instanceNoise what is added to samples before the critic sees them
 */
public record Gan(
        Backend backend,
        DataSet data,
        Layer generator,
        Layer critic,
        int latent,
        int batch,
        Objective objective,
        Penalty penalty,
        InstanceNoise instanceNoise)
        implements Game {
    /** A game without instance noise. */
    public Gan(
            Backend backend,
            DataSet data,
            Layer generator,
            Layer critic,
            int latent,
            int batch,
            Objective objective,
            Penalty penalty) {
        this(backend, data, generator, critic, latent, batch, objective, penalty, InstanceNoise.none());
    }

    /** Checks the numbers. */
    public Gan {
        if (latent < 1 || batch < 1) {
            throw new IllegalArgumentException(
                    "gan: expected latent and batch of at least 1, found " + latent + " and " + batch);
        }
        if ((generator.needsLabels() || critic.needsLabels()) && data.classes() == 0) {
            throw new IllegalArgumentException(
                    "gan: expected labelled data for networks that ask for labels, found " + data.name());
        }
    }

    /** The name of the player that tells real from generated, and of the branch of its parameters. */
    public static final String CRITIC = "critic";

    /** The name of the player that generates, and of the branch of its parameters. */
    public static final String GENERATOR = "generator";

    /** What a loss measures as {@link #OBJECTIVE}: the critic's loss without the penalty. */
    public static final String OBJECTIVE = "objective";

    /** What a loss measures as {@link #SLOPE}: the mean norm of the critic's gradient where it was penalised. */
    public static final String SLOPE = "slope";

    /** What a loss measures as {@link #PENALTY}: the weighted penalty. */
    public static final String PENALTY = "penalty";

    @Override
    public List<String> players() {
        return List.of(CRITIC, GENERATOR);
    }

    /** Parameters of both players to start from. */
    public Parameters initialise(RandomStream random) {
        return Parameters.none()
                .and(CRITIC, critic.initialise(backend, random.fold(CRITIC)))
                .and(GENERATOR, generator.initialise(backend, random.fold(GENERATOR)));
    }

    @Override
    public Parameters memory() {
        return Parameters.none().and(CRITIC, critic.memory(backend)).and(GENERATOR, generator.memory(backend));
    }

    /** Whether a network asks for the samples' labels. */
    boolean isConditional() {
        return generator.needsLabels() || critic.needsLabels();
    }

    /** Labels as a tensor {@code [count]}. */
    static Tensor labels(Backend backend, int[] labels) {
        return Tensor.of(backend, Shape.of(labels.length), numbers(labels));
    }

    private static double[] numbers(int[] labels) {
        return Arrays.stream(labels).asDoubleStream().toArray();
    }

    /**
     * What is wrong with the composition although it can be trained, in a sentence; empty if nothing is.
     *
     * <p>A penalty of slopes sums the critic's values over the batch and takes each sample's part of the gradient for the gradient at that
     * sample. With layers that {@linkplain Layer#mixesSamples mix samples}, such as batch norm, it holds the other samples' values too
     * (Gulrajani et al. 2017, section 4).
     */
    public Optional<String> warning() {
        return penalty.isPerSample() && critic.mixesSamples()
                ? Optional.of(
                        "the critic mixes the samples of a batch, as batch norm does, so that the slope at a sample holds other"
                                + " samples' values and is not what the penalty means; layer norm keeps them apart")
                : Optional.empty();
    }

    @Override
    public List<Game> turns(String player, long number) {
        return penalty instanceof LazyPenalty lazy && player.equals(CRITIC) && lazy.isDue(number)
                ? List.of(new PenaltyAlone(this, lazy), this)
                : List.of(this);
    }

    @Override
    public Loss loss(Moment at, String player, Parameters all) {
        Play play = new Play(at, all);
        if (player.equals(GENERATOR)) {
            Tensor fake = play.fake();
            Tensor value = objective.generatorLoss(() -> play.judged("real", play.real()), play.judged("fake", fake));
            return new Loss(value, Map.of(), play.memory());
        }
        Tensor real = play.real();
        Tensor fake = play.fake();
        Tensor loss = objective.criticLoss(play.judged("real", real), play.judged("fake", fake));
        if (penalty instanceof LazyPenalty) {
            return new Loss(loss, Map.of(OBJECTIVE, loss), play.memory());
        }
        Penalty.Setting setting = play.penalised(real, fake);
        Map<String, Tensor> measured = new LinkedHashMap<>();
        measured.put(OBJECTIVE, loss);
        Optional<Penalty.Term> term = penalty.term(setting);
        if (term.isEmpty()) {
            measured.put(SLOPE, GradientPenalty.slopes(setting).mean());
            return new Loss(loss, measured, play.memory());
        }
        return new Loss(loss.add(checked(at.tape(), all, term.get(), measured)), measured, play.memory());
    }

    /** The critic's loss in a turn for its penalty alone. */
    Loss penaltyAlone(LazyPenalty lazy, Moment at, Parameters all) {
        Play play = new Play(at, all);
        Map<String, Tensor> measured = new LinkedHashMap<>();
        Penalty.Term term = lazy.penalty()
                .term(play.penalised(play.real(), play.fake()))
                .orElseThrow(() -> LazyPenalty.withoutTerm(lazy.penalty()));
        // What is shown is comparable to what is shown of a penalty at every update.
        return new Loss(checked(at.tape(), all, term, measured).mul(lazy.every()), measured);
    }

    private Tensor checked(Tape tape, Parameters all, Penalty.Term term, Map<String, Tensor> measured) {
        if (!tape.isConnected(term.value(), all.below(CRITIC))) {
            throw new IllegalStateException(
                    "penalty: expected a term that varies with the critic's weights, found one that reaches none of them ("
                            + penalty.conventions() + ")");
        }
        measured.put(SLOPE, term.meanSlope());
        measured.put(PENALTY, term.value());
        return term.value();
    }

    /** Both networks in training at a moment. */
    private final class Play {
        private final Moment at;
        private final Parameters all;
        private final Optional<Tensor> labels;
        private final Pass judging;
        private final Pass generating;

        Play(Moment at, Parameters all) {
            this.at = at;
            this.all = all;
            this.labels = isConditional() ? Optional.of(drawnLabels()) : Optional.empty();
            this.judging =
                    told(Pass.training(at.draws().fold(CRITIC), at.memory().below(CRITIC)));
            this.generating =
                    told(Pass.training(at.draws().fold(GENERATOR), at.memory().below(GENERATOR)));
        }

        /** Of the real samples; generated ones are asked to be of the same classes. */
        private Tensor drawnLabels() {
            return at.draws()
                    .fold("real")
                    .drawNumbered(Shape.of(batch), (stream, number) -> numbers(data.labels(stream, number, batch)));
        }

        private Pass told(Pass pass) {
            Pass along = pass.along(at.progress());
            return labels.map(along::labelled).orElse(along);
        }

        Tensor real() {
            Tensor drawn = at.draws()
                    .fold("real")
                    .drawNumbered(shape(batch), (stream, number) -> data.batch(stream, number, batch));
            return instanceNoise.on(at, "real", drawn);
        }

        Tensor fake() {
            Tensor noise = at.draws().fold("noise").normal(Shape.of(batch, latent));
            return instanceNoise.on(at, "fake", generator.apply(all.below(GENERATOR), noise, generating));
        }

        Tensor judged(String which, Tensor samples) {
            return criticised(all.below(CRITIC), samples, judging.fold(which));
        }

        /**
         * What the critic's layers would remember of points that are neither real nor generated is forgotten. Each of a penalty's
         * applications of the critic drops other units.
         */
        Penalty.Setting penalised(Tensor real, Tensor fake) {
            Pass forgotten = told(Pass.training(at.draws().fold("penalised"), judging.memory()));
            Parameters theta = all.below(CRITIC);
            AtomicInteger applications = new AtomicInteger();
            UnaryOperator<Tensor> values =
                    x -> criticised(theta, x, forgotten.fold("application" + applications.getAndIncrement()));
            return new Penalty.Setting(at.fold("penalty"), values, real, fake);
        }

        Parameters memory() {
            return Parameters.none().and(CRITIC, judging.memory()).and(GENERATOR, generating.memory());
        }
    }

    /** The critic's values, one for each sample. */
    Tensor criticised(Parameters theta, Tensor samples, Pass pass) {
        Tensor values = critic.apply(theta, samples, pass);
        Shape expected = Shape.of(samples.shape().extent(0), 1);
        if (!values.shape().equals(expected)) {
            throw new ShapeException(
                    "gan", "the critic to give " + expected, values.shape().toString());
        }
        return values;
    }

    @Override
    public Parameters project(String player, Parameters own) {
        return player.equals(CRITIC) ? penalty.project(own) : own;
    }

    /**
     * The generator in use.
     *
     * @param own its parameters
     * @param remembered what its layers remember
     */
    Sampler sampler(Parameters own, Parameters remembered) {
        return new Sampler(backend, generator, latent, data.classes(), own, remembered);
    }

    /** A tensor of samples given as numbers, {@code [count, …sample]}. */
    public Tensor samples(double[] numbers, int count) {
        return Tensor.of(backend, shape(count), numbers);
    }

    private Shape shape(int count) {
        int[] sample = data.sampleShape().extents();
        int[] extents = new int[sample.length + 1];
        extents[0] = count;
        System.arraycopy(sample, 0, extents, 1, sample.length);
        return Shape.of(extents);
    }
}
