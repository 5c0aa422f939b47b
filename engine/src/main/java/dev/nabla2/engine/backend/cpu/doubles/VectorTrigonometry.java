package dev.nabla2.engine.backend.cpu.doubles;

/** Sine and cosine, by the library. */
final class VectorTrigonometry {
    private VectorTrigonometry() {}

    static Dense sin() {
        return s -> {
            for (int n = 0; n < s.count(); n++) {
                s.out()[s.o() + n] = StrictMath.sin(s.a()[s.i() + n]);
            }
        };
    }

    static Dense cos() {
        return s -> {
            for (int n = 0; n < s.count(); n++) {
                s.out()[s.o() + n] = StrictMath.cos(s.a()[s.i() + n]);
            }
        };
    }
}
