package dev.nabla2.engine.backend;

/** Tells in one sentence why a backend or its device cannot go on, and what can be done. */
public final class BackendException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** An error that the message explains. */
    public BackendException(String message) {
        super(message);
    }
}
