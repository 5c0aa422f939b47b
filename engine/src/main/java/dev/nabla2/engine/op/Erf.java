package dev.nabla2.engine.op;

/** The error function 2/√π ∫₀ˣ exp(−t²) dt and its complement in double precision, which the JDK does not have. */
final class Erf {
    private static final double TWO_OVER_ROOT_PI = 2 / Math.sqrt(Math.PI);
    private static final double SERIES_LIMIT = 2.5;

    /** Up to here 1 minus the series keeps all but the last digit. */
    private static final double COMPLEMENT_LIMIT = 1.5;

    /** So many that the fraction is exact to the last digit from {@link #COMPLEMENT_LIMIT} on. */
    private static final int FRACTION_TERMS = 100;

    private Erf() {}

    static double of(double x) {
        double a = Math.abs(x);
        if (a < SERIES_LIMIT) {
            return series(x);
        }
        return Math.copySign(1 - complement(a), x);
    }

    /** 1 − erf(x), exact to its last digits where it is small too. */
    static double complementary(double x) {
        if (x < COMPLEMENT_LIMIT) {
            return x < 0 ? 1 + of(-x) : 1 - series(x);
        }
        return Double.isNaN(x) ? x : complement(x);
    }

    /** Abramowitz and Stegun 7.1.6: 2/√π exp(−x²) Σ 2ⁿ x^(2n+1) / (2n+1)!!, whose terms are all of one sign. */
    private static double series(double x) {
        double term = x;
        double sum = x;
        for (int n = 1; Math.abs(term) > Math.abs(sum) * 0x1p-60; n++) {
            term *= 2 * x * x / (2 * n + 1);
            sum += term;
        }
        return TWO_OVER_ROOT_PI * Math.exp(-x * x) * sum;
    }

    /** Abramowitz and Stegun 7.1.14, the continued fraction of erfc, evaluated from its tail. */
    private static double complement(double x) {
        double fraction = x;
        for (int k = FRACTION_TERMS; k > 0; k--) {
            fraction = x + k / 2.0 / fraction;
        }
        double square = x * x;
        double lost = Double.isInfinite(square) ? 0 : Math.fma(x, x, -square);
        return Math.exp(-square) * (1 - lost) / (fraction * Math.sqrt(Math.PI));
    }
}
