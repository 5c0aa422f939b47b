package dev.nabla2.gan.data;

import dev.nabla2.engine.RandomStream;
import dev.nabla2.engine.Shape;

/** Grey images of one size, with a label each; drawing one gives its pixels scaled from 0…255 to [-1, 1]. */
public final class ImageDataSet implements DataSet {
    private final String name;
    private final Idx images;
    private final Idx labels;

    /**
     * A data set of given images.
     *
     * @param name what a user asks for it by
     * @param images of shape {@code [count, height, width]}
     * @param labels of shape {@code [count]}
     * @throws IllegalArgumentException if the shapes are others
     */
    public ImageDataSet(String name, Idx images, Idx labels) {
        if (images.shape().rank() != 3
                || labels.shape().rank() != 1
                || labels.shape().extent(0) != images.shape().extent(0)) {
            throw new IllegalArgumentException(name + ": expected images [n, height, width] and labels [n], found "
                    + images.shape() + " and " + labels.shape());
        }
        this.name = name;
        this.images = images;
        this.labels = labels;
    }

    @Override
    public String name() {
        return name;
    }

    /** The number of images. */
    public int size() {
        return images.shape().extent(0);
    }

    /** The number of rows of an image. */
    public int height() {
        return images.shape().extent(1);
    }

    /** The number of columns of an image. */
    public int width() {
        return images.shape().extent(2);
    }

    /** The shape {@code [height * width]}: an image's rows one after another. */
    @Override
    public Shape sampleShape() {
        return Shape.of(height() * width());
    }

    /** The label of an image. */
    public int label(int image) {
        return labels.values()[image] & 0xff;
    }

    /** The pixels of an image, row by row, in [-1, 1]. */
    public double[] pixels(int image) {
        double[] pixels = new double[height() * width()];
        copy(image, pixels, 0);
        return pixels;
    }

    /** Chooses each image anew, every one as likely as the others. */
    @Override
    public double[] draw(RandomStream random, int count) {
        int[] choice = random.integers(count, size());
        double[] samples = new double[count * height() * width()];
        for (int i = 0; i < count; i++) {
            copy(choice[i], samples, i * height() * width());
        }
        return samples;
    }

    private void copy(int image, double[] to, int at) {
        int length = height() * width();
        for (int i = 0; i < length; i++) {
            to[at + i] = (images.values()[image * length + i] & 0xff) / 127.5 - 1;
        }
    }
}
