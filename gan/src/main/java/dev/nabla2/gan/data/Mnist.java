package dev.nabla2.gan.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Finds and reads data in MNIST's official files, plain or compressed: the digits of LeCun, Cortes and Burges, or
 * Fashion-MNIST (Xiao, Rasul and Vollgraf 2017), which has the same names and formats.
 */
public final class Mnist {
    /** Which half of the data. */
    public enum Split {
        /** The 60,000 images to train on. */
        TRAIN("train"),
        /** The 10,000 images to test on. */
        TEST("t10k");

        private final String prefix;

        Split(String prefix) {
            this.prefix = prefix;
        }
    }

    private Mnist() {}

    /**
     * Reads images and labels.
     *
     * @param directory where the official files lie, such as {@code train-images-idx3-ubyte.gz}
     * @param split which of them
     * @throws DataException if the directory or a file is missing, or a file is not what it should be
     */
    public static ImageDataSet load(Path directory, Split split) {
        if (!Files.isDirectory(directory)) {
            throw new DataException(
                    directory,
                    "a folder that holds MNIST's files",
                    Files.exists(directory) ? "a file" : "nothing there");
        }
        Path imageFile = find(directory, split.prefix + "-images-idx3-ubyte");
        Path labelFile = find(directory, split.prefix + "-labels-idx1-ubyte");
        Idx images = Idx.read(imageFile, 3);
        Idx labels = Idx.read(labelFile, 1);
        if (labels.shape().extent(0) != images.shape().extent(0)) {
            throw new DataException(
                    labelFile,
                    images.shape().extent(0) + " labels, one for each image of " + imageFile.getFileName(),
                    String.valueOf(labels.shape().extent(0)));
        }
        return new ImageDataSet("mnist", images, labels);
    }

    private static Path find(Path directory, String name) {
        List<Path> candidates = List.of(directory.resolve(name), directory.resolve(name + ".gz"));
        return candidates.stream()
                .filter(Files::isRegularFile)
                .findFirst()
                .orElseThrow(() -> new DataException(directory, name + " or " + name + ".gz", "neither"));
    }
}
