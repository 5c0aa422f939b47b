package dev.nabla2.engine.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nabla2.engine.Backends;
import dev.nabla2.engine.Convolution;
import dev.nabla2.engine.Cost;
import dev.nabla2.engine.RandomStream;
import dev.nabla2.engine.Shape;
import dev.nabla2.engine.Tape;
import dev.nabla2.engine.Tensor;
import dev.nabla2.engine.Work;
import dev.nabla2.engine.op.Example;
import dev.nabla2.engine.op.Kind;
import dev.nabla2.engine.op.Operand;
import dev.nabla2.engine.op.Registry;
import dev.nabla2.nn.Activation;
import dev.nabla2.nn.Convolutional;
import dev.nabla2.nn.Dense;
import dev.nabla2.nn.Flatten;
import dev.nabla2.nn.Initialiser;
import dev.nabla2.nn.Layer;
import dev.nabla2.nn.Parameters;
import dev.nabla2.nn.Sequential;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is counted on a tape, and what an engine that carries structural zeros would have done besides. */
class CostTest {
    private static final int BATCH = 4;
    private static final int WIDTH = 8;

    /** A gradient penalty on a critic of 2 inputs; pass 1 is its gradient by the inputs, pass 2 that of the penalty by the weights. */
    private static Tape penalty(Activation activation, int hidden) {
        int[] widths = new int[hidden + 2];
        Arrays.fill(widths, WIDTH);
        widths[0] = 2;
        widths[hidden + 1] = 1;
        Sequential critic = Sequential.mlp(activation, widths);
        Tape tape = new Tape();
        Parameters theta = tape.watch(critic.initialise(Backends.reference(), RandomStream.of(1)));
        Tensor x = tape.watch(points());
        Tensor slopes = tape.gradient(critic.apply(theta, x).sum(), x).normPerSample();
        tape.gradient(slopes.sub(1).square().mean(), theta);
        return tape;
    }

    private static Tensor points() {
        return Tensor.of(
                Backends.reference(), Shape.of(BATCH, 2), RandomStream.of(2).normal(2 * BATCH));
    }

    /** 20 and 38 were measured in PyTorch, as ATen's matrix products in one penalty's gradient, forward pass included. */
    @ParameterizedTest(name = "{0} hidden layers: {1} products instead of {2}")
    @CsvSource({"3, 15, 20", "6, 27, 38"})
    void carryingTheZerosOfAReluWouldTakeAsManyProductsAsPyTorchTakes(int hidden, int ours, int zeros) {
        try (Tape tape = penalty(Activation.RELU, hidden)) {
            Cost cost = tape.cost();
            assertTrue(cost.done().matrixProducts() <= ours, () -> "found " + cost);
            assertEquals(tape.count("matmul"), cost.done().matrixProducts());
            assertEquals(
                    zeros,
                    cost.done().plus(cost.avoided()).matrixProducts(),
                    () -> "products with structural zeros carried; found " + cost);
            assertEquals(cost.avoided(), tape.cost(2).avoided());
        }
    }

    /** Where zeros are carried, they go the ways that the second derivative of a curved activation goes. */
    @ParameterizedTest(name = "{0} hidden layers")
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7})
    void carryingZerosTakesTheProductsThatACurvedActivationNeeds(int hidden) {
        try (Tape relu = penalty(Activation.RELU, hidden);
                Tape leaky = penalty(Activation.LEAKY_RELU, hidden);
                Tape softplus = penalty(Activation.SOFTPLUS, hidden)) {
            int needed = softplus.cost().done().matrixProducts();
            assertEquals(needed, relu.cost().done().plus(relu.cost().avoided()).matrixProducts());
            assertEquals(
                    needed, leaky.cost().done().plus(leaky.cost().avoided()).matrixProducts());
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Activation.class,
            names = {"RELU", "LEAKY_RELU"},
            mode = EnumSource.Mode.EXCLUDE)
    void aCurvedActivationHasNoZerosToAvoid(Activation activation) {
        try (Tape tape = penalty(activation, 3)) {
            assertEquals(Work.NONE, tape.cost().avoided());
        }
    }

    @Test
    void theFlopsAvoidedAreThoseOfTheProductsTheBiasesAndTheActivations() {
        try (Tape tape = penalty(Activation.RELU, 2)) {
            long inner = 2 * 2 * BATCH * WIDTH * WIDTH;
            long outer = 2 * BATCH * 2 * WIDTH;
            long biases = 2 * BATCH * WIDTH;
            long activation = BATCH * WIDTH;
            long shared = BATCH * WIDTH + WIDTH * WIDTH + 2 * WIDTH;
            assertEquals(
                    new Work(3, 0, inner + outer + biases + activation + shared),
                    tape.cost(2).avoided());
        }
    }

    @Test
    void aForwardWalkOverAGradientMeetsTheSameZeros() {
        Sequential critic = Sequential.mlp(Activation.RELU, 2, WIDTH, WIDTH, 1);
        try (Tape tape = new Tape()) {
            Parameters theta = tape.watch(critic.initialise(Backends.reference(), RandomStream.of(1)));
            Tensor x = tape.watch(points());
            Tensor slope = tape.gradient(critic.apply(theta, x).sum(), x);
            Tensor along = tape.pushforward(slope, x, points());
            assertEquals(0, tape.cost(2).done().matrixProducts());
            assertEquals(
                    0.0, Arrays.stream(along.toDoubles()).map(Math::abs).max().orElseThrow());
            assertEquals(4, tape.cost(2).avoided().matrixProducts());
        }
    }

    /** PyTorch differentiates these to tensors of zeros; comparisons give truth values there. */
    @Test
    void zerosAreAvoidedOfEachStepThatOtherEnginesDifferentiateAndOfNoComparison() {
        Map<UnaryOperator<Tensor>, Boolean> functions = Map.of(
                Tensor::step,
                true,
                x -> x.leakyStep(0.2),
                true,
                Tensor::sign,
                true,
                Tensor::floor,
                true,
                x -> x.above(0.5),
                false,
                x -> x.greater(x.negate()),
                false,
                x -> x.equalTo(x.negate()),
                false,
                Tensor::stopGradient,
                false);
        functions.forEach((function, avoids) -> {
            try (Tape tape = new Tape()) {
                Tensor weight = tape.watch(Tensor.filled(Backends.reference(), Shape.of(2, 3), 0.7));
                Tensor y = function.apply(points().matmul(weight)).mul(weight.slice(0, 0, 1));
                tape.gradient(y.sum(), weight);
                assertEquals(avoids ? 1 : 0, tape.cost(1).avoided().matrixProducts(), tape::print);
            }
        });
    }

    @Test
    void aProductCountsTwoOperationsForEachTermAndAPointwiseFunctionOneForEachElement() {
        try (Tape tape = new Tape()) {
            Tensor a = tape.watch(Tensor.filled(Backends.reference(), Shape.of(5, 3), 1));
            Tensor b = tape.watch(Tensor.filled(Backends.reference(), Shape.of(3, 7), 1));
            a.matmul(b);
            assertEquals(new Cost(new Work(1, 0, 2 * 5 * 3 * 7), 8 * 5 * 7, Work.NONE), tape.cost());
            b.matmul(a, true, true).tanh();
            assertEquals(new Cost(new Work(2, 0, 4 * 5 * 3 * 7 + 5 * 7), 8 * 3 * 5 * 7, Work.NONE), tape.cost());
            a.reshape(Shape.of(15));
            assertEquals(8 * 3 * 5 * 7, tape.cost().bytesWritten(), "a view writes nothing");
            a.sumAxes(0, 1);
            assertEquals(4 * 5 * 3 * 7 + 5 * 7 + 15, tape.cost().done().flops());
        }
    }

    /** Of every linear operation that there is; a scatter-add whose indices happen to differ adds nothing, and is counted all the same. */
    @TestFactory
    Stream<DynamicTest> aLinearOperationCountsNothingExactlyIfItsResultHoldsElementsOfItsOperands() {
        return Registry.examples().stream()
                .filter(example -> example.kind() == Kind.LINEAR)
                .filter(example -> !example.signature().name().equals("scatter_add"))
                .map(example -> DynamicTest.dynamicTest(example.name(), () -> countsWhatItComputes(example)));
    }

    private static void countsWhatItComputes(Example example) {
        try (Tape tape = new Tape()) {
            List<Tensor> operands = new ArrayList<>();
            Set<Double> elements = new HashSet<>(Set.of(0.0));
            for (Operand operand : example.operands()) {
                Tensor drawn = operand.draw(Backends.reference(), RandomStream.of(operands.size()));
                Arrays.stream(drawn.toDoubles()).forEach(elements::add);
                operands.add(operand.isValue() ? tape.watch(drawn) : drawn);
            }
            Tensor result = example.function().apply(operands);
            boolean moves = Arrays.stream(result.toDoubles()).allMatch(elements::contains);
            assertEquals(moves, tape.cost().done().flops() == 0, () -> tape.print() + tape.cost());
        }
    }

    @Test
    void passesAddUpToTheWhole() {
        try (Tape tape = penalty(Activation.LEAKY_RELU, 3)) {
            assertEquals(tape.cost(), tape.cost(0).plus(tape.cost(1)).plus(tape.cost(2)));
            assertEquals(tape.cost(1), tape.cost().minus(tape.cost(0)).minus(tape.cost(2)));
            assertEquals(4, tape.cost(0).done().matrixProducts());
            assertEquals(4, tape.cost(1).done().matrixProducts());
            assertThrows(IndexOutOfBoundsException.class, () -> tape.cost(3));
        }
    }

    /** PyTorch runs six backward convolutions by filters here, of which three multiply zeros. */
    @Test
    void threeStridedConvolutionsAreSparedTheFilterAdjointsOfStructuralZeros() {
        try (Tape tape = new Tape()) {
            Parameters theta = convolutionalPenalty(tape, Activation.LEAKY_RELU);
            assertEquals(6, tape.count("convolve"), "forward, and for the penalty");
            assertEquals(3, tape.count("convolve_image"), "for the gradient by the images");
            assertEquals(3, tape.count("convolve_filter"), "one for each layer");
            assertEquals(8, theta.tensors().size());
            assertEquals(12, tape.cost().done().convolutions());
            assertEquals(5, tape.cost().avoided().convolutions(), "by three filters and two images");
        }
        try (Tape tape = new Tape()) {
            convolutionalPenalty(tape, Activation.SOFTPLUS);
            assertEquals(Work.NONE, tape.cost().avoided());
            assertEquals(17, tape.cost().done().convolutions());
        }
    }

    /** A penalty's gradient by the parameters of a critic of three convolutions and a dense layer. */
    private static Parameters convolutionalPenalty(Tape tape, Activation activation) {
        Convolution halving = Convolution.PLAIN.stride(2).padding(2);
        Initialiser initialiser = Initialiser.heNormal(1);
        Layer critic = new Sequential(List.of(
                Convolutional.square(1, 2, 5, halving, initialiser),
                activation,
                Convolutional.square(2, 3, 5, halving, initialiser),
                activation,
                Convolutional.square(3, 4, 5, halving, initialiser),
                activation,
                new Flatten(),
                new Dense(4, 1, initialiser)));
        Parameters theta = tape.watch(critic.initialise(Backends.reference(), RandomStream.of(1)));
        Tensor x = tape.watch(Tensor.of(
                Backends.reference(), Shape.of(2, 1, 8, 8), RandomStream.of(2).normal(128)));
        Tensor slopes = tape.gradient(critic.apply(theta, x).sum(), x).normPerSample();
        return tape.gradient(slopes.sub(1).square().mean(), theta);
    }
}
