package dev.nabla2.engine;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nabla2.nn.Activation;
import dev.nabla2.nn.Parameters;
import dev.nabla2.nn.Sequential;
import java.util.Arrays;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How many matrix products the derivative of a gradient penalty takes, forward pass included. */
class MatrixProductCountTest {
    @ParameterizedTest(name = "{0} hidden layers: at most {1} products")
    @CsvSource({"3, 15", "6, 27"})
    @DisplayName("a penalty on a relu critic multiplies no structural zero")
    void reluNeedsNoProductWithAStructuralZero(int hidden, int most) {
        int relu = products(Activation.RELU, hidden);
        System.out.printf(
                "matrix products of the penalty's gradient, %d hidden layers: relu %d, tanh %d%n",
                hidden, relu, products(Activation.TANH, hidden));
        assertTrue(relu <= most, "found " + relu);
    }

    private static int products(Activation activation, int hidden) {
        int[] widths = new int[hidden + 2];
        Arrays.fill(widths, 8);
        widths[0] = 2;
        widths[hidden + 1] = 1;
        Sequential critic = Sequential.mlp(activation, widths);
        try (Tape tape = new Tape()) {
            Parameters theta = tape.watch(critic.initialise(Backends.reference(), RandomStream.of(1)));
            Tensor x = tape.watch(Tensor.of(
                    Backends.reference(), Shape.of(4, 2), RandomStream.of(2).normal(8)));
            Tensor slopes = tape.gradient(critic.apply(theta, x).sum(), x).normPerSample();
            tape.gradient(slopes.sub(1).square().mean(), theta);
            return tape.count("matmul");
        }
    }
}
