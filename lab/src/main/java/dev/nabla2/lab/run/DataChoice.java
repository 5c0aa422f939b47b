package dev.nabla2.lab.run;

import dev.nabla2.gan.data.DataSet;
import dev.nabla2.gan.data.GridOfGaussians;
import dev.nabla2.gan.data.Mnist;
import dev.nabla2.gan.data.RingOfGaussians;
import dev.nabla2.gan.data.SwissRoll;
import java.nio.file.Path;

/** The data sets that can be asked for. */
public enum DataChoice {
    /** Eight Gaussians on a circle. */
    RING8("ring8"),
    /** Twenty-five Gaussians on a grid. */
    GRID25("grid25"),
    /** A spiral. */
    SWISSROLL("swissroll"),
    /** Handwritten digits, read from a folder. */
    MNIST("mnist");

    private final String label;

    DataChoice(String label) {
        this.label = label;
    }

    /** The name a user asks for it by. */
    public String label() {
        return label;
    }

    /** Whether it is read from files, rather than drawn on the fly. */
    public boolean readsFiles() {
        return this == MNIST;
    }

    /**
     * The data.
     *
     * @param folder where the files lie; looked at only if {@link #readsFiles}
     * @throws dev.nabla2.gan.data.DataException if they are missing or wrong
     */
    public DataSet load(Path folder) {
        return switch (this) {
            case RING8 -> RingOfGaussians.ofEight();
            case GRID25 -> GridOfGaussians.ofTwentyFive();
            case SWISSROLL -> SwissRoll.ofThePaper();
            case MNIST -> Mnist.load(folder, Mnist.Split.TRAIN);
        };
    }
}
