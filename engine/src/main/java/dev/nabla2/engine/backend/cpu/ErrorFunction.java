package dev.nabla2.engine.backend.cpu;

/** The error function and its complement, to a few units in the sixteenth digit, for the scalar kernels. */
final class ErrorFunction {
    private static final double TWO_PER_ROOT_PI = 1.1283791670955126;
    private static final double[] SERIES = coefficients();

    private static final double SERIES_LIMIT = 1;

    /** At 1 the fraction's n-th convergent is off by exp(−2√(2n)); further on so many fewer do as x is squared. */
    private static final int FRACTION_TERMS = 200;

    private ErrorFunction() {}

    static double erf(double x) {
        double t = Math.abs(x);
        if (t > 6) {
            return Math.signum(x);
        }
        return t < SERIES_LIMIT ? series(x) : Math.copySign(1 - complement(t), x);
    }

    /** 0 where it is smaller than any double. */
    static double erfc(double x) {
        if (x < SERIES_LIMIT) {
            return 1 - erf(x);
        }
        return x > 28 ? 0 : complement(x);
    }

    /** Abramowitz and Stegun 7.1.5, whose terms hardly cancel each other up to 1. */
    private static double series(double x) {
        double square = x * x;
        double sum = 0;
        for (int n = SERIES.length - 1; n >= 0; n--) {
            sum = SERIES[n] - square * sum;
        }
        return TWO_PER_ROOT_PI * x * sum;
    }

    /** 1 / (n! (2n + 1)) until that is nothing beside 1. */
    private static double[] coefficients() {
        double[] coefficients = new double[20];
        double factorial = 1;
        for (int n = 0; n < coefficients.length; n++) {
            coefficients[n] = 1 / (factorial * (2 * n + 1));
            factorial *= n + 1;
        }
        return coefficients;
    }

    /** Abramowitz and Stegun 7.1.14, from the innermost fraction outwards. */
    private static double complement(double x) {
        double fraction = x;
        for (int n = 8 + (int) (FRACTION_TERMS / (x * x)); n > 0; n--) {
            fraction = x + n / 2.0 / fraction;
        }
        double square = x * x;
        double lost = Math.fma(x, x, -square);
        return Math.exp(-square) * (1 - lost) / (fraction * Math.sqrt(Math.PI));
    }
}
