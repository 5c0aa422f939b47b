package dev.nabla2.gan;

/** Tells that training cannot go on because a number is no longer finite: whose, and which operation made it first. */
public final class DivergenceException extends RuntimeException {
    private static final long serialVersionUID = 1;

    DivergenceException(String message) {
        super(message);
    }

    /**
     * An error in a pass over the tape.
     *
     * @param player whose update it was
     * @param operation the first operation whose result was not finite, with its shape, place and pass
     * @param what what was seen to be not finite: loss or gradient
     */
    static DivergenceException of(String player, String operation, String what) {
        return new DivergenceException(
                player + ": expected a finite " + what + ", found NaN or infinity, first made by " + operation);
    }
}
