package dev.nabla2.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nabla2.engine.backend.Backend;
import dev.nabla2.engine.compose.Losses;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Values of the functions composed of operations, against closed forms and plain loops, and in their far tails. */
class ComposedOperationsTest {
    private static final Backend REFERENCE = Backends.reference();

    static Stream<Backend> backends() {
        return Stream.of(REFERENCE, Backends.cpu(1));
    }

    // Choices
    // ------------------------------------------------------------------------------------------------------------------

    @Property(tries = 200)
    void sortingIsAStableSortOfIndices(
            @ForAll @Size(min = 1, max = 12) int[] drawn,
            @ForAll boolean largestFirst,
            @ForAll @IntRange(min = 1) int k) {
        double[] values =
                Arrays.stream(drawn).mapToDouble(v -> Math.floorMod(v, 5)).toArray();
        Tensor x = vector(values);
        Comparator<Integer> order = Comparator.comparingDouble(i -> values[i]);
        int[] indices = IntStream.range(0, values.length)
                .boxed()
                .sorted(largestFirst ? order.reversed() : order)
                .mapToInt(i -> i)
                .toArray();
        int count = 1 + k % values.length;
        assertArrayEquals(
                Arrays.stream(indices).mapToDouble(i -> values[i]).toArray(),
                x.sort(0, largestFirst).toDoubles());
        assertArrayEquals(
                Arrays.stream(indices).mapToDouble(i -> i).limit(count).toArray(),
                x.order(0, count, largestFirst).toDoubles());
        double[] descending =
                Arrays.stream(values).map(v -> -v).sorted().map(v -> -v).toArray();
        assertArrayEquals(Arrays.copyOf(descending, count), x.top(0, count).toDoubles());
        assertEquals(descending[0], x.max(0).item());
        assertEquals(descending[values.length - 1], x.min(0).item());
    }

    @Test
    void alongAnAxisEveryLineIsChosenFromByItself() {
        Tensor x = Tensor.of(REFERENCE, Shape.of(2, 3), 3, 1, 2, 4, 6, 5);
        assertEquals(Shape.of(3), x.max(0).shape());
        assertArrayEquals(new double[] {4, 6, 5}, x.max(0).toDoubles());
        assertArrayEquals(new double[] {3, 6}, x.max(-1).toDoubles());
        assertArrayEquals(new double[] {1, 4}, x.min(1).toDoubles());
        assertArrayEquals(new double[] {3, 2, 6, 5}, x.top(1, 2).toDoubles());
        assertEquals(Shape.of(2, 1), x.top(1, 1).shape());
        assertThrows(ShapeException.class, () -> x.top(1, 4));
    }

    @Test
    void ofEqualElementsTheFirstHasTheWholeDerivative() {
        try (Tape tape = new Tape()) {
            Tensor x = tape.watch(vector(2, 5, 5, 1, 1));
            assertArrayEquals(
                    new double[] {0, 1, 0, 0, 0}, tape.gradient(x.max(0), x).toDoubles());
            assertArrayEquals(
                    new double[] {0, 0, 0, 1, 0}, tape.gradient(x.min(0), x).toDoubles());
            Tensor weighted = x.sort(0, true).mul(vector(1, 2, 3, 4, 5)).sum();
            assertArrayEquals(
                    new double[] {3, 1, 2, 4, 5}, tape.gradient(weighted, x).toDoubles());
        }
    }

    @Test
    void aLabelIsOneHot() {
        Tensor labels = Tensor.of(REFERENCE, Shape.of(2, 2), 0, 2, 1, 3);
        Tensor oneHot = labels.oneHot(3);
        assertEquals(Shape.of(2, 2, 3), oneHot.shape());
        assertArrayEquals(new double[] {1, 0, 0, 0, 0, 1, 0, 1, 0, 0, 0, 0}, oneHot.toDoubles());
    }

    // Probabilities
    // ------------------------------------------------------------------------------------------------------------------

    @ParameterizedTest
    @MethodSource("backends")
    void probabilitiesOfHugeLogitsAreExactAndHaveFiniteDerivatives(Backend backend) {
        try (Tape tape = new Tape()) {
            Tensor x = tape.watch(Tensor.of(backend, Shape.of(2, 3), 1e4, -1e4, 1e4, -1e4, -1e4, -1e4));
            double third = 1.0 / 3;
            assertArrayEquals(
                    new double[] {0.5, 0, 0.5, third, third, third},
                    x.softmax(1).toDoubles(),
                    1e-7);
            assertArrayEquals(
                    new double[] {1e4 + Math.log(2), -1e4 + Math.log(3)},
                    x.logSumExp(1).toDoubles(),
                    1e-3);
            double half = -Math.log(2);
            assertArrayEquals(
                    new double[] {half, half - 2e4, half, Math.log(third), Math.log(third), Math.log(third)},
                    x.logSoftmax(1).toDoubles(),
                    2e-3);
            for (Tensor y : new Tensor[] {x.softmax(1), x.logSoftmax(1), x.logSumExp(1)}) {
                Tensor first = tape.gradient(y.square().sum(), x);
                assertTrue(first.isFinite());
                assertTrue(tape.gradient(first.sum(), x).isFinite());
            }
        }
    }

    /** At a margin m the loss of the likelier label is log(1 + e⁻ᵐ), of the other m more. */
    @ParameterizedTest
    @MethodSource("backends")
    void lossesOfLogitsKeepTheirDigitsAtAHundred(Backend backend) {
        double unit = 8 * backend.precision().unitRoundoff();
        Tensor logits = Tensor.of(backend, Shape.of(4, 2), 50, -50, 50, -50, 100, -100, 0, 15);
        double[] found = Losses.crossEntropy(logits, Tensor.of(backend, Shape.of(4), 0, 1, 1, 1))
                .toDoubles();
        double[] expected = {0, 100, 200, Math.log1p(Math.exp(-15))};
        for (int i = 0; i < 4; i++) {
            assertEquals(expected[i], found[i], Math.max(1, expected[i]) * unit);
        }
        double[] binary = Losses.binaryCrossEntropy(
                        Tensor.of(backend, Shape.of(4), 60, -60, 60, -60), Tensor.of(backend, Shape.of(4), 1, 0, 0, 1))
                .toDoubles();
        double[] exact = {Math.exp(-60), Math.exp(-60), 60, 60};
        for (int i = 0; i < 4; i++) {
            assertEquals(1, binary[i] / exact[i], 16 * unit);
        }
    }

    @Test
    void crossEntropyRefusesLabelsThatAreNoClasses() {
        Tensor logits = Tensor.filled(REFERENCE, Shape.of(1, 2), 0);
        assertThrows(IndexOutOfBoundsException.class, () -> Losses.crossEntropy(logits, vector(2)));
        ShapeException e = assertThrows(ShapeException.class, () -> Losses.crossEntropy(logits, vector(0, 1)));
        assertEquals(
                "cross entropy: expected logits [batch, classes] and labels [batch], found [1, 2] and [2]",
                e.getMessage());
    }

    // Element by element
    // ------------------------------------------------------------------------------------------------------------------

    @Test
    void activationsAreTheirFormulas() {
        for (double at : new double[] {-3, -0.4, 0, 0.7, 2}) {
            Tensor x = vector(at);
            assertEquals(
                    Math.max(0, at) + Math.min(0, 1.5 * Math.expm1(at / 1.5)),
                    x.celu(1.5).item(),
                    1e-14);
            double u = Math.sqrt(2 / Math.PI) * (at + 0.044715 * at * at * at);
            assertEquals(at * (1 + Math.tanh(u)) / 2, x.geluTanh().item(), 1e-14);
            assertEquals(Math.log(1 / (1 + Math.exp(-at))), x.logSigmoid().item(), 1e-14);
            assertEquals(at, x.sigmoid().logit().item(), 1e-13);
            assertEquals(Math.min(Math.max(at, -1), 0.5), x.clamp(-1, 0.5).item());
            assertEquals(at * at * at, x.pow(3).item(), 1e-13);
            assertEquals(1, x.pow(0).item());
            double mollified = at <= -1 ? 0 : at <= 1 ? (at + 1) * (at + 1) / 4 : at;
            assertEquals(
                    0.1 * at + 0.9 * mollified,
                    x.leakyRelu(0.1, SecondDerivative.mollified(1)).item(),
                    1e-14);
        }
        assertThrows(IllegalArgumentException.class, () -> vector(1).clamp(1, 0));
    }

    @Test
    void whatHasAShorterNameHasTheSamePowers() {
        Tensor x = vector(0.3, 2.5);
        for (double c : new double[] {-1, -0.5, 0.5, 1, 2, 1.7}) {
            double[] expected = {Math.pow(0.3, c), Math.pow(2.5, c)};
            assertArrayEquals(expected, x.pow(c).toDoubles(), 1e-14);
            assertArrayEquals(expected, x.pow(vector(c)).toDoubles(), 1e-14);
        }
    }

    @ParameterizedTest
    @MethodSource("backends")
    void theTailsOfLogSigmoidAreItsAsymptotes(Backend backend) {
        double unit = 16 * backend.precision().unitRoundoff();
        double[] tails =
                Tensor.of(backend, Shape.of(3), -1e4, 60, -60).logSigmoid().toDoubles();
        assertEquals(-1e4, tails[0]);
        assertEquals(1, tails[1] / -Math.exp(-60), unit);
        assertEquals(1, tails[2] / -60, unit);
    }

    /** Reference values of x Φ(x) from a series in 160 decimal digits. */
    @ParameterizedTest
    @MethodSource("backends")
    void geluKeepsItsDigitsInTheLeftTail(Backend backend) {
        double[] x = {-12.0, -9.5, -6.25, -4.0, -2.5, -1.5, -1.25, -0.5, 0.75, 3.0};
        double[] expected = {
            -2.1317785344932147e-32,
            -9.969789321594476e-21,
            -1.2826646407618368e-09,
            -0.0001266849673324797,
            -0.015524163314440337,
            -0.1002108019032871,
            -0.13206221708356908,
            -0.15426876936299344,
            0.5800294857173488,
            2.99595030590511
        };
        double[] found = Tensor.of(backend, Shape.of(x.length), x).gelu().toDoubles();
        for (int i = 0; i < x.length; i++) {
            // The factor 1 / √2 and its product with x are rounded, and either moves the result by x² times as much.
            double tolerance = (32 + 2 * x[i] * x[i]) * backend.precision().unitRoundoff();
            assertEquals(1, found[i] / expected[i], tolerance, "at " + x[i]);
        }
    }

    // Statistics and shapes
    // ------------------------------------------------------------------------------------------------------------------

    @Test
    void varianceIsTheMeanSquaredDistanceFromTheMean() {
        Tensor x = Tensor.of(REFERENCE, Shape.of(2, 3), 1, 2, 6, 4, 4, 4);
        assertEquals(89 / 6.0 - 49 / 4.0, x.variance().item(), 1e-14);
        assertArrayEquals(new double[] {14 / 3.0, 0}, x.variance(1).toDoubles(), 1e-14);
        assertArrayEquals(new double[] {2.25, 1, 1}, x.varianceAxes(0, 1).toDoubles(), 1e-14);
        assertArrayEquals(new double[] {3, 4}, x.mean(1).toDoubles(), 1e-14);
        assertArrayEquals(new double[] {2.5, 3, 5}, x.mean(0).toDoubles(), 1e-14);
    }

    @Test
    void normsAndTracesAreSums() {
        Tensor x = Tensor.of(REFERENCE, Shape.of(2, 2), 3, -4, 0, 0);
        assertEquals(5, x.norm().item());
        assertEquals(7, x.norm1().item());
        assertArrayEquals(new double[] {5, 0}, x.normPerSample().toDoubles());
        assertArrayEquals(new double[] {7, 0}, x.norm1PerSample().toDoubles());
        assertEquals(3, x.trace().item());
        Tensor two = Tensor.of(REFERENCE, Shape.of(2, 2, 2), 1, 2, 3, 4, 5, 6, 7, 8);
        assertArrayEquals(new double[] {5, 13}, two.trace().toDoubles());
        assertThrows(ShapeException.class, () -> vector(1, 2).trace());
    }

    @Test
    void reflectingDoesNotRepeatTheEnds() {
        Tensor x = Tensor.of(REFERENCE, Shape.of(1, 3), 1, 2, 3);
        assertArrayEquals(new double[] {3, 2, 1, 2, 3, 2}, x.reflectPad(1, 2, 1).toDoubles());
        assertArrayEquals(new double[] {1, 2, 3}, x.reflectPad(1, 0, 0).toDoubles());
        ShapeException e = assertThrows(ShapeException.class, () -> x.reflectPad(1, 3, 0));
        assertEquals("reflectPad: expected from 0 to 2 on axis 1 of [1, 3], found 3 and 0", e.getMessage());
    }

    @Test
    void stackedTensorsAreTheElementsOfANewAxis() {
        Tensor a = vector(1, 2);
        Tensor b = vector(3, 4);
        assertArrayEquals(new double[] {1, 2, 3, 4}, Tensor.stack(0, a, b).toDoubles());
        assertArrayEquals(new double[] {1, 3, 2, 4}, Tensor.stack(1, a, b).toDoubles());
        assertArrayEquals(new double[] {1, 3, 2, 4}, Tensor.stack(-1, a, b).toDoubles());
        assertEquals(Shape.of(2, 2), Tensor.stack(-1, a, b).shape());
        assertThrows(ShapeException.class, () -> Tensor.stack(2, a, b));
        assertThrows(ShapeException.class, () -> Tensor.stack(0, a, vector(1)));
        assertThrows(IllegalArgumentException.class, () -> Tensor.stack(0));
    }

    @Test
    void noDerivativeFlowsThroughAStoppedValueThoughItStaysOnItsTape() {
        try (Tape tape = new Tape()) {
            Tensor x = tape.watch(vector(3));
            Tensor stopped = x.square().stopGradient();
            assertTrue(stopped.isRecorded());
            assertTrue(!tape.isConnected(stopped, x));
            assertEquals(9, tape.gradient(stopped.mul(x).sum(), x).item());
        }
    }

    private static Tensor vector(double... values) {
        return Tensor.of(REFERENCE, Shape.of(values.length), values);
    }
}
