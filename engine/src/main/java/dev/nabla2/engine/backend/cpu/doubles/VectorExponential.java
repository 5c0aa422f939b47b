package dev.nabla2.engine.backend.cpu.doubles;

/** The exponential function, by the library. */
final class VectorExponential {
    private VectorExponential() {}

    static void exp(double[] a, int i, double[] out, int o, int count) {
        for (int n = 0; n < count; n++) {
            out[o + n] = StrictMath.exp(a[i + n]);
        }
    }

    static void expm1(double[] a, int i, double[] out, int o, int count) {
        for (int n = 0; n < count; n++) {
            out[o + n] = StrictMath.expm1(a[i + n]);
        }
    }
}
