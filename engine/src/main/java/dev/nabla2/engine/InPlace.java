package dev.nabla2.engine;

import dev.nabla2.engine.backend.Buffer;
import dev.nabla2.engine.backend.UpdateRule;
import java.util.List;
import java.util.Optional;

/** Updates that reuse the memory of what they replace, for training loops that must not allocate. */
public final class InPlace {
    private InPlace() {}

    /**
     * One step of an optimiser on one parameter. The state's tensors are given away: using one afterwards, or anything that
     * shares its memory, is an error.
     *
     * @param rule what becomes of each element
     * @param gradient the loss's derivative by the parameter
     * @param state the parameter, then its moments, all shaped alike and on no tape
     * @return what replaces them, in the same memory
     * @throws ShapeException if shapes differ
     */
    public static List<Tensor> update(UpdateRule rule, Tensor gradient, List<Tensor> state) {
        return update(Optional.empty(), rule, gradient, state);
    }

    /**
     * The same, but that numbers stay what they are if something is noted.
     *
     * @param note one number; anything but 0 is a note
     */
    public static List<Tensor> update(Optional<Tensor> note, UpdateRule rule, Tensor gradient, List<Tensor> state) {
        for (Tensor tensor : state) {
            if (tensor.backend() != gradient.backend()) {
                throw new IllegalArgumentException(rule.name() + ": expected state and gradient on one backend, found "
                        + tensor.backend().name() + " and " + gradient.backend().name());
            }
            if (!tensor.shape().equals(gradient.shape())) {
                throw new ShapeException(
                                rule.name(),
                                tensor.shape().toString(),
                                gradient.shape().toString())
                        .in(tensor.place());
            }
        }
        Buffer g = gradient.buffer();
        Tensor[] updated = new Tensor[state.size()];
        Buffer[] buffers = new Buffer[state.size()];
        for (int i = 0; i < buffers.length; i++) {
            Tensor old = state.get(i);
            buffers[i] = old.backend().transfer(old.consume());
            updated[i] = Tensor.detached(old.backend(), old.shape(), buffers[i]).named(old.place());
        }
        if (note.isPresent()) {
            gradient.backend().updateUnless(note.get().buffer(), rule, g, buffers);
        } else {
            gradient.backend().update(rule, g, buffers);
        }
        return List.of(updated);
    }

    /** A tensor whose elements are all {@code value}, in the memory of another on no tape, which cannot be used afterwards. */
    public static Tensor filled(Tensor old, double value) {
        Buffer buffer = old.backend().transfer(old.consume());
        old.backend().fill(buffer, value);
        return Tensor.detached(old.backend(), old.shape(), buffer);
    }

    /** Makes {@code number} the note if there is none and an element of {@code tensors}, all on its backend, is not finite. */
    public static void noteNotFinite(int number, Tensor note, List<Tensor> tensors) {
        note.backend()
                .noteNotFinite(
                        number,
                        note.buffer(),
                        tensors.stream().map(Tensor::buffer).toArray(Buffer[]::new));
    }
}
