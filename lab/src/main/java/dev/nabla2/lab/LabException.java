package dev.nabla2.lab;

/** Tells in one line why a command cannot go on, such as a folder that cannot be written. */
public final class LabException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** An error without a cause that a user would care for. */
    public LabException(String message) {
        super(message);
    }
}
