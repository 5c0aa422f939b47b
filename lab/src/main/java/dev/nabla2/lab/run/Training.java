package dev.nabla2.lab.run;

import dev.nabla2.gan.GanModel;
import dev.nabla2.gan.TrainingListener;

/** A run of training as the laboratory sees it. */
public interface Training {
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

    /** What computes, in words, such as {@code cpu (floats, vector kernels, 512 bits, threads: 2)}. */
    String backend();

    /** The penalty's formula with its conventions, in words. */
    String conventions();
}
