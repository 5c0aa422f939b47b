package dev.nabla2.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nabla2.engine.Backends;
import dev.nabla2.engine.RandomStream;
import dev.nabla2.engine.SecondDerivative;
import dev.nabla2.engine.SecondDerivativeException;
import dev.nabla2.engine.Shape;
import dev.nabla2.engine.Tape;
import dev.nabla2.engine.Tensor;
import dev.nabla2.engine.backend.Backend;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class RectifierTest {
    private static final Backend REFERENCE = Backends.reference();
    private static final Tensor POINTS =
            Tensor.of(REFERENCE, Shape.of(8, 2), RandomStream.of(3).normal(16));

    @Test
    void almostEverywhereIsWhatThePlainActivationMeans() {
        for (Activation activation : new Activation[] {Activation.RELU, Activation.LEAKY_RELU}) {
            assertArrayEquals(
                    penaltyGradient(Sequential.mlp(activation, 2, 5, 5, 1)),
                    penaltyGradient(Sequential.mlp(activation, SecondDerivative.ALMOST_EVERYWHERE, 2, 5, 5, 1)));
        }
    }

    @Test
    void aPenaltyOnAForbiddenRectifierSaysWhere() {
        for (Activation activation : new Activation[] {Activation.RELU, Activation.LEAKY_RELU}) {
            Sequential critic = Sequential.mlp(activation, SecondDerivative.FORBIDDEN, 2, 5, 5, 1);
            SecondDerivativeException thrown =
                    assertThrows(SecondDerivativeException.class, () -> penaltyGradient(critic));
            assertTrue(thrown.getMessage().contains("in critic."), thrown.getMessage());
        }
    }

    @Test
    void onlyAMollifiedRectifierGivesHiddenBiasesAPenaltyGradient() {
        for (Activation activation : new Activation[] {Activation.RELU, Activation.LEAKY_RELU}) {
            assertEquals(0, hiddenBias(Sequential.mlp(activation, 2, 5, 1)));
            assertTrue(hiddenBias(Sequential.mlp(activation, SecondDerivative.mollified(0.5), 2, 5, 1)) > 1e-3);
        }
    }

    @Test
    void aMollifiedRectifierIsTheRectifierAwayFromItsBand() {
        Tensor far = Tensor.of(REFERENCE, Shape.of(4), -3, -0.5, 0.5, 3);
        double[] plain = far.leakyRelu(0.2).toDoubles();
        double[] mollified = new Rectifier(0.2, SecondDerivative.mollified(0.25))
                .apply(Parameters.none(), far)
                .toDoubles();
        assertArrayEquals(plain, mollified, 1e-15);
    }

    @Test
    void anAnnealedRectifierIsMollifiedByTheBandOfItsProgressAndByTheLastInUse() {
        SecondDerivative annealed = SecondDerivative.annealed(2, 0.02);
        for (Activation activation : new Activation[] {Activation.RELU, Activation.LEAKY_RELU}) {
            for (double progress : new double[] {0, 0.25, 0.5, 1}) {
                Pass pass = Pass.plain().along(Tensor.scalar(REFERENCE, progress));
                SecondDerivative now = SecondDerivative.mollified(2 * Math.pow(0.1, 2 * progress));
                assertArrayEquals(
                        penaltyGradient(Sequential.mlp(activation, now, 2, 5, 5, 1)),
                        penaltyGradient(Sequential.mlp(activation, annealed, 2, 5, 5, 1), pass),
                        1e-12,
                        activation + " at " + progress);
            }
            assertArrayEquals(
                    penaltyGradient(Sequential.mlp(activation, SecondDerivative.mollified(0.02), 2, 5, 5, 1)),
                    penaltyGradient(Sequential.mlp(activation, annealed, 2, 5, 5, 1)));
        }
    }

    @Test
    void smoothActivationsHaveButOneSecondDerivative() {
        assertEquals(Activation.TANH, Activation.TANH.with(SecondDerivative.FORBIDDEN));
    }

    private static double hiddenBias(Sequential critic) {
        // Parameters in order: weight and bias of the first layer, then of the last. The bias has five numbers from
        // index 10 on.
        return Arrays.stream(Arrays.copyOfRange(penaltyGradient(critic), 10, 15))
                .map(Math::abs)
                .max()
                .orElseThrow();
    }

    private static double[] penaltyGradient(Sequential critic) {
        return penaltyGradient(critic, Pass.plain());
    }

    private static double[] penaltyGradient(Sequential critic, Pass pass) {
        try (Tape tape = new Tape()) {
            Parameters theta =
                    tape.watch(critic.initialise(REFERENCE, RandomStream.of(1)).placed("critic"));
            Tensor x = tape.watch(POINTS);
            Tensor slope = tape.gradient(critic.apply(theta, x, pass).sum(), x);
            Tensor penalty = slope.normPerSample().sub(1).square().mean();
            return tape.gradient(penalty, theta).flatten().toDoubles();
        }
    }
}
