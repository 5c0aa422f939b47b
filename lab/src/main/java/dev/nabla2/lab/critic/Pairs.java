package dev.nabla2.lab.critic;

import dev.nabla2.engine.RandomStream;
import dev.nabla2.engine.Shape;
import dev.nabla2.gan.data.DataSet;

/** Real and generated samples, of a generator that does not move. */
public interface Pairs {
    /** The shape of one sample. */
    Shape sampleShape();

    /** The real samples of a batch; arguments and result are those of {@link DataSet#batch}. */
    double[] real(RandomStream random, long number, int count);

    /** The generated samples of the same batch. */
    double[] fake(RandomStream random, long number, int count);

    /** Samples drawn from two data sets. */
    static Pairs of(DataSet real, DataSet fake) {
        return new TwoSets(real, fake);
    }

    /**
     * Real samples, and the same samples with normal noise of deviation 1 on each number: the generator that is held fixed for the value
     * surfaces of Gulrajani et al. 2017 (the authors' {@code gan_toy.py}, {@code FIXED_GENERATOR}).
     */
    static Pairs noisy(DataSet data) {
        return new Noisy(data);
    }

    /**
     * Two data sets.
     *
     * @param real where real samples come from
     * @param generated where generated samples come from
     */
    record TwoSets(DataSet real, DataSet generated) implements Pairs {
        @Override
        public Shape sampleShape() {
            return real.sampleShape();
        }

        @Override
        public double[] real(RandomStream random, long number, int count) {
            return real.batch(random.fold("real"), number, count);
        }

        @Override
        public double[] fake(RandomStream random, long number, int count) {
            return generated.batch(random.fold("fake"), number, count);
        }
    }

    /**
     * Data with noise.
     *
     * @param data where real samples come from
     */
    record Noisy(DataSet data) implements Pairs {
        @Override
        public Shape sampleShape() {
            return data.sampleShape();
        }

        @Override
        public double[] real(RandomStream random, long number, int count) {
            return data.batch(random.fold("real"), number, count);
        }

        @Override
        public double[] fake(RandomStream random, long number, int count) {
            double[] samples = real(random, number, count);
            double[] noise = random.fold("noise").normal(samples.length);
            for (int i = 0; i < samples.length; i++) {
                samples[i] += noise[i];
            }
            return samples;
        }
    }
}
