package dev.nabla2.engine.op;

/**
 * What a function promises of its derivatives: how many there are, where there are fewer, and what is returned there.
 *
 * @param smoothness how often it can be differentiated everywhere
 * @param kinks where it cannot be differentiated more often
 * @param convention what is returned at a kink; empty for a smooth function
 * @param highestOrder the highest order of derivative that may be asked for; asking for more is an error
 */
public record Contract(Smoothness smoothness, Kinks kinks, String convention, int highestOrder) {
    /** Any number of times. */
    public static final int ANY_ORDER = Integer.MAX_VALUE;

    /** Differentiable any number of times, everywhere. */
    public static final Contract SMOOTH = new Contract(Smoothness.SMOOTH, Kinks.NONE, "", ANY_ORDER);

    /** Checks that kinks and convention are told where, and only where, there are any. */
    public Contract {
        boolean smooth = smoothness == Smoothness.SMOOTH;
        if (smooth != convention.isEmpty() || smooth != (kinks instanceof Kinks.None)) {
            throw new IllegalArgumentException("contract: expected kinks and a convention for a function that is "
                    + smoothness + ", found " + kinks + " and '" + convention + "'");
        }
    }

    /** A function that jumps. */
    static Contract jumps(Kinks kinks, String convention) {
        return new Contract(Smoothness.DISCONTINUOUS, kinks, convention, ANY_ORDER);
    }

    /** A continuous function whose derivative jumps. */
    static Contract c0(Kinks kinks, String convention) {
        return new Contract(Smoothness.C0, kinks, convention, ANY_ORDER);
    }

    /** A function whose second derivative jumps. */
    static Contract c1(Kinks kinks, String convention) {
        return new Contract(Smoothness.C1, kinks, convention, ANY_ORDER);
    }

    /** The same, but asking for a derivative of a higher order is an error. */
    Contract upTo(int order) {
        return new Contract(smoothness, kinks, convention, order);
    }
}
