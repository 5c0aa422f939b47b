package dev.nabla2.golden;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.nabla2.engine.Backends;
import dev.nabla2.engine.Shape;
import dev.nabla2.engine.Tape;
import dev.nabla2.engine.Tensor;
import dev.nabla2.engine.backend.Backend;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/**
 * What is returned exactly at a kink: one-sided functions take every derivative from the left branch, symmetric ones the
 * mean of the branches. PyTorch's conventions differ in places, so no golden value lies here.
 */
class KinkConventionTest {
    private static final Backend BACKEND = Backends.reference();
    private static final double ALPHA = 0.7;
    private static final double EXACT = 1e-15;

    /** f, f', f'', f''' at 0. */
    private static double[] atZero(UnaryOperator<Tensor> f) {
        try (Tape tape = new Tape()) {
            Tensor x = tape.watch(scalar(0));
            Tensor y = f.apply(x);
            double[] derivatives = new double[4];
            for (int order = 0; order < 4; order++) {
                derivatives[order] = y.item();
                y = tape.gradient(y, x);
            }
            return derivatives;
        }
    }

    private static Tensor scalar(double value) {
        return Tensor.of(BACKEND, Shape.of(), value);
    }

    private static void assertDerivatives(UnaryOperator<Tensor> f, double... expected) {
        assertArrayEquals(expected, atZero(f), EXACT);
    }

    @Test
    void reluIsFlatAtZero() {
        assertDerivatives(Tensor::relu, 0, 0, 0, 0);
    }

    @Test
    void leakyReluTakesItsSlopeFromTheLeft() {
        assertDerivatives(x -> x.leakyRelu(0.2), 0, 0.2, 0, 0);
    }

    @Test
    void eluTakesEveryDerivativeFromTheLeft() {
        assertDerivatives(x -> x.elu(ALPHA), 0, ALPHA, ALPHA, ALPHA);
        assertDerivatives(x -> x.elu(1), 0, 1, 1, 1);
    }

    @Test
    void seluTakesEveryDerivativeFromTheLeft() {
        double left = 1.0507009873554805 * 1.6732632423543772;
        assertDerivatives(Tensor::selu, 0, left, left, left);
    }

    @Test
    void absIsFlatAtZero() {
        assertDerivatives(Tensor::abs, 0, 0, 0, 0);
    }

    @Test
    void tiesOfMaximumAndMinimumAreShared() {
        for (boolean maximum : new boolean[] {true, false}) {
            try (Tape tape = new Tape()) {
                Tensor a = tape.watch(scalar(1.5));
                Tensor b = tape.watch(scalar(1.5));
                Tensor y = maximum ? a.maximum(b) : a.minimum(b);
                List<Tensor> first = tape.gradient(y, List.of(a, b));
                assertEquals(1.5, y.item());
                assertEquals(0.5, first.get(0).item());
                assertEquals(0.5, first.get(1).item());
                assertEquals(0, tape.gradient(first.get(0), a).item(), EXACT);
                assertEquals(0, tape.gradient(first.get(0), b).item(), EXACT);
            }
        }
    }

    @Test
    void theNormOfZeroHasFirstAndSecondDerivativeZero() {
        try (Tape tape = new Tape()) {
            Tensor x = tape.watch(Tensor.of(BACKEND, Shape.of(2, 3), 0, 0, 0, 3, 0, 4));
            Tensor norms = x.normPerSample();
            assertArrayEquals(new double[] {0, 5}, norms.toDoubles(), EXACT);
            Tensor first = tape.gradient(norms.sum(), x);
            assertArrayEquals(new double[] {0, 0, 0, 0.6, 0, 0.8}, first.toDoubles(), EXACT);
            // The second sample's Hessian is (I − nnᵀ)/5 with n = (0.6, 0, 0.8); summed over its rows.
            double[] second = tape.gradient(first.sum(), x).toDoubles();
            assertArrayEquals(new double[] {0, 0, 0, 0.032, 0.2, -0.024}, second, EXACT);
        }
    }

    @Test
    void theTwoSidedPenaltyOfAFlatCriticIsFiniteToSecondOrder() {
        try (Tape tape = new Tape()) {
            Tensor w = tape.watch(Tensor.of(BACKEND, Shape.of(2, 1), 0, 0));
            Tensor x = tape.watch(Tensor.of(BACKEND, Shape.of(1, 2), 0.3, -0.4));
            Tensor slope = tape.gradient(x.matmul(w).sum(), x);
            Tensor penalty = slope.normPerSample().sub(1).square().mean();
            Tensor gradient = tape.gradient(penalty, w);
            assertEquals(1, penalty.item());
            assertArrayEquals(new double[] {0, 0}, gradient.toDoubles(), EXACT);
            assertArrayEquals(
                    new double[] {0, 0}, tape.gradient(gradient.sum(), w).toDoubles(), EXACT);
        }
    }
}
