package dev.nabla2.gan;

import dev.nabla2.engine.InPlace;
import dev.nabla2.engine.Tensor;
import dev.nabla2.engine.backend.Backend;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What is asked of numbers while players move, and told at the end of a step, so that a device computes on meanwhile. Once a number was
 * not finite nobody moves until that is told.
 */
final class Awaited {
    private record Task(Runnable task, Runnable undo) {}

    private final Backend backend;
    private final List<Task> tasks = new ArrayList<>();
    private Tensor note;
    private int asked;
    private int failed;

    Awaited(Backend backend) {
        this.backend = backend;
        note = Tensor.scalar(backend, 0);
    }

    /** On which it is noted that nobody moves. */
    Optional<Tensor> note() {
        return Optional.of(note);
    }

    /** Ends the step if any of the numbers, as they are now, is not finite. */
    void finite(List<Tensor> numbers, Supplier<DivergenceException> otherwise) {
        int own = ++asked;
        InPlace.noteNotFinite(own, note, numbers);
        later(
                () -> {
                    if (failed == own) {
                        throw otherwise.get();
                    }
                },
                () -> {});
    }

    /**
     * Does something at the end.
     *
     * @param undo what is done in its place if the step ended before
     */
    void later(Runnable task, Runnable undo) {
        tasks.add(new Task(task, undo));
    }

    /** Waits, and tells in the order in which was asked. */
    void settle() {
        int told = 0;
        try {
            failed = (int) note.reading().get()[0];
            if (failed > 0) {
                note = Tensor.scalar(backend, 0);
            }
            for (; told < tasks.size(); told++) {
                tasks.get(told).task().run();
            }
        } finally {
            for (; told < tasks.size(); told++) {
                tasks.get(told).undo().run();
            }
            tasks.clear();
            asked = 0;
        }
    }
}
