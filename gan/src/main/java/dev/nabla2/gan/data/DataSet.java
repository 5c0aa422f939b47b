package dev.nabla2.gan.data;

import dev.nabla2.engine.RandomStream;
import dev.nabla2.engine.Shape;

/** Real data to learn: something that samples can be drawn from. */
public interface DataSet {
    /** The name a user asks for it by, such as {@code ring8}. */
    String name();

    /** The shape of one sample, such as {@code [2]} or {@code [784]}. */
    Shape sampleShape();

    /**
     * Draws samples.
     *
     * @param random where the choice comes from; the same stream gives the same samples
     * @param count how many
     * @return the samples one after another, row-major: {@code count * sampleShape().size()} numbers
     */
    double[] draw(RandomStream random, int count);
}
