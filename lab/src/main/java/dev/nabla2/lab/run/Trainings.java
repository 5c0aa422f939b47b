package dev.nabla2.lab.run;

import dev.nabla2.gan.data.DataSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Trainings that one request ends, on however many threads they are. */
public final class Trainings {
    private final BiFunction<RunSettings, DataSet, Training> trainer;
    private final Set<Training> atWork = ConcurrentHashMap.newKeySet();
    private volatile boolean cancelled;

    /**
     * None yet.
     *
     * @param trainer makes a training of settings and data
     */
    public Trainings(BiFunction<RunSettings, DataSet, Training> trainer) {
        this.trainer = trainer;
    }

    /** Asks, from any thread, that all that are at work end after their step, and those that begin later at once. */
    public void cancel() {
        cancelled = true;
        atWork.forEach(Training::cancel);
    }

    /** Whether someone has asked for an end. */
    public boolean isCancelled() {
        return cancelled;
    }

    /**
     * Does something with a training at its start, and closes it.
     *
     * @param use what; while it lasts, the training can be ended by {@link #cancel}
     */
    public <R> R with(RunSettings settings, DataSet data, Function<Training, R> use) {
        try (Training training = trainer.apply(settings, data)) {
            atWork.add(training);
            try {
                if (cancelled) {
                    training.cancel();
                }
                return use.apply(training);
            } finally {
                atWork.remove(training);
            }
        }
    }
}
