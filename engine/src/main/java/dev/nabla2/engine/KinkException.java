package dev.nabla2.engine;

/** A derivative was asked for at a kink, on a tape that forbids it: see {@link KinkPolicy#forbid}. */
public final class KinkException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /**
     * An error.
     *
     * @param encounter what was met
     * @param where the kinks, in words, such as {@code x = 0}
     * @param element the number, row-major, of the element nearest to one
     * @param distance its distance
     */
    public KinkException(KinkEncounter encounter, String where, int element, double distance) {
        super(encounter.operation() + ": expected no element at its kink (" + where + "), found element " + element
                + " at a distance of " + distance
                + (encounter.place().isEmpty() ? "" : " in " + encounter.place())
                + " (%" + encounter.line() + ", derivative pass " + encounter.pass() + ", " + encounter.met() + " of "
                + encounter.of() + " elements)");
    }
}
