package dev.nabla2.lab.experiment.consensus;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nabla2.engine.RandomStream;
import java.util.function.UnaryOperator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class GmresTest {
    private static UnaryOperator<double[]> matrix(double[] rows, int n) {
        return x -> {
            double[] y = new double[n];
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    y[i] += rows[i * n + j] * x[j];
                }
            }
            return y;
        };
    }

    @Property(tries = 50)
    void whatItIsMultipliedFromIsFoundInAsManyProductsAsThereAreDimensions(
            @ForAll @IntRange(min = 1, max = 30) int n, @ForAll @IntRange(min = 0, max = 1_000) int seed) {
        RandomStream random = RandomStream.of(seed);
        double[] rows = random.fold("matrix").normal(n * n);
        for (int i = 0; i < n; i++) {
            rows[i * n + i] += 3 * Math.sqrt(n) + 1;
        }
        double[] x = random.fold("x").normal(n);
        UnaryOperator<double[]> product = matrix(rows, n);
        Gmres.Solution found = new Gmres(product, 1e-14, n).solve(product.apply(x));
        assertTrue(found.products() <= n);
        assertArrayEquals(x, found.x(), 1e-10);
        assertTrue(found.residual() < 1e-12, () -> "residual " + found.residual());
    }

    @Test
    void theIdentityTakesOneProductAndNothingNone() {
        Gmres identity = new Gmres(double[]::clone, 1e-14, 5);
        assertEquals(1, identity.solve(new double[] {3, -4}).products());
        assertArrayEquals(
                new double[] {3, -4}, identity.solve(new double[] {3, -4}).x(), 1e-15);
        assertArrayEquals(new double[2], identity.solve(new double[2]).x());
    }

    @Test
    void whatCannotBeSolvedHasAResidual() {
        // Onto the first axis, where b is not.
        Gmres.Solution found = new Gmres(x -> new double[] {x[0], 0}, 1e-14, 5).solve(new double[] {1, 1});
        assertEquals(Math.sqrt(0.5), found.residual(), 1e-12);
    }
}
