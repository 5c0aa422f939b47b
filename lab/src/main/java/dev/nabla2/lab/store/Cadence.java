package dev.nabla2.lab.store;

import java.util.OptionalInt;

/**
 * How often a run is kept.
 *
 * @param steps every so many steps; where empty, once a minute
 */
public record Cadence(OptionalInt steps) {
    /** What a run that is killed has to do again is as long at most. */
    private static final double SECONDS = 60;

    /** Whether it is time again. */
    boolean isDue(int step, double secondsSinceLast) {
        return steps.isPresent() ? step % steps.getAsInt() == 0 : secondsSinceLast >= SECONDS;
    }
}
