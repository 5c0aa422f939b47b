package dev.nabla2.engine;

/** Tells that shapes do not fit: which operation, what it expected, what it found, and where in a model. */
public final class ShapeException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    private final String problem;

    /**
     * An error at no particular place in a model.
     *
     * @param operation what was asked for, such as {@code matmul}
     * @param expected what would have fitted
     * @param found what was given
     */
    public ShapeException(String operation, String expected, String found) {
        this(operation + ": expected " + expected + ", found " + found, "");
    }

    private ShapeException(String problem, String place) {
        super(problem + (place.isEmpty() ? "" : " in " + place));
        this.problem = problem;
    }

    /** The same error, told with the place in a model where it arose, such as {@code critic.2}. */
    public ShapeException in(String place) {
        ShapeException placed = new ShapeException(problem, place);
        placed.setStackTrace(getStackTrace());
        return placed;
    }
}
