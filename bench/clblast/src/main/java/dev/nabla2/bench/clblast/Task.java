package dev.nabla2.bench.clblast;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Something that both sides compute, of two arrays of numbers. */
sealed interface Task {
    /** The product of two square matrices of so many rows. */
    record Product(int size) implements Task {
        @Override
        public String name() {
            return "matmul-" + size;
        }

        @Override
        public double operations() {
            return 2.0 * size * size * size;
        }

        @Override
        public int left() {
            return size * size;
        }

        @Override
        public int right() {
            return size * size;
        }

        @Override
        public int result() {
            return size * size;
        }
    }

    /**
     * Square images through square filters, padded by half of a filter.
     *
     * @param batch how many images
     * @param inputs channels of an image
     * @param outputs channels of a result
     * @param image rows of an image
     * @param filter rows of a filter, an odd number
     * @param stride steps in the image for a step in the result
     */
    record Convolution(int batch, int inputs, int outputs, int image, int filter, int stride) implements Task {
        @Override
        public String name() {
            return String.format(
                    Locale.ROOT, "conv%dx%d-%d-%d-%dx%d-s%d", filter, filter, inputs, outputs, image, image, stride);
        }

        int padding() {
            return filter / 2;
        }

        /** Rows of a result. */
        int rows() {
            return (image + 2 * padding() - filter) / stride + 1;
        }

        @Override
        public double operations() {
            return 2.0 * result() * inputs * filter * filter;
        }

        @Override
        public int left() {
            return batch * inputs * image * image;
        }

        @Override
        public int right() {
            return outputs * inputs * filter * filter;
        }

        @Override
        public int result() {
            return batch * outputs * rows() * rows();
        }
    }

    /** What a user asks for it by. */
    String name();

    /** Multiplications and additions, those with padding among them. */
    double operations();

    /** How many numbers the left operand, or the images, have. */
    int left();

    /** How many numbers the right operand, or the filters, have. */
    int right();

    /** How many numbers come of it. */
    int result();

    /** Products from 128 to 2,048 rows, and layers of critics for images of 28 x 28 and 32 x 32. */
    static List<Task> all() {
        Stream<Task> products = IntStream.of(128, 256, 512, 1024, 2048).mapToObj(Product::new);
        Stream<Task> layers = Stream.of(
                new Convolution(64, 1, 64, 28, 5, 2),
                new Convolution(64, 64, 128, 14, 5, 2),
                new Convolution(64, 128, 256, 7, 5, 2),
                new Convolution(32, 64, 64, 32, 3, 1),
                new Convolution(32, 128, 128, 16, 3, 1));
        return Stream.concat(products, layers).toList();
    }
}
