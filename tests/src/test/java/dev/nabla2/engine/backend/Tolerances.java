package dev.nabla2.engine.backend;

import static org.junit.jupiter.api.Assertions.assertTrue;

/** How far a backend may be from the reference, in units of its precision and scaled by the length of its sums. */
final class Tolerances {
    /** Four units in the last place, each of which is up to two unit roundoffs. */
    private static final double RELATIVE = 8;
    /** Near a zero of a function: for floats 2^-22. */
    private static final double ABSOLUTE = 4;
    /** Sums are blocked, so their error is that of a short sum. */
    private static final double SUMMED_IN_A_ROW = 70;

    private final double roundoff;

    Tolerances(Precision precision) {
        this.roundoff = precision.unitRoundoff();
    }

    /** One value of an elementwise function. */
    void elementwise(String what, double expected, double found) {
        near(what, expected, found, Math.max(ABSOLUTE * roundoff, RELATIVE * roundoff * Math.abs(expected)));
    }

    /** An element of an optimiser's state, computed from numbers up to {@code magnitude}, which may cancel. */
    void update(String what, double expected, double found, double magnitude) {
        near(what, expected, found, RELATIVE * roundoff * Math.max(1, magnitude));
    }

    /** A sum of {@code length} terms whose magnitudes add up to {@code magnitude}, added in any order. */
    void sum(String what, double expected, double found, int length, double magnitude) {
        near(what, expected, found, Math.min(length + 1, SUMMED_IN_A_ROW) * roundoff * magnitude);
    }

    /** An inner product of {@code length} terms whose magnitudes add up to {@code magnitude}, added in any order. */
    void product(String what, double expected, double found, int length, double magnitude) {
        near(what, expected, found, (length + 2) * roundoff * magnitude);
    }

    private static void near(String what, double expected, double found, double tolerance) {
        boolean same = Double.compare(expected, found) == 0 || expected == found;
        assertTrue(
                same || Math.abs(expected - found) <= tolerance,
                () -> what + ": expected " + expected + ", found " + found + ", which is "
                        + Math.abs(expected - found) / tolerance + " times as far as allowed");
    }
}
