package dev.nabla2.nn;

/** A file that is not in the safetensors format, or holds something that is not supported. */
public final class SafetensorsException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** With what was expected and what was found. */
    public SafetensorsException(String message) {
        super(message);
    }
}
