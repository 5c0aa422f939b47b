package dev.nabla2.lab.metrics;

import dev.nabla2.engine.RandomStream;
import dev.nabla2.gan.GanModel;
import dev.nabla2.gan.data.DataSet;
import java.util.Arrays;
import java.util.Optional;

/**
 * The {@linkplain ExactWasserstein exact Wasserstein distance} of a generator from real data, and that of other real data: what a sample
 * of this size has at best.
 *
 * @param generated of generated samples from real ones
 * @param real of two sets of real samples
 * @param samples how many there are in each
 */
public record TransportScore(double generated, double real, int samples) {
    /** A pairing of more takes long: its time grows with their third power. */
    private static final int MOST = 1_000;

    /**
     * Scores a generator.
     *
     * @param most how many samples there may be
     * @return empty if a generated number is not finite
     */
    public static Optional<TransportScore> of(DataSet data, GanModel model, int most, RandomStream random) {
        int count = Math.min(MOST, most);
        double[] samples = model.sample(random.fold("latent"), count);
        if (!Arrays.stream(samples).allMatch(Double::isFinite)) {
            return Optional.empty();
        }
        int size = data.sampleShape().size();
        Points reference = new Points(data.draw(random.fold("reference"), count), size);
        Points other = new Points(data.draw(random.fold("real"), count), size);
        return Optional.of(new TransportScore(
                ExactWasserstein.distance(new Points(samples, size), reference),
                ExactWasserstein.distance(other, reference),
                count));
    }
}
