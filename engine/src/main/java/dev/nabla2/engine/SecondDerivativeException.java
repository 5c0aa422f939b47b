package dev.nabla2.engine;

/** A derivative was asked for that the model's author has forbidden: see {@link SecondDerivative#FORBIDDEN}. */
public final class SecondDerivativeException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /**
     * An error.
     *
     * @param operation whose second derivative was asked for
     * @param place where in the model; may be empty
     */
    public SecondDerivativeException(String operation, String place) {
        super(operation
                + ": expected its first derivative at most, as its second is forbidden, found a walk that needs it"
                + (place.isEmpty() ? "" : " in " + place)
                + "; choose almost-everywhere or mollified, or a smooth function");
    }
}
