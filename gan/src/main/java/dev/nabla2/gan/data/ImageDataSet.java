package dev.nabla2.gan.data;

import dev.nabla2.engine.Shape;
import java.util.Optional;

/** Images of one size in memory, with a label each; drawing one gives its values scaled from 0…255 to [-1, 1]. */
public final class ImageDataSet implements Images, FiniteDataSet {
    private final String name;
    private final Shape image;
    private final Shape sampleShape;
    private final byte[] values;
    private final byte[] labels;
    private final int classes;

    private ImageDataSet(String name, Shape image, Shape sampleShape, byte[] values, byte[] labels) {
        this.name = name;
        this.image = image;
        this.sampleShape = sampleShape;
        this.values = values;
        this.labels = labels;
        int most = 0;
        for (byte label : labels) {
            most = Math.max(most, label & 0xff);
        }
        this.classes = most + 1;
    }

    /**
     * A data set of given grey images, whose samples have the shape {@code [height * width]}.
     *
     * @param name what a user asks for it by
     * @param images of shape {@code [count, height, width]}
     * @param labels of shape {@code [count]}
     * @throws IllegalArgumentException if the shapes are others
     */
    public ImageDataSet(String name, Idx images, Idx labels) {
        this(
                name,
                grey(name, images.shape(), labels.shape()),
                Shape.of(images.shape().extent(1) * images.shape().extent(2)),
                images.values(),
                labels.values());
    }

    private static Shape grey(String name, Shape images, Shape labels) {
        if (images.rank() != 3 || labels.rank() != 1 || labels.extent(0) != images.extent(0)) {
            throw new IllegalArgumentException(
                    name + ": expected images [n, height, width] and labels [n], found " + images + " and " + labels);
        }
        return Shape.of(1, images.extent(1), images.extent(2));
    }

    /**
     * A data set of given images, whose samples have the shape {@code [channels, height, width]}.
     *
     * @param name what a user asks for it by
     * @param image the shape of one: {@code [channels, height, width]}
     * @param values the images one after another, channel by channel, row by row, to be read as unsigned; not copied
     * @param labels one for each image, to be read as unsigned; not copied
     * @throws IllegalArgumentException if there is no image, or the numbers of values and labels do not agree
     */
    public static ImageDataSet of(String name, Shape image, byte[] values, byte[] labels) {
        if (image.rank() != 3 || labels.length < 1 || (long) labels.length * image.size() != values.length) {
            throw new IllegalArgumentException(
                    name + ": expected images [channels, height, width] and a label for each of them, found images "
                            + image + ", " + values.length + " values and " + labels.length + " labels");
        }
        return new ImageDataSet(name, image, image, values, labels);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int size() {
        return labels.length;
    }

    @Override
    public int channels() {
        return image.extent(0);
    }

    @Override
    public int height() {
        return image.extent(1);
    }

    @Override
    public int width() {
        return image.extent(2);
    }

    /** The shape {@code [height * width]} or {@code [channels, height, width]}, as the images were given. */
    @Override
    public Shape sampleShape() {
        return sampleShape;
    }

    @Override
    public ImageDataSet planes() {
        return new ImageDataSet(name, image, image, values, labels);
    }

    @Override
    public ImageDataSet flat() {
        return new ImageDataSet(name, image, Shape.of(image.size()), values, labels);
    }

    /** The same images under another name. */
    public ImageDataSet named(String other) {
        return new ImageDataSet(other, image, sampleShape, values, labels);
    }

    /** One more than the largest label. */
    @Override
    public int classes() {
        return classes;
    }

    /** That of sizes, labels and pixels. */
    @Override
    public Optional<String> fingerprint() {
        return Optional.of(
                new Fingerprint().and(image.toString()).and(labels).and(values).digits());
    }

    /** The label of an image, from 0 to 255. */
    @Override
    public int label(int index) {
        return labels[index] & 0xff;
    }

    /** The values of an image, channel by channel, row by row, in [-1, 1]. */
    public double[] pixels(int index) {
        double[] pixels = new double[image.size()];
        copy(index, pixels, 0);
        return pixels;
    }

    @Override
    public void copy(int index, double[] to, int at) {
        int length = image.size();
        for (int i = 0; i < length; i++) {
            to[at + i] = (values[index * length + i] & 0xff) / 127.5 - 1;
        }
    }
}
