package dev.nabla2.engine.check;

/**
 * A recorded operation that a check points at.
 *
 * @param line its number on the tape
 * @param operation what it is, with its attributes, such as {@code leaky_relu(0.2)}
 * @param shape its result's shape
 * @param where the place in a model, such as {@code critic.2}; empty where unknown
 * @param pass 0 for what the user wrote, k for what the k-th walk appended
 * @param convention what is returned at its kinks, in words; empty if it has none
 * @param element the index of the element of its result that shows it best, such as {@code [1, 2]}
 */
public record Place(
        int line, String operation, String shape, String where, int pass, String convention, String element) {
    /** Such as {@code relu [4, 8] in critic.1, element [0, 3] (line %7, forward)}. */
    @Override
    public String toString() {
        return operation + " " + shape + (where.isEmpty() ? "" : " in " + where) + ", element " + element + " (line %"
                + line + ", " + (pass == 0 ? "forward" : "derivative pass " + pass) + ")";
    }
}
