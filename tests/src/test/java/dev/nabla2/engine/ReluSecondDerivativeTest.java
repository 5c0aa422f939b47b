package dev.nabla2.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nabla2.engine.backend.Backend;
import dev.nabla2.engine.check.Differences;
import dev.nabla2.engine.check.Estimate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/**
 * The case in which the gradient of a gradient penalty of a ReLU critic is known in closed form: D(x) = v relu(w x + b) with w = b = v =
 * 1, x ~ N(−1, 0.01²) and P = E[D′(x)²] = v² w² Pr(w x + b > 0).
 *
 * <p>∂P/∂v = 2 v w² / 2 = 1. The probability moves with w and b too, by the density of x at the kink, 1 / (0.01 √2π) = 39.894: ∂P/∂b =
 * 39.894 and ∂P/∂w = 1 − 39.894 = −38.894. Differentiating each sample does not see that part.
 */
class ReluSecondDerivativeTest {
    private static final Backend REFERENCE = Backends.reference();
    private static final double SIGMA = 0.01;
    private static final double DENSITY = 1 / (SIGMA * Math.sqrt(2 * Math.PI));
    private static final double[] TRUE = {1 - DENSITY, 1, DENSITY};
    private static final int SAMPLES = 40_000;
    private static final Tensor POINTS = samples();

    @Test
    void almostEverywhereDoesNotSeeTheMovingKink() {
        assertArrayEquals(new double[] {1, 1, 0}, gradient(SecondDerivative.ALMOST_EVERYWHERE), 1e-9);
    }

    @Test
    void forbiddenThrowsWhereTheSecondDerivativeIsAskedFor() {
        SecondDerivativeException thrown =
                assertThrows(SecondDerivativeException.class, () -> gradient(SecondDerivative.FORBIDDEN));
        assertTrue(thrown.getMessage().startsWith("relu: expected its first derivative at most"), thrown.getMessage());
    }

    @Test
    void everyChoiceIsReadFromItsNameAndNothingElseIs() {
        for (SecondDerivative second : List.of(
                SecondDerivative.ALMOST_EVERYWHERE,
                SecondDerivative.FORBIDDEN,
                SecondDerivative.mollified(1e-4),
                SecondDerivative.annealed(0.1, 1e-7))) {
            assertEquals(second, SecondDerivative.parse(second.toString()));
        }
        assertEquals(SecondDerivative.annealed(1, 0.5), SecondDerivative.parse("mollified:1..0.5"));
        for (String wrong : List.of("", "mollified", "mollified:", "mollified:0", "mollified:1..", "mollified:1..0")) {
            String message = assertThrows(IllegalArgumentException.class, () -> SecondDerivative.parse(wrong))
                    .getMessage();
            assertTrue(message.endsWith("found '" + wrong + "'"), message);
        }
    }

    @Test
    void whereThereIsNoRunAnAnnealedOneIsWhatItComesTo() {
        assertArrayEquals(gradient(SecondDerivative.mollified(0.01)), gradient(SecondDerivative.annealed(1, 0.01)));
    }

    @Test
    void mollifiedApproachesTheTruthAsItsBandShrinks() {
        List<double[]> errors = new ArrayList<>();
        System.out.println("MOLLIFIED: epsilon, gradient by (w, v, b), true "
                + "(%.3f, %.0f, %.3f), observed rates".formatted(TRUE[0], TRUE[1], TRUE[2]));
        for (double epsilon : new double[] {0.008, 0.004, 0.002, 0.001}) {
            double[] found = gradient(SecondDerivative.mollified(epsilon));
            double[] error = {Math.abs(found[0] - TRUE[0]), Math.abs(found[1] - TRUE[1]), Math.abs(found[2] - TRUE[2])};
            String rates = errors.isEmpty() ? "" : rates(errors.get(errors.size() - 1), error);
            System.out.printf("  %.3f  (%.3f, %.4f, %.3f)  %s%n", epsilon, found[0], found[1], found[2], rates);
            errors.add(error);
        }
        // Smoothing costs the share of samples in the band, of first order in its width; the flux is right to second
        // order.
        double[] coarse = errors.get(0);
        double[] fine = errors.get(errors.size() - 1);
        assertEquals(1, Math.log(coarse[1] / fine[1]) / Math.log(8), 0.1, "rate of v");
        assertEquals(2, Math.log(coarse[2] / fine[2]) / Math.log(8), 0.1, "rate of b");
        assertArrayEquals(TRUE, gradient(SecondDerivative.mollified(0.001)), 0.1);
    }

    private static String rates(double[] before, double[] now) {
        double log = Math.log(2);
        return "rates %.2f, %.2f, %.2f"
                .formatted(
                        Math.log(before[0] / now[0]) / log,
                        Math.log(before[1] / now[1]) / log,
                        Math.log(before[2] / now[2]) / log);
    }

    @Test
    void aStepDownTheSampleWiseGradientRaisesThePenalty() {
        double[] samplewise = gradient(SecondDerivative.ALMOST_EVERYWHERE);
        double step = 1e-3;
        double before = penalty(1, 1, 1);
        double after = penalty(1 - step * samplewise[0], 1 - step * samplewise[1], 1 - step * samplewise[2]);
        assertTrue(after > before, before + " became " + after);
        double[] mollified = gradient(SecondDerivative.mollified(0.001));
        double down = penalty(1 - 1e-5 * mollified[0], 1 - 1e-5 * mollified[1], 1 - 1e-5 * mollified[2]);
        assertTrue(down < before, before + " became " + down);
    }

    @Test
    void smoothActivationsAgreeWithDifferencesOfThePopulation() {
        for (UnaryOperator<Tensor> activation : List.<UnaryOperator<Tensor>>of(Tensor::tanh, x -> x.softplus(100))) {
            double[] automatic = gradient(activation, new double[] {1, 1, 1});
            for (int i = 0; i < 3; i++) {
                int which = i;
                Estimate expected = Differences.of(t -> {
                            double[] moved = {1, 1, 1};
                            moved[which] += t;
                            return value(activation, moved);
                        })
                        .best();
                assertEquals(expected.value(), automatic[i], 1e-5 * Math.max(1, Math.abs(automatic[i])));
            }
        }
    }

    @Test
    void countReportsTheShareOfSamplesNearTheKink() {
        double near = 0.005;
        try (Tape tape = new Tape(KinkPolicy.count(near))) {
            List<Tensor> theta = parameters(tape, new double[] {1, 1, 1});
            penalty(tape, theta, x -> x.relu());
            double share = tape.kinks().get(0).share();
            double expected =
                    Tensor.scalar(REFERENCE, near / SIGMA / Math.sqrt(2)).erf().item();
            System.out.printf(
                    "COUNT: %s, a share of %.4f (expected %.4f)%n", tape.kinks().get(0), share, expected);
            assertEquals(expected, share, 1e-4);
        }
    }

    private static double[] gradient(SecondDerivative second) {
        return gradient(x -> x.relu(second), new double[] {1, 1, 1});
    }

    private static double[] gradient(UnaryOperator<Tensor> activation, double[] at) {
        try (Tape tape = new Tape()) {
            List<Tensor> theta = parameters(tape, at);
            return tape.gradient(penalty(tape, theta, activation), theta).stream()
                    .mapToDouble(Tensor::item)
                    .toArray();
        }
    }

    private static double value(UnaryOperator<Tensor> activation, double[] at) {
        try (Tape tape = new Tape()) {
            return penalty(tape, parameters(tape, at), activation).item();
        }
    }

    private static double penalty(double w, double v, double b) {
        return value(x -> x.relu(), new double[] {w, v, b});
    }

    private static List<Tensor> parameters(Tape tape, double[] at) {
        List<Tensor> theta = new ArrayList<>();
        for (double number : at) {
            theta.add(tape.watch(Tensor.scalar(REFERENCE, number)));
        }
        return theta;
    }

    private static Tensor penalty(Tape tape, List<Tensor> theta, UnaryOperator<Tensor> activation) {
        Tensor x = tape.watch(POINTS);
        Tensor critic = activation.apply(x.mul(theta.get(0)).add(theta.get(2))).mul(theta.get(1));
        return tape.gradient(critic.sum(), x).square().mean();
    }

    /** The quantiles of N(−1, 0.01²) at the middles of equal shares: a sample without sampling error. */
    private static Tensor samples() {
        double[] x = new double[SAMPLES];
        for (int i = 0; i < SAMPLES / 2; i++) {
            double z = quantile((i + 0.5) / SAMPLES);
            x[i] = -1 + SIGMA * z;
            x[SAMPLES - 1 - i] = -1 - SIGMA * z;
        }
        return Tensor.of(REFERENCE, Shape.of(SAMPLES), x);
    }

    /** Of the normal distribution below its middle: bisection of its distribution function by its series and continued fraction. */
    private static double quantile(double share) {
        double low = -7;
        double high = 0;
        while (high - low > 1e-9) {
            double middle = (low + high) / 2;
            if (distribution(middle) < share) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return (low + high) / 2;
    }

    /** Φ(z) for z below 0, as φ(z) times the continued fraction of Laplace, or 1/2 plus the series of Marsaglia near 0. */
    private static double distribution(double z) {
        double density = Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI);
        if (z < -3) {
            double fraction = 0;
            for (int k = 60; k > 0; k--) {
                fraction = k / (-z + fraction);
            }
            return density / (-z + fraction);
        }
        double term = z;
        double sum = z;
        for (int k = 3; Math.abs(term) > 1e-17; k += 2) {
            term *= z * z / k;
            sum += term;
        }
        return 0.5 + density * sum;
    }
}
