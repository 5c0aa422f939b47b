package dev.nabla2.nn;

/** A file that is not in the safetensors format, or holds something that is not supported. */
public final class SafetensorsException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /**
     * With what was expected and what was found.
     *
     * @param message becomes one line of at most about a thousand characters, whatever a file held
     */
    public SafetensorsException(String message) {
        super(Shown.message(message));
    }
}
