package dev.nabla2.engine.backend.cpu;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Sine and cosine in correctly rounded instructions only, so that the bits are the same interpreted and compiled, and on every
 * processor. The loops are written out without calls, for the reason given in {@link VectorExponential}. For arguments so large that
 * {@link QuarterTurns} are not exact the library is called.
 */
final class VectorTrigonometry {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();
    private static final float LARGE = 70_000;

    private VectorTrigonometry() {}

    static Dense sin() {
        Dense turned = Passes.of(QuarterTurns::reduced, s -> QuarterTurns.turned(s, 0));
        return s -> run(s, turned, StrictMath::sin);
    }

    static Dense cos() {
        Dense turned = Passes.of(QuarterTurns::reduced, s -> QuarterTurns.turned(s, 1));
        return s -> run(s, turned, StrictMath::cos);
    }

    private static void run(Dense.Span s, Dense turned, DoubleUnaryOperator exact) {
        if (!anyLarge(s.a(), s.i(), s.count())) {
            turned.run(s);
            return;
        }
        // The result may replace the argument.
        float[] x = Arrays.copyOfRange(s.a(), s.i(), s.i() + s.count());
        turned.run(s);
        for (int n = 0; n < x.length; n++) {
            if (Math.abs(x[n]) > LARGE) {
                s.out()[s.o() + n] = (float) exact.applyAsDouble(x[n]);
            }
        }
    }

    private static boolean anyLarge(float[] a, int i, int count) {
        FloatVector largest = FloatVector.zero(SPECIES);
        for (int n = 0; n < count; n += LANES) {
            FloatVector x = FloatVector.fromArray(SPECIES, a, i + n).abs();
            largest = largest.blend(x, x.compare(VectorOperators.GT, largest));
        }
        return largest.compare(VectorOperators.GT, LARGE).anyTrue();
    }
}
