package dev.nabla2.lab.run;

import dev.nabla2.gan.data.Cifar10;
import dev.nabla2.gan.data.Csv;
import dev.nabla2.gan.data.DataSet;
import dev.nabla2.gan.data.GridOfGaussians;
import dev.nabla2.gan.data.Mnist;
import dev.nabla2.gan.data.RingOfGaussians;
import dev.nabla2.gan.data.StackedImages;
import dev.nabla2.gan.data.SubmanifoldMixture;
import dev.nabla2.gan.data.SwissRoll;
import dev.nabla2.gan.data.TrapRing;
import dev.nabla2.gan.data.TwoGaussians;
import dev.nabla2.gan.data.UniformLine;
import java.nio.file.Path;
import java.util.Optional;

/** The data sets that can be asked for. */
public enum DataChoice {
    /** Eight Gaussians on a circle. */
    RING8("ring8", "8 Gaussians on a circle; does the generator find them all?"),
    /** The same, smaller. */
    RING8_R1("ring8-r1", "the same of radius 1 and deviation 0.01 (Mescheder et al. 2017)."),
    /** The same, larger. */
    RING8_R2("ring8-r2", "the same of radius 2 and deviation 0.02 (Nagarajan and Kolter 2017)."),
    /** A mistake of published code. */
    RING8_ENDPOINT(
            "ring8-endpoint", "not what it was meant to be: 7 modes, one of them doubled, as in unrolled_gan's code."),
    /** Another. */
    RING8_VARIANCE("ring8-variance", "not what it was meant to be: deviation 0.141 for 0.02, as in D2GAN's code."),
    /** Twenty-five Gaussians on a grid. */
    GRID25("grid25", "25 Gaussians on a grid; harder, for there are more to find."),
    /** A spiral. */
    SWISSROLL("swissroll", "a spiral, one connected piece."),
    /** Known densities. */
    TWOGAUSSIANS("twogaussians", "one wide Gaussian, with a second for which the best critic is known."),
    /** A tilted plane in space. */
    SUBMANIFOLD7("submanifold7", "7 Gaussians on a circle in a tilted plane of space (Roth et al. 2017)."),
    /** Numbers. */
    LINE("line", "numbers spread evenly from -1 to 1."),
    /** Handwritten digits. */
    MNIST("mnist", "handwritten digits.", "the folder that holds train-images-idx3-ubyte and train-labels-idx1-ubyte"),
    /** Pictures of clothes in the same format. */
    FASHION("fashion", "pictures of clothes (Fashion-MNIST).", "the folder that holds its files, named as MNIST's are"),
    /** Three digits in one image. */
    STACKED_MNIST(
            "stacked-mnist",
            "three digits as red, green and blue: 1,000 modes.",
            "the folder that holds MNIST's files"),
    /** Small photographs. */
    CIFAR10("cifar10", "small photographs of 10 kinds.", "the folder that holds data_batch_1.bin and its like"),
    /** Images of the user's. */
    IMAGES("images", "your own images, all of one size.", "the folder that holds them as PNG, JPEG, GIF or BMP"),
    /** Numbers of the user's. */
    CSV("csv", "your own numbers, a sample a line.", "the file: numbers separated by commas, with a header or without");

    private final String label;
    private final String description;
    private final Optional<String> place;

    DataChoice(String label, String description) {
        this.label = label;
        this.description = description;
        this.place = Optional.empty();
    }

    DataChoice(String label, String description, String place) {
        this.label = label;
        this.description = description;
        this.place = Optional.of(place);
    }

    /** The name a user asks for it by. */
    public String label() {
        return label;
    }

    /** What it is, in half a sentence. */
    public String description() {
        return description;
    }

    /** What a path must be given of; empty for data that are drawn on the fly. */
    public Optional<String> place() {
        return place;
    }

    /** Whether it is read from files, rather than drawn on the fly. */
    public boolean readsFiles() {
        return place.isPresent();
    }

    /**
     * The data. Images are flat, as fully connected networks take them.
     *
     * @param path where the files lie; looked at only if {@link #readsFiles}
     * @throws dev.nabla2.gan.data.DataException if they are missing or wrong
     */
    public DataSet load(Path path) {
        return switch (this) {
            case RING8 -> RingOfGaussians.ofEight();
            case RING8_R1 -> RingOfGaussians.ofMescheder();
            case RING8_R2 -> RingOfGaussians.ofNagarajan();
            case RING8_ENDPOINT -> TrapRing.withEndPoint();
            case RING8_VARIANCE -> TrapRing.withVarianceForDeviation();
            case GRID25 -> GridOfGaussians.ofTwentyFive();
            case SWISSROLL -> SwissRoll.ofThePaper();
            case TWOGAUSSIANS -> TwoGaussians.ofThePaper();
            case SUBMANIFOLD7 -> SubmanifoldMixture.ofThePaper();
            case LINE -> new UniformLine();
            case MNIST -> Mnist.load(path, Mnist.Split.TRAIN);
            case FASHION -> Mnist.load(path, Mnist.Split.TRAIN).named(label);
            case STACKED_MNIST -> new StackedImages(label, Mnist.load(path, Mnist.Split.TRAIN)).flat();
            case CIFAR10 -> Cifar10.load(path).flat();
            case IMAGES -> ImageFolder.read(path).flat();
            case CSV -> Csv.read(path);
        };
    }
}
