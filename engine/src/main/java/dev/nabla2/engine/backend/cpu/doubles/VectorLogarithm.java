package dev.nabla2.engine.backend.cpu.doubles;

/** Logarithms, by the library. */
final class VectorLogarithm {
    private VectorLogarithm() {}

    static Dense log() {
        return s -> {
            for (int n = 0; n < s.count(); n++) {
                s.out()[s.o() + n] = StrictMath.log(s.a()[s.i() + n]);
            }
        };
    }

    static Dense log1p() {
        return s -> {
            for (int n = 0; n < s.count(); n++) {
                s.out()[s.o() + n] = StrictMath.log1p(s.a()[s.i() + n]);
            }
        };
    }

    /** {@code max(x, 0) + ln(1 + y) / k} of {@code y = e^-|kx|}, which cannot overflow. */
    static void softplus(Dense.Span s) {
        double k = s.constant();
        for (int n = 0; n < s.count(); n++) {
            double x = s.a()[s.i() + n];
            s.out()[s.o() + n] = (k * x <= 0 ? 0 : x) + StrictMath.log1p(s.b()[s.j() + n]) / k;
        }
    }
}
