package dev.nabla2.engine.backend.cpu;

import java.util.Map;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** The functions of two and three arguments, each with a loop of its own: in a shared one vectors would be boxed. */
final class VectorBinary {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();

    static final Map<String, Dense> ALL = Map.ofEntries(
            Map.entry("add", VectorBinary::add),
            Map.entry("subtract", VectorBinary::subtract),
            Map.entry("multiply", VectorBinary::multiply),
            Map.entry("divide", VectorBinary::divide),
            Map.entry("maximum", VectorBinary::maximum),
            Map.entry("minimum", VectorBinary::minimum),
            Map.entry("greater", VectorBinary::greater),
            Map.entry("prefers", VectorBinary::prefers),
            Map.entry("where", VectorBinary::where));

    private VectorBinary() {}

    private static void add(Dense.Span s) {
        float[] a = s.a();
        float[] b = s.b();
        float[] out = s.out();
        int i = s.i();
        int j = s.j();
        int o = s.o();
        for (int n = 0; n < s.count(); n += LANES) {
            FloatVector x = FloatVector.fromArray(SPECIES, a, i + n);
            FloatVector y = FloatVector.fromArray(SPECIES, b, j + n);
            x.add(y).intoArray(out, o + n);
        }
    }

    private static void subtract(Dense.Span s) {
        float[] a = s.a();
        float[] b = s.b();
        float[] out = s.out();
        int i = s.i();
        int j = s.j();
        int o = s.o();
        for (int n = 0; n < s.count(); n += LANES) {
            FloatVector x = FloatVector.fromArray(SPECIES, a, i + n);
            FloatVector y = FloatVector.fromArray(SPECIES, b, j + n);
            x.sub(y).intoArray(out, o + n);
        }
    }

    private static void multiply(Dense.Span s) {
        float[] a = s.a();
        float[] b = s.b();
        float[] out = s.out();
        int i = s.i();
        int j = s.j();
        int o = s.o();
        for (int n = 0; n < s.count(); n += LANES) {
            FloatVector x = FloatVector.fromArray(SPECIES, a, i + n);
            FloatVector y = FloatVector.fromArray(SPECIES, b, j + n);
            x.mul(y).intoArray(out, o + n);
        }
    }

    private static void divide(Dense.Span s) {
        float[] a = s.a();
        float[] b = s.b();
        float[] out = s.out();
        int i = s.i();
        int j = s.j();
        int o = s.o();
        for (int n = 0; n < s.count(); n += LANES) {
            FloatVector x = FloatVector.fromArray(SPECIES, a, i + n);
            FloatVector y = FloatVector.fromArray(SPECIES, b, j + n);
            x.div(y).intoArray(out, o + n);
        }
    }

    private static void maximum(Dense.Span s) {
        float[] a = s.a();
        float[] b = s.b();
        float[] out = s.out();
        int i = s.i();
        int j = s.j();
        int o = s.o();
        for (int n = 0; n < s.count(); n += LANES) {
            FloatVector x = FloatVector.fromArray(SPECIES, a, i + n);
            FloatVector y = FloatVector.fromArray(SPECIES, b, j + n);
            x.max(y).intoArray(out, o + n);
        }
    }

    private static void minimum(Dense.Span s) {
        float[] a = s.a();
        float[] b = s.b();
        float[] out = s.out();
        int i = s.i();
        int j = s.j();
        int o = s.o();
        for (int n = 0; n < s.count(); n += LANES) {
            FloatVector x = FloatVector.fromArray(SPECIES, a, i + n);
            FloatVector y = FloatVector.fromArray(SPECIES, b, j + n);
            x.min(y).intoArray(out, o + n);
        }
    }

    private static void greater(Dense.Span s) {
        float[] a = s.a();
        float[] b = s.b();
        float[] out = s.out();
        int i = s.i();
        int j = s.j();
        int o = s.o();
        for (int n = 0; n < s.count(); n += LANES) {
            FloatVector x = FloatVector.fromArray(SPECIES, a, i + n);
            FloatVector y = FloatVector.fromArray(SPECIES, b, j + n);
            FloatVector.zero(SPECIES)
                    .blend(1f, x.compare(VectorOperators.GT, y))
                    .intoArray(out, o + n);
        }
    }

    private static void prefers(Dense.Span s) {
        float[] a = s.a();
        float[] b = s.b();
        float[] out = s.out();
        int i = s.i();
        int j = s.j();
        int o = s.o();
        for (int n = 0; n < s.count(); n += LANES) {
            FloatVector x = FloatVector.fromArray(SPECIES, a, i + n);
            FloatVector y = FloatVector.fromArray(SPECIES, b, j + n);
            FloatVector.zero(SPECIES)
                    .blend(1f, x.compare(VectorOperators.GT, y))
                    .blend(0.5f, x.compare(VectorOperators.EQ, y))
                    .intoArray(out, o + n);
        }
    }

    private static void where(Dense.Span s) {
        float[] a = s.a();
        float[] b = s.b();
        float[] c = s.c();
        float[] out = s.out();
        int i = s.i();
        int j = s.j();
        int k = s.k();
        int o = s.o();
        for (int n = 0; n < s.count(); n += LANES) {
            FloatVector condition = FloatVector.fromArray(SPECIES, a, i + n);
            FloatVector yes = FloatVector.fromArray(SPECIES, b, j + n);
            FloatVector no = FloatVector.fromArray(SPECIES, c, k + n);
            yes.blend(no, condition.compare(VectorOperators.EQ, 0f)).intoArray(out, o + n);
        }
    }
}
