package dev.nabla2.lab.run;

/** Tells that training met a number that is not finite, and which operation made the first one. */
public final class DivergedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** An error with the words of the trainer. */
    public DivergedException(String message, Throwable cause) {
        super(message, cause);
    }
}
