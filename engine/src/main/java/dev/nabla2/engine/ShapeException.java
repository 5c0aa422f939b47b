package dev.nabla2.engine;

/** Tells that shapes do not fit: which operation, what it expected, what it found, and where in a model. */
public final class ShapeException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    /** An error at no particular place in a model. */
    public ShapeException(String operation, String expected, String found) {
        this(operation, expected, found, "");
    }

    /**
     * An error at a place.
     *
     * @param operation what was asked for, such as {@code matmul}
     * @param expected what would have fitted
     * @param found what was given
     * @param place where in a model, such as {@code critic.2}; empty where unknown
     */
    public ShapeException(String operation, String expected, String found, String place) {
        super(operation + ": expected " + expected + ", found " + found + (place.isEmpty() ? "" : " in " + place));
    }
}
