package dev.nabla2.engine;

/**
 * How many elements of an operation's operands met a kink where a walk asked for a derivative past its smoothness.
 *
 * @param operation what was differentiated, such as {@code relu}
 * @param place where in a model; may be empty
 * @param line its number on the tape
 * @param pass which walk asked: k for the k-th
 * @param met how many elements came within the policy's tolerance of a kink
 * @param of how many elements there were
 */
public record KinkEncounter(String operation, String place, int line, int pass, long met, long of) {
    /** The share of elements that met a kink, from 0 to 1. */
    public double share() {
        return (double) met / of;
    }

    /** Such as {@code relu in critic.2 (%7, derivative pass 1): 12 of 32768 elements}. */
    @Override
    public String toString() {
        return operation + (place.isEmpty() ? "" : " in " + place) + " (%" + line + ", derivative pass " + pass + "): "
                + met + " of " + of + " elements";
    }
}
