package dev.nabla2.engine.backend.cpu.doubles;

/** The error function and its complement, element by element. */
final class VectorErrorFunction {
    private VectorErrorFunction() {}

    static Dense erf() {
        return s -> {
            for (int n = 0; n < s.count(); n++) {
                s.out()[s.o() + n] = ErrorFunction.erf(s.a()[s.i() + n]);
            }
        };
    }

    static Dense erfc() {
        return s -> {
            for (int n = 0; n < s.count(); n++) {
                s.out()[s.o() + n] = ErrorFunction.erfc(s.a()[s.i() + n]);
            }
        };
    }
}
