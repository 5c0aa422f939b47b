package dev.nabla2.lab.metrics;

import dev.nabla2.engine.RandomStream;
import dev.nabla2.gan.GanModel;
import dev.nabla2.gan.data.DataSet;
import dev.nabla2.gan.data.Mixture;
import java.util.Arrays;
import java.util.Optional;

/** Scores generators of one data set, all against the same real samples, and real data in the same way. */
public final class Evaluator {
    private static final int DIRECTIONS = 64;

    private final DataSet data;
    private final RandomStream random;
    private final int count;
    private final SlicedWasserstein distance;
    private final Optional<Judge> judge;
    private final Optional<Judge.Verdict> real;

    /**
     * An evaluator.
     *
     * @param data the real data
     * @param count how many samples to score
     * @param random where samples are drawn from
     */
    public Evaluator(DataSet data, int count, RandomStream random) {
        this(data, count, random, Optional.empty());
    }

    /** An evaluator that also asks a judge. */
    public Evaluator(DataSet data, int count, RandomStream random, Optional<Judge> judge) {
        this.data = data;
        this.random = random;
        this.count = count;
        double[] reference = data.draw(random.fold("reference"), count);
        this.distance =
                new SlicedWasserstein(reference, data.sampleShape().size(), DIRECTIONS, random.fold("directions"));
        this.judge = judge;
        this.real = judge.map(asked -> asked.of(reference));
    }

    /** The number of samples scored. */
    public int count() {
        return count;
    }

    /** What a generator scores; always the same for the same weights. */
    public Evaluation of(GanModel model) {
        return score(model.sample(random.fold("latent"), count));
    }

    /** What real data score that were drawn apart from the reference: the best that a generator can hope for. */
    public Evaluation ofRealData() {
        return score(data.draw(random.fold("real"), count));
    }

    private Evaluation score(double[] samples) {
        Optional<ModeScore> modes =
                data instanceof Mixture mixture ? Optional.of(ModeScore.of(mixture, samples)) : Optional.empty();
        return new Evaluation(modes, distance.distance(samples), features(samples));
    }

    private Optional<FeatureScores> features(double[] samples) {
        return judge.filter(any ->
                        count >= FeatureScores.FEWEST && Arrays.stream(samples).allMatch(Double::isFinite))
                .map(asked -> FeatureScores.of(asked.of(samples), real.orElseThrow()));
    }
}
