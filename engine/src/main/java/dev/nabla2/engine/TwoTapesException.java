package dev.nabla2.engine;

/** Tensors of two tapes met. It carries both, since a function of functions can move to the one that its function closes over. */
@SuppressWarnings("serial")
final class TwoTapesException extends IllegalArgumentException {
    private final transient Tape one;
    private final transient Tape other;

    TwoTapesException(String message, Tape one, Tape other) {
        super(message);
        this.one = one;
        this.other = other;
    }

    boolean isAbout(Tape tape) {
        return one == tape || other == tape;
    }

    Tape otherThan(Tape tape) {
        return one == tape ? other : one;
    }
}
