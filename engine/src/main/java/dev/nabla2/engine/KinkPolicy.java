package dev.nabla2.engine;

/**
 * What a tape does where a derivative is asked for that does not exist everywhere: the first of a function with a kink, or any of one
 * that jumps.
 *
 * @param mode what is done
 * @param tolerance how near an element must come to a kink to have met it, at least 0
 */
public record KinkPolicy(Mode mode, double tolerance) {
    /** Take the convention of each operation, and look no further: it costs nothing. */
    public static final KinkPolicy ASSUME = new KinkPolicy(Mode.ASSUME, 0);

    /** Take the convention, and count the elements that lie exactly on a kink. */
    public static final KinkPolicy COUNT = count(0);

    /** Fail where an element lies exactly on a kink. */
    public static final KinkPolicy FORBID = forbid(0);

    /** What is done. */
    public enum Mode {
        /** The convention is taken. */
        ASSUME,
        /** The convention is taken, and elements are counted. */
        COUNT,
        /** It is an error. */
        FORBID
    }

    /** Checks the number. */
    public KinkPolicy {
        if (!(tolerance >= 0 && tolerance < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("kink policy: expected a tolerance of at least 0, found " + tolerance);
        }
    }

    /** Take the convention, and count the elements that come within a tolerance of a kink. See {@link Tape#kinks}. */
    public static KinkPolicy count(double tolerance) {
        return new KinkPolicy(Mode.COUNT, tolerance);
    }

    /** Fail with a {@link KinkException} where an element comes within a tolerance of a kink. */
    public static KinkPolicy forbid(double tolerance) {
        return new KinkPolicy(Mode.FORBID, tolerance);
    }
}
