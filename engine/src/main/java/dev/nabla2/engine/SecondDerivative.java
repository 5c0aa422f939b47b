package dev.nabla2.engine;

import java.util.Locale;

/**
 * What the second derivative of a rectifier, such as relu, is taken to be. It is 0 but for an impulse at the kink, and whoever
 * differentiates a function of a gradient must say what becomes of that impulse.
 */
public sealed interface SecondDerivative {
    /** 0, as on both sides of the kink; the impulse is not seen. It is what is silently meant where nothing else is said. */
    SecondDerivative ALMOST_EVERYWHERE = Named.ALMOST_EVERYWHERE;

    /** None: asking for it is a {@link SecondDerivativeException}. */
    SecondDerivative FORBIDDEN = Named.FORBIDDEN;

    /**
     * The impulse is spread over |x| &lt; ε: the function itself is smoothed quadratically there, and its second derivative is 1 / 2ε.
     *
     * @throws IllegalArgumentException if ε is not a number above 0
     */
    static SecondDerivative mollified(double epsilon) {
        return new Mollified(epsilon);
    }

    /**
     * Mollified with an ε that goes geometrically from one number to another over a run of training. Where there is no run, as when the
     * function is used, the last one holds.
     *
     * @throws IllegalArgumentException if one is not a number above 0
     */
    static SecondDerivative annealed(double first, double last) {
        return new Annealed(first, last);
    }

    /** What holds where there is no run of training: this, unless it changes over a run. */
    default SecondDerivative settled() {
        return this;
    }

    /**
     * The choice of a name such as {@code almost-everywhere}, {@code mollified:0.01}, {@code mollified:0.1..0.001} (annealed from the
     * first to the last) or {@code forbidden}.
     *
     * @throws IllegalArgumentException if it is none of these
     */
    static SecondDerivative parse(String name) {
        for (Named named : Named.values()) {
            if (named.toString().equals(name)) {
                return named;
            }
        }
        try {
            if (name.startsWith(Mollified.PREFIX)) {
                return mollified(name.substring(Mollified.PREFIX.length()));
            }
        } catch (IllegalArgumentException notNumbers) {
            // Told below, with all that is expected.
        }
        throw new IllegalArgumentException("second derivative: expected almost-everywhere, mollified:EPSILON with a"
                + " number above 0, mollified:FIRST..LAST with two, or forbidden, found '" + name + "'");
    }

    private static SecondDerivative mollified(String numbers) {
        int between = numbers.indexOf(Annealed.TO);
        return between < 0
                ? mollified(Double.parseDouble(numbers))
                : annealed(
                        Double.parseDouble(numbers.substring(0, between)),
                        Double.parseDouble(numbers.substring(between + Annealed.TO.length())));
    }

    /** Those without a number. */
    enum Named implements SecondDerivative {
        /** See {@link SecondDerivative#ALMOST_EVERYWHERE}. */
        ALMOST_EVERYWHERE,
        /** See {@link SecondDerivative#FORBIDDEN}. */
        FORBIDDEN;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * See {@link SecondDerivative#mollified}.
     *
     * @param epsilon ε, half the width of the band
     */
    record Mollified(double epsilon) implements SecondDerivative {
        private static final String PREFIX = "mollified:";

        /** Checks the number. */
        public Mollified {
            if (!(epsilon > 0 && epsilon < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("mollified: expected an epsilon above 0, found " + epsilon);
            }
        }

        @Override
        public String toString() {
            return PREFIX + epsilon;
        }
    }

    /**
     * See {@link SecondDerivative#annealed}.
     *
     * @param first ε at the start
     * @param last ε at the end
     */
    record Annealed(double first, double last) implements SecondDerivative {
        private static final String TO = "..";

        /** Checks the numbers. */
        public Annealed {
            mollified(first);
            mollified(last);
        }

        @Override
        public SecondDerivative settled() {
            return mollified(last);
        }

        @Override
        public String toString() {
            return Mollified.PREFIX + first + TO + last;
        }
    }
}
