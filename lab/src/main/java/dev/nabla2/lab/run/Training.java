package dev.nabla2.lab.run;

import dev.nabla2.gan.Checkpoint;
import dev.nabla2.gan.GanModel;
import dev.nabla2.gan.TrainingListener;
import java.nio.file.Path;
import java.util.List;

/** A run of training as the laboratory sees it. */
public interface Training extends AutoCloseable {
    /**
     * Trains until the last step, or until cancelled.
     *
     * @param listener hears of every step
     * @throws DivergedException if a number stopped being finite; the model then has the last good weights
     */
    void run(TrainingListener listener);

    /** Asks, from any thread, that {@link #run} return after the step it is at. */
    void cancel();

    /** The model as it is now; to be asked for only while {@link #run} is not at work. */
    GanModel model();

    /**
     * Where it is now, to be written at once. While {@link #run} is at work, to be asked for by its listener only.
     */
    Checkpoint checkpoint();

    /**
     * The same training where a checkpoint was taken, to go on as if it had never stopped.
     *
     * @param checkpoint the file
     * @throws dev.nabla2.lab.LabException if it is not a checkpoint of such a training
     */
    Training continued(Path checkpoint);

    /** Gives back the device that computes, if it is one; nothing of this training can be computed afterwards. */
    @Override
    default void close() {}

    /** What computes, in words, such as {@code cpu (floats, vector kernels, 512 bits, threads: 2)}. */
    String backend();

    /** The penalty's formula with its conventions, in words. */
    String conventions();

    /** How long each kernel took so far, longest first; none where that is not measured. */
    default List<KernelTime> times() {
        return List.of();
    }
}
