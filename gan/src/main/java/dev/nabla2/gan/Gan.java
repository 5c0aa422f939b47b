package dev.nabla2.gan;

import dev.nabla2.engine.RandomStream;
import dev.nabla2.engine.Shape;
import dev.nabla2.engine.Tape;
import dev.nabla2.engine.Tensor;
import dev.nabla2.engine.backend.Backend;
import dev.nabla2.gan.data.DataSet;
import dev.nabla2.nn.Layer;
import dev.nabla2.nn.Parameters;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
    public Loss loss(Moment at, String player, Parameters all) {
        Parameters theta = all.below(CRITIC);
        UnaryOperator<Tensor> values = x -> critic.apply(theta, x);
        Tensor noise = at.draws().fold("noise").draw(Shape.of(batch, latent), stream -> stream.normal(batch * latent));
        Tensor fake = instanceNoise.on(at, "fake", generate(all.below(GENERATOR), noise));
        if (player.equals(GENERATOR)) {
            return new Loss(objective.generatorLoss(() -> values.apply(real(at)), values.apply(fake)), Map.of());
        }
        Tensor real = real(at);
        Tensor loss = objective.criticLoss(values.apply(real), values.apply(fake));
        Moment own = new Moment(at.tape(), at.draws().fold("penalty"), at.progress());
        Penalty.Setting setting = new Penalty.Setting(own, values, real, fake);
        return penalty.term(setting)
                .map(term -> penalised(at.tape(), theta, loss, term))
                .orElseGet(() -> new Loss(
                        loss,
                        Map.of(
                                OBJECTIVE,
                                loss,
                                SLOPE,
                                GradientPenalty.slopes(setting).mean())));
    }

    private Tensor real(Moment at) {
        Tensor drawn = at.draws().fold("real").draw(shape(batch), stream -> data.draw(stream, batch));
        return instanceNoise.on(at, "real", drawn);
    }

    private Loss penalised(Tape tape, Parameters critic, Tensor loss, Penalty.Term term) {
        if (!tape.isConnected(term.value(), critic)) {
            throw new IllegalStateException(
                    "penalty: expected a term that varies with the critic's weights, found one that reaches none of them ("
                            + penalty.conventions() + ")");
        }
        Map<String, Tensor> measured = new LinkedHashMap<>();
        measured.put(OBJECTIVE, loss);
        measured.put(SLOPE, term.meanSlope());
        measured.put(PENALTY, term.value());
        return new Loss(loss.add(term.value()), measured);
    }

    @Override
    public Parameters project(String player, Parameters own) {
        return player.equals(CRITIC) ? penalty.project(own) : own;
    }

    /** Samples generated from noise. */
    public Tensor generate(Parameters generatorParameters, Tensor noise) {
        return generator.apply(generatorParameters, noise);
    }

    /** Normal noise for a number of samples, {@code [count, latent]}. */
    public Tensor noise(RandomStream random, int count) {
        return Tensor.of(backend, Shape.of(count, latent), random.fold("noise").normal(count * latent));
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
