package dev.nabla2.engine.compose;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nabla2.engine.Backends;
import dev.nabla2.engine.RandomStream;
import dev.nabla2.engine.Shape;
import dev.nabla2.engine.ShapeException;
import dev.nabla2.engine.Tape;
import dev.nabla2.engine.Tensor;
import dev.nabla2.engine.backend.Backend;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Distances, kernels and neighbours against loops over pairs of rows. */
class DistancesTest {
    private static final Backend REFERENCE = Backends.reference();
    private static final int N = 4;
    private static final int M = 5;
    private static final int D = 3;

    private final double[] left = RandomStream.of(1).normal(N * D);
    private final double[] right = RandomStream.of(2).normal(M * D);
    private final Tensor x = Tensor.of(REFERENCE, Shape.of(N, D), left);
    private final Tensor y = Tensor.of(REFERENCE, Shape.of(M, D), right);

    @Test
    void distancesAndKernelsAreThoseOfPairsOfRows() {
        double[] squared = Distances.squared(x, y).toDoubles();
        double[] byProducts = Distances.squaredByProducts(x, y).toDoubles();
        double[] euclidean = Distances.euclidean(x, y).toDoubles();
        double[] gaussian = KernelFunctions.gaussian(x, y, 0.8).toDoubles();
        double[] cubic = KernelFunctions.cubic(x, y).toDoubles();
        double[] multiquadric = KernelFunctions.inverseMultiquadric(x, y, 2).toDoubles();
        for (int i = 0; i < N * M; i++) {
            double square = square(i / M, i % M);
            double product = product(i / M, i % M);
            assertEquals(square, squared[i], 1e-12);
            assertEquals(square, byProducts[i], 1e-12);
            assertEquals(Math.sqrt(square), euclidean[i], 1e-12);
            assertEquals(Math.exp(-square / (2 * 0.8 * 0.8)), gaussian[i], 1e-12);
            assertEquals(Math.pow(product / D + 1, 3), cubic[i], 1e-12);
            assertEquals(2 / (2 + square), multiquadric[i], 1e-12);
        }
    }

    @Test
    void neighboursAreTheRowsThatASortByDistancePutsFirst() {
        Distances.Neighbours found = Distances.nearest(x, y, 3);
        for (int i = 0; i < N; i++) {
            int row = i;
            int[] expected = IntStream.range(0, M)
                    .boxed()
                    .sorted(Comparator.comparingDouble(j -> square(row, j)))
                    .mapToInt(j -> j)
                    .toArray();
            for (int k = 0; k < 3; k++) {
                assertEquals(expected[k], found.indices().toDoubles()[i * 3 + k]);
                assertEquals(
                        Math.sqrt(square(row, expected[k])), found.distances().toDoubles()[i * 3 + k], 1e-12);
            }
        }
    }

    @Test
    void aDerivativeReachesOnlyTheNeighbourChosen() {
        try (Tape tape = new Tape()) {
            Tensor point = tape.watch(Tensor.of(REFERENCE, Shape.of(1, 2), 0, 0));
            Tensor rows = tape.watch(Tensor.of(REFERENCE, Shape.of(2, 2), 5, 5, 3, 4));
            Tensor distance = Distances.nearest(point, rows, 1).distances();
            assertEquals(5, distance.item(), 1e-12);
            assertArrayEquals(
                    new double[] {0, 0, 0.6, 0.8},
                    tape.gradient(distance.sum(), rows).toDoubles(),
                    1e-12);
            assertArrayEquals(
                    new double[] {-0.6, -0.8},
                    tape.gradient(distance.sum(), point).toDoubles(),
                    1e-12);
        }
    }

    @Test
    void equalRowsHaveDistanceZeroAndFiniteDerivatives() {
        for (Backend backend : new Backend[] {REFERENCE, Backends.cpu(1)}) {
            try (Tape tape = new Tape()) {
                Tensor rows = tape.watch(Tensor.of(backend, Shape.of(N, D), left));
                Tensor distances = Distances.euclidean(rows, rows);
                for (int i = 0; i < N; i++) {
                    assertEquals(0, distances.toDoubles()[i * (N + 1)]);
                }
                Tensor first = tape.gradient(distances.sum(), rows);
                Tensor second = tape.gradient(first.square().sum(), rows);
                assertTrue(first.isFinite() && second.isFinite());
            }
        }
    }

    @Test
    void rowsOfDifferentLengthsAreRefused() {
        Tensor other = Tensor.filled(REFERENCE, Shape.of(2, 2), 1);
        ShapeException e = assertThrows(ShapeException.class, () -> Distances.squared(x, other));
        assertEquals("distances: expected [n, d] and [m, d], found [4, 3] and [2, 2]", e.getMessage());
        assertThrows(ShapeException.class, () -> KernelFunctions.cubic(x, other));
        assertThrows(ShapeException.class, () -> Distances.nearest(x, y, 6));
        assertThrows(IllegalArgumentException.class, () -> KernelFunctions.gaussian(x, y, 0));
    }

    private double square(int i, int j) {
        return IntStream.range(0, D)
                .mapToDouble(k -> Math.pow(left[i * D + k] - right[j * D + k], 2))
                .sum();
    }

    private double product(int i, int j) {
        return IntStream.range(0, D)
                .mapToDouble(k -> left[i * D + k] * right[j * D + k])
                .sum();
    }
}
