package dev.nabla2.gan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nabla2.engine.Backends;
import dev.nabla2.engine.Draws;
import dev.nabla2.engine.RandomStream;
import dev.nabla2.engine.Shape;
import dev.nabla2.engine.Tape;
import dev.nabla2.engine.Tensor;
import dev.nabla2.engine.backend.Backend;
import dev.nabla2.nn.Activation;
import dev.nabla2.nn.Parameters;
import dev.nabla2.nn.Sequential;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** A critic whose gradient is 0 has a norm of 0 in its penalty: no derivative of any penalty is NaN or infinite there. */
class ZeroGradientTest {
    private static final int BATCH = 4;

    /** How a gradient of 0, or a pair of equal samples, comes about. */
    private enum Situation {
        /** Every hidden unit is off for every sample: biases far below 0. */
        DEAD_CRITIC,
        /** Weights and biases are 0. */
        ZERO_WEIGHTS,
        /** Weights are drawn, and the two samples that are interpolated between are the same. */
        IDENTICAL_SAMPLES,
        /** All of it at once. */
        ZERO_WEIGHTS_AND_SAMPLES
    }

    @TestFactory
    Stream<DynamicTest> firstAndSecondDerivativesOfEveryPenaltyAreFinite() {
        return Stream.of(Backends.reference(), Backends.cpu(1))
                .flatMap(backend -> Stream.of(Activation.RELU, Activation.LEAKY_RELU, Activation.TANH)
                        .flatMap(activation -> Stream.of(Situation.values())
                                .flatMap(situation -> PenaltyExample.all().stream()
                                        .map(example -> DynamicTest.dynamicTest(
                                                String.join(
                                                        " ",
                                                        backend.name(),
                                                        activation.label(),
                                                        situation.toString(),
                                                        example.name()),
                                                () -> check(backend, activation, situation, example.penalty()))))));
    }

    private static void check(Backend backend, Activation activation, Situation situation, Penalty penalty) {
        Sequential critic = Sequential.mlp(activation, 2, 4, 3, 1);
        RandomStream random = RandomStream.of(3);
        try (Tape tape = new Tape()) {
            Parameters theta = tape.watch(weights(critic, backend, situation, random));
            Tensor real = samples(backend, situation, random.fold("real"));
            Tensor fake = situation == Situation.DEAD_CRITIC || situation == Situation.ZERO_WEIGHTS
                    ? samples(backend, situation, random.fold("fake"))
                    : real;
            UnaryOperator<Tensor> value = x -> critic.apply(theta, x);
            Penalty.Setting setting =
                    new Penalty.Setting(tape, value, real, fake, Draws.of(tape, backend, random.fold("points")));
            Optional<Penalty.Term> added = penalty.term(setting);
            if (added.isEmpty()) {
                penalty.project(theta).tensors().forEach(t -> assertTrue(t.isFinite()));
                return;
            }
            Penalty.Term term = added.get();
            if (situation == Situation.DEAD_CRITIC && activation == Activation.RELU) {
                assertEquals(0, term.meanSlope().item(), "the critic is dead");
            }
            List<Tensor> first = tape.gradient(term.value(), theta).tensors();
            Tensor squares = first.stream()
                    .map(g -> g.square().sum())
                    .reduce(Tensor::add)
                    .orElseThrow();
            List<Tensor> second = tape.gradient(squares, theta).tensors();
            assertTrue(term.value().isFinite(), "value");
            first.forEach(g -> assertTrue(g.isFinite(), "first derivative"));
            second.forEach(g -> assertTrue(g.isFinite(), "second derivative"));
        }
    }

    private static Parameters weights(Sequential critic, Backend backend, Situation situation, RandomStream random) {
        Parameters drawn = critic.initialise(backend, random);
        return switch (situation) {
            case IDENTICAL_SAMPLES -> drawn;
            case DEAD_CRITIC ->
                drawn.with(drawn.tensors().stream()
                        .map(t -> t.shape().rank() == 1 ? Tensor.filled(backend, t.shape(), -100) : t)
                        .toList());
            case ZERO_WEIGHTS, ZERO_WEIGHTS_AND_SAMPLES ->
                drawn.with(drawn.tensors().stream()
                        .map(t -> Tensor.filled(backend, t.shape(), 0))
                        .toList());
        };
    }

    private static Tensor samples(Backend backend, Situation situation, RandomStream random) {
        Shape shape = Shape.of(BATCH, 2);
        return situation == Situation.ZERO_WEIGHTS_AND_SAMPLES
                ? Tensor.filled(backend, shape, 0)
                : Tensor.of(backend, shape, random.normal(shape.size()));
    }
}
