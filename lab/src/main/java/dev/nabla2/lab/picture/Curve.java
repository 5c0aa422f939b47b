package dev.nabla2.lab.picture;

import java.awt.Color;
import java.util.stream.IntStream;

/**
 * A number over the course of training.
 *
 * @param name what it is
 * @param role which colour it has
 * @param style how it is drawn
 * @param steps when it was taken, increasing
 * @param values what it was, as many; those that are not finite are left out
 */
public record Curve(String name, Role role, Style style, double[] steps, double[] values) {
    /** What a curve is about. */
    public enum Role {
        /** The critic. */
        CRITIC,
        /** The generator, or its samples. */
        GENERATED,
        /** Real data. */
        REAL,
        /** What something should be, or costs. */
        MEASURE;

        Color colour(Theme theme) {
            return switch (this) {
                case CRITIC -> theme.critic();
                case GENERATED -> theme.generated();
                case REAL -> theme.real();
                case MEASURE -> theme.measure();
            };
        }
    }

    /** How a curve is drawn. */
    public enum Style {
        /** A noisy number of every step: its range faintly, and its running mean over it. */
        NOISY,
        /** Few exact numbers: a dot for each. */
        DOTS,
        /** A level to compare with: dashes. */
        LEVEL
    }

    /** The same without the values that are not finite. */
    Curve finite() {
        int[] kept = IntStream.range(0, values.length)
                .filter(i -> Double.isFinite(values[i]))
                .toArray();
        return new Curve(name, role, style, pick(steps, kept), pick(values, kept));
    }

    private static double[] pick(double[] from, int[] kept) {
        return IntStream.of(kept).mapToDouble(i -> from[i]).toArray();
    }

    /** A level that does not change from step 0 to {@code lastStep}. */
    public static Curve level(String name, Role role, double lastStep, double value) {
        return new Curve(name, role, Style.LEVEL, new double[] {0, lastStep}, new double[] {value, value});
    }
}
