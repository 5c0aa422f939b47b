package dev.nabla2.engine.backend.cpu;

/** The error function and its complement, to a few units in the sixteenth digit, for the scalar kernels. */
final class ErrorFunction {
    private static final double TWO_PER_ROOT_PI = 1.1283791670955126;
    private static final double SERIES_LIMIT = 2.5;
    private static final double COMPLEMENT_LIMIT = 1.5;
    private static final int FRACTION_TERMS = 100;

    private ErrorFunction() {}

    static double erf(double x) {
        double t = Math.abs(x);
        if (t > 6) {
            return Math.signum(x);
        }
        return t < SERIES_LIMIT ? series(x) : Math.copySign(1 - complement(t), x);
    }

    /** As a float, 0 above 11 and 2 below −6. */
    static double erfc(double x) {
        if (x < COMPLEMENT_LIMIT) {
            return 1 - erf(x);
        }
        return x > 11 ? 0 : complement(x);
    }

    /** Abramowitz and Stegun 7.1.6, all of whose terms have one sign. */
    private static double series(double x) {
        double term = x;
        double sum = x;
        for (int n = 1; Math.abs(term) > Math.abs(sum) * 0x1p-54; n++) {
            term *= 2 * x * x / (2 * n + 1);
            sum += term;
        }
        return TWO_PER_ROOT_PI * Math.exp(-x * x) * sum;
    }

    /** Abramowitz and Stegun 7.1.14, from the innermost fraction outwards. */
    private static double complement(double x) {
        double fraction = x;
        for (int n = FRACTION_TERMS; n > 0; n--) {
            fraction = x + n / 2.0 / fraction;
        }
        return Math.exp(-x * x) / (fraction * Math.sqrt(Math.PI));
    }
}
