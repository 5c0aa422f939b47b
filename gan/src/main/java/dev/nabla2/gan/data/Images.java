package dev.nabla2.gan.data;

import dev.nabla2.engine.RandomStream;
import dev.nabla2.engine.Shape;
import java.util.Optional;

/**
 * Images of one size, with values in [-1, 1]: channel by channel, each row by row.
 *
 * <p>Convolutions want a sample of shape {@code [channels, height, width]}, fully connected layers one of shape {@code [channels *
 * height * width]}. The numbers are the same in the same order, and {@link #planes} and {@link #flat} give either.
 */
public interface Images extends DataSet {
    /** The number of channels: 1 for grey, 3 for red, green and blue. */
    int channels();

    /** The number of rows. */
    int height();

    /** The number of columns. */
    int width();

    /** The same images with samples of shape {@code [channels, height, width]}. */
    default Images planes() {
        return new Reshaped(this, Shape.of(channels(), height(), width()));
    }

    /** The same images with samples of shape {@code [channels * height * width]}. */
    default Images flat() {
        return new Reshaped(this, Shape.of(channels() * height() * width()));
    }

    /**
     * Images with samples of another shape.
     *
     * @param images the images
     * @param sampleShape the shape, of as many numbers
     */
    record Reshaped(Images images, Shape sampleShape) implements Images {
        /**
         * Checks the shape.
         *
         * @throws IllegalArgumentException if it has another number of elements
         */
        public Reshaped {
            if (sampleShape.size() != images.sampleShape().size()) {
                throw new IllegalArgumentException(images.name() + ": expected a shape of "
                        + images.sampleShape().size() + " numbers, found " + sampleShape);
            }
        }

        @Override
        public String name() {
            return images.name();
        }

        @Override
        public int channels() {
            return images.channels();
        }

        @Override
        public int height() {
            return images.height();
        }

        @Override
        public int width() {
            return images.width();
        }

        @Override
        public double[] draw(RandomStream random, int count) {
            return images.draw(random, count);
        }

        @Override
        public double[] batch(RandomStream random, long number, int count) {
            return images.batch(random, number, count);
        }

        @Override
        public Optional<String> fingerprint() {
            return images.fingerprint();
        }

        @Override
        public int classes() {
            return images.classes();
        }

        @Override
        public int[] labels(RandomStream random, long number, int count) {
            return images.labels(random, number, count);
        }
    }
}
