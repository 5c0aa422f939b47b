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
     * The choice of a name such as {@code almost-everywhere}, {@code mollified:0.01} or {@code forbidden}.
     *
     * @throws IllegalArgumentException if it is none of these
     */
    static SecondDerivative parse(String name) {
        for (Named named : Named.values()) {
            if (named.toString().equals(name)) {
                return named;
            }
        }
        String prefix = "mollified:";
        try {
            if (name.startsWith(prefix)) {
                return mollified(Double.parseDouble(name.substring(prefix.length())));
            }
        } catch (NumberFormatException e) {
            // Told below, with all that is expected.
        }
        throw new IllegalArgumentException("second derivative: expected almost-everywhere, mollified:EPSILON with a"
                + " number above 0, or forbidden, found '" + name + "'");
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
        /** Checks the number. */
        public Mollified {
            if (!(epsilon > 0 && epsilon < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("mollified: expected an epsilon above 0, found " + epsilon);
            }
        }

        @Override
        public String toString() {
            return "mollified:" + epsilon;
        }
    }
}
