package dev.nabla2.lab.reproduce;

import dev.nabla2.engine.RandomStream;
import dev.nabla2.engine.backend.Backend;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Under which an experiment is run.
 *
 * @param seed where all random numbers come from
 * @param quick whether it is to end in seconds, to show that everything works rather than what comes of it
 * @param dataFolder which holds a folder for each data set that is read from files, such as {@code mnist}
 * @param device what computes in floats, if that is not the processor; what needs doubles or measures times does not use it
 */
public record Conditions(long seed, boolean quick, Optional<Path> dataFolder, Optional<Backend> device) {
    /** Under which everything is computed on the processor. */
    public Conditions(long seed, boolean quick, Optional<Path> dataFolder) {
        this(seed, quick, dataFolder, Optional.empty());
    }

    /** The random numbers of an experiment's part, or for another purpose. */
    public RandomStream random(String purpose) {
        return RandomStream.of(seed).fold(purpose);
    }

    /** The first in the full form, the second in the quick one. */
    public int of(int full, int quickly) {
        return quick ? quickly : full;
    }

    /** Where the files of a data set lie; empty if the user has none. */
    public Optional<Path> data(String name) {
        return dataFolder.map(folder -> folder.resolve(name)).filter(Files::isDirectory);
    }

    @Override
    public String toString() {
        return "seed " + seed + (quick ? ", quick" : "")
                + device.map(backend -> ", on " + backend).orElse("");
    }
}
