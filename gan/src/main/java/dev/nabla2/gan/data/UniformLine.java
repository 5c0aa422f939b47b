package dev.nabla2.gan.data;

import dev.nabla2.engine.RandomStream;
import dev.nabla2.engine.Shape;

/**
 * Numbers spread evenly over [-1, 1]: mean 0, second moment 1/3.
 *
 * <p>This is {@code line}, the data of the linear-quadratic Wasserstein GAN, whose critic is w2 x^2 + w1 x and whose generator is
 * a z + b with z spread in the same way, so that it learns them at a = 1 or -1, b = 0 (Nagarajan and Kolter, "Gradient descent GAN
 * optimization is locally stable", NIPS 2017).
 */
public record UniformLine() implements DataSet {
    @Override
    public String name() {
        return "line";
    }

    /** The shape {@code [1]}. */
    @Override
    public Shape sampleShape() {
        return Shape.of(1);
    }

    @Override
    public double[] draw(RandomStream random, int count) {
        double[] samples = random.uniform(count);
        for (int i = 0; i < count; i++) {
            samples[i] = 2 * samples[i] - 1;
        }
        return samples;
    }
}
