package dev.nabla2.lab.spectrum;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.nabla2.engine.RandomStream;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class EigenvaluesTest {
    /** What is done where the iteration does not converge, of matrices where it does. */
    @Property(tries = 30)
    void aShiftOfTheMatrixMovesNoEigenvalueByMoreThanRounding(
            @ForAll @IntRange(min = 3, max = 30) int n, @ForAll @IntRange(min = 0, max = 1_000) int seed) {
        double[] matrix = RandomStream.of(seed).normal(n * n);
        List<Eigenvalue> plain = found(matrix, n, 0);
        List<Eigenvalue> shifted = found(matrix, n, n);
        for (int i = 0; i < n; i++) {
            double nearest = Double.POSITIVE_INFINITY;
            for (Eigenvalue one : shifted) {
                nearest = Math.min(
                        nearest,
                        Math.hypot(
                                one.re() - plain.get(i).re(),
                                one.im() - plain.get(i).im()));
            }
            assertEquals(0, nearest, 1e-7);
        }
        assertEquals(
                trace(matrix, n), shifted.stream().mapToDouble(Eigenvalue::re).sum(), 1e-10);
    }

    private static List<Eigenvalue> found(double[] matrix, int n, double shift) {
        return Eigenvalues.shifted(matrix, n, shift).orElseThrow();
    }

    private static double trace(double[] matrix, int n) {
        double trace = 0;
        for (int i = 0; i < n; i++) {
            trace += matrix[i * n + i];
        }
        return trace;
    }
}
