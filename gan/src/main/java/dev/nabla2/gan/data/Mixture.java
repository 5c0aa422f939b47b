package dev.nabla2.gan.data;

import dev.nabla2.engine.RandomStream;
import dev.nabla2.engine.Shape;

/**
 * Data from round Gaussians in the plane, equally likely unless a set says otherwise, whose modes are known, so that one can
 * count those a model finds.
 */
public interface Mixture extends DataSet {
    /** The modes: x and y of each, one after another. */
    double[] centres();

    /** The standard deviation of every mode along each axis. */
    double deviation();

    /** The number of modes. */
    default int modes() {
        return centres().length / 2;
    }

    /** The shape {@code [2]}. */
    @Override
    default Shape sampleShape() {
        return Shape.of(2);
    }

    /** Chooses a mode for each sample, each as likely as the others, and adds normal noise. */
    @Override
    default double[] draw(RandomStream random, int count) {
        double[] centres = centres();
        int[] modes = labels(random, 0, count);
        double[] samples = random.fold("noise").normal(2 * count);
        for (int i = 0; i < samples.length; i++) {
            samples[i] = centres[2 * modes[i / 2] + i % 2] + deviation() * samples[i];
        }
        return samples;
    }

    /** One for each mode. */
    @Override
    default int classes() {
        return modes();
    }

    /** The modes that {@link #draw} chooses. */
    @Override
    default int[] labels(RandomStream random, long number, int count) {
        return random.fold("mode").integers(count, modes());
    }
}
