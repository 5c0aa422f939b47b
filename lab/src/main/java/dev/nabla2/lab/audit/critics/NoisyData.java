package dev.nabla2.lab.audit.critics;

import dev.nabla2.engine.RandomStream;
import dev.nabla2.engine.Shape;
import dev.nabla2.gan.data.DataSet;
import java.util.Optional;

/**
 * Data with normal noise on every number, so that even what can be counted has a density.
 *
 * @param data without it
 * @param deviation of the noise, in the units of the data
 */
record NoisyData(DataSet data, double deviation) implements DataSet {
    @Override
    public String name() {
        return data.name();
    }

    @Override
    public Shape sampleShape() {
        return data.sampleShape();
    }

    @Override
    public double[] draw(RandomStream random, int count) {
        return noisy(data.draw(random, count), random);
    }

    @Override
    public double[] batch(RandomStream random, long number, int count) {
        return noisy(data.batch(random, number, count), random);
    }

    private double[] noisy(double[] samples, RandomStream random) {
        double[] noise = random.fold("density").normal(samples.length);
        for (int i = 0; i < samples.length; i++) {
            samples[i] += deviation * noise[i];
        }
        return samples;
    }

    @Override
    public Optional<String> fingerprint() {
        return data.fingerprint();
    }
}
