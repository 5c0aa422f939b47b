package dev.nabla2.bench.compare;

import dev.nabla2.engine.RandomStream;
import dev.nabla2.engine.Shape;
import dev.nabla2.gan.data.DataSet;

/**
 * Images of uniform noise in the place of handwritten digits, so that no file is needed: what they show does not change
 * the work.
 *
 * @param pixels of all images, one after another
 */
public record Pictures(double[] pixels) implements DataSet {
    /** The shape of one. */
    static final Shape IMAGE = Shape.of(1, 28, 28);

    /** How many there are. */
    public static final int COUNT = 1000;

    /** The pool that both sides pick from. */
    public static Pictures pool() {
        return new Pictures(Samples.uniform("pictures", COUNT * IMAGE.size()));
    }

    @Override
    public String name() {
        return "pictures";
    }

    @Override
    public Shape sampleShape() {
        return IMAGE;
    }

    @Override
    public double[] draw(RandomStream random, int count) {
        int size = IMAGE.size();
        int[] picked = random.integers(count, COUNT);
        double[] drawn = new double[count * size];
        for (int i = 0; i < count; i++) {
            System.arraycopy(pixels, picked[i] * size, drawn, i * size, size);
        }
        return drawn;
    }
}
