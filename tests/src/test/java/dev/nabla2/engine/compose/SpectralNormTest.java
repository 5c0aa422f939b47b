package dev.nabla2.engine.compose;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nabla2.engine.Backends;
import dev.nabla2.engine.Shape;
import dev.nabla2.engine.ShapeException;
import dev.nabla2.engine.Tape;
import dev.nabla2.engine.Tensor;
import dev.nabla2.engine.backend.Backend;
import org.junit.jupiter.api.Test;

/** The spectral norm against the closed form of 2 x 2 matrices, and what its two derivatives are. */
class SpectralNormTest {
    private static final Backend REFERENCE = Backends.reference();
    private static final double A = 1;
    private static final double B = 2;
    private static final double C = -1;
    private static final double D = 3;

    private final Tensor weight = Tensor.of(REFERENCE, Shape.of(2, 2), A, B, C, D);
    private final Tensor start = Tensor.of(REFERENCE, Shape.of(2), 0.6, 0.8);

    @Test
    void powerIterationFindsTheLargestSingularValue() {
        assertEquals(
                largestSingularValue(A, B, C, D),
                SpectralNorm.throughIteration(weight, start, 60).item(),
                1e-12);
    }

    @Test
    void atConvergedVectorsBothWaysGiveTheSameFirstDerivative() {
        try (Tape tape = new Tape()) {
            Tensor w = tape.watch(weight);
            SpectralNorm.Vectors converged = SpectralNorm.iterate(w, start, 60);
            Tensor held = tape.gradient(SpectralNorm.withVectorsHeld(w, converged), w);
            Tensor through = tape.gradient(SpectralNorm.throughIteration(w, start, 60), w);
            Tensor outer = converged.left().outer(converged.right());
            assertArrayEquals(outer.toDoubles(), held.toDoubles(), 1e-12);
            assertArrayEquals(outer.toDoubles(), through.toDoubles(), 1e-12);
        }
    }

    /** ∂²σ/∂a², by second differences of the closed form. */
    @Test
    void onlyTheDerivativeThroughTheIterationKnowsASecondOne() {
        double h = 1e-4;
        double expected = (largestSingularValue(A + h, B, C, D)
                        - 2 * largestSingularValue(A, B, C, D)
                        + largestSingularValue(A - h, B, C, D))
                / (h * h);
        try (Tape tape = new Tape()) {
            Tensor w = tape.watch(weight);
            Tensor first = tape.gradient(SpectralNorm.throughIteration(w, start, 60), w);
            Tensor corner = first.reshape(Shape.of(4)).slice(0, 0, 1).sum();
            assertEquals(expected, tape.gradient(corner, w).toDoubles()[0], 1e-6);
            SpectralNorm.Vectors vectors = SpectralNorm.iterate(w, start, 60);
            Tensor held = tape.gradient(SpectralNorm.withVectorsHeld(w, vectors), w);
            assertTrue(!tape.isConnected(held, w));
        }
    }

    @Test
    void aWeightOfZerosGivesZerosWithFiniteDerivatives() {
        try (Tape tape = new Tape()) {
            Tensor w = tape.watch(Tensor.filled(REFERENCE, Shape.of(2, 2, 2), 0));
            Tensor norm = SpectralNorm.throughIteration(w, start, 2);
            Tensor divided = SpectralNorm.divided(w, norm);
            Tensor first = tape.gradient(divided.sum(), w);
            assertEquals(0, norm.item());
            assertArrayEquals(new double[8], divided.toDoubles());
            assertTrue(first.isFinite());
            assertTrue(tape.gradient(first.sum(), w).isFinite());
        }
    }

    @Test
    void vectorsOutliveTheirTapeWhenDetached() {
        SpectralNorm.Vectors kept;
        try (Tape tape = new Tape()) {
            kept = SpectralNorm.iterate(tape.watch(weight), start, 1).detach();
        }
        assertEquals(1, kept.left().norm().item(), 1e-12);
        assertEquals(1, kept.right().norm().item(), 1e-12);
    }

    @Test
    void aVectorThatDoesNotFitIsRefused() {
        Tensor wrong = Tensor.filled(REFERENCE, Shape.of(3), 1);
        ShapeException e = assertThrows(ShapeException.class, () -> SpectralNorm.iterate(weight, wrong, 1));
        assertEquals("spectral norm: expected a vector [2] for [2, 2], found [3]", e.getMessage());
        assertThrows(ShapeException.class, () -> SpectralNorm.iterate(start, start, 1));
        assertThrows(IllegalArgumentException.class, () -> SpectralNorm.iterate(weight, start, 0));
    }

    /** √((s + √(s² − 4 det²)) / 2) with s the sum of squares. */
    private static double largestSingularValue(double a, double b, double c, double d) {
        double s = a * a + b * b + c * c + d * d;
        double determinant = a * d - b * c;
        return Math.sqrt((s + Math.sqrt(s * s - 4 * determinant * determinant)) / 2);
    }
}
