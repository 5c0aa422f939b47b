package dev.nabla2.engine;

import java.util.function.Supplier;

/** Whether a tape and its tensors can be used: by which thread, and whether it is suspended, spent or closed. */
final class Usability {
    private final Thread owner = Thread.currentThread();
    private boolean suspended;
    private boolean spent;
    private boolean closed;

    boolean isClosed() {
        return closed;
    }

    void close() {
        checkOwner();
        closed = true;
    }

    void spend() {
        spent = true;
    }

    /** While work is done inside one line of the tape, its tensors cannot be used. */
    <R> R suspended(Supplier<R> work) {
        suspended = true;
        try {
            return work.get();
        } finally {
            suspended = false;
        }
    }

    /** For whatever is recorded or asked. */
    void checkUsable() {
        if (closed) {
            throw new IllegalStateException("the tape is closed");
        }
        checkOwner();
        checkNotSuspended("the tape", "take derivatives inside with the functions of Derivatives");
    }

    /** For whatever needs the values of all lines. */
    void checkUnspent() {
        if (spent) {
            throw new IllegalStateException(
                    "the tape was spent by its last gradient, which freed what was recorded: ask everything else before it");
        }
    }

    /** For the elements of a tensor. */
    void checkReadable(Tensor tensor) {
        if (closed) {
            throw new IllegalStateException(tensor + " outlived its tape: detach() it before the tape closes");
        }
        checkOwner();
        checkNotSuspended(tensor, "pass it among the xs");
    }

    private void checkNotSuspended(Object used, String instead) {
        if (suspended) {
            throw new IllegalStateException(
                    "checkpoint: expected a function of its arguments alone, found that it uses " + used
                            + " around it: " + instead);
        }
    }

    private void checkOwner() {
        if (Thread.currentThread() != owner) {
            throw new IllegalStateException("the tape belongs to thread " + owner.getName() + ", found "
                    + Thread.currentThread().getName() + ": detached tensors are free to share");
        }
    }
}
