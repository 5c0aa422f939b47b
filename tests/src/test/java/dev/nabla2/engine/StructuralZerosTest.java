package dev.nabla2.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nabla2.nn.Activation;
import dev.nabla2.nn.Convolutional;
import dev.nabla2.nn.Dense;
import dev.nabla2.nn.Flatten;
import dev.nabla2.nn.Initialiser;
import dev.nabla2.nn.Layer;
import dev.nabla2.nn.Parameters;
import dev.nabla2.nn.Sequential;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** No tensor of zeros is allocated inside a walk: what does not vary is nothing. */
class StructuralZerosTest {
    private enum Critic {
        DENSE {
            @Override
            Shape batch() {
                return Shape.of(5, 3);
            }

            @Override
            Layer of(Activation activation) {
                return Sequential.mlp(activation, 3, 6, 6, 1);
            }
        },
        CONVOLUTIONAL {
            @Override
            Shape batch() {
                return Shape.of(3, 1, 6, 6);
            }

            @Override
            Layer of(Activation activation) {
                Convolution halving = Convolution.PLAIN.stride(2).padding(1);
                Initialiser initialiser = Initialiser.heNormal(1);
                return new Sequential(List.of(
                        Convolutional.square(1, 3, 3, halving, initialiser),
                        activation,
                        Convolutional.square(3, 4, 3, halving, initialiser),
                        activation,
                        new Flatten(),
                        new Dense(16, 1, initialiser)));
            }
        };

        abstract Shape batch();

        abstract Layer of(Activation activation);
    }

    static Stream<Arguments> critics() {
        return Stream.of(Critic.values())
                .flatMap(critic -> Stream.of(Activation.values()).map(a -> Arguments.of(critic, a)));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("critics")
    void noWalkMakesATensorOfZerosAtOrdersOneToThreeInAnyMixtureOfModes(Critic critic, Activation activation) {
        int walks = 0;
        for (int modes = 0; modes < 8; modes++) {
            for (int first = 0; first < 2; first++) {
                walks += walks(critic, activation, modes, first);
            }
        }
        assertTrue(walks >= 30, "only " + walks + " walks had anything to do");
    }

    /** Bit k of modes says whether the k-th derivative is taken forwards; by the inputs, then a weight, or the other way round. */
    private static int walks(Critic critic, Activation activation, int modes, int first) {
        WatchedBackend backend = new WatchedBackend(Backends.reference());
        int walks = 0;
        try (Tape tape = new Tape()) {
            Parameters theta = tape.watch(critic.of(activation).initialise(backend, RandomStream.of(1)));
            Tensor x = tape.watch(normal(backend, critic.batch(), 2));
            List<Tensor> by = List.of(x, theta.get("0.weight"), theta.get("2.weight"));
            Tensor y = critic.of(activation).apply(theta, x).sum().square();
            for (int order = 0; order < 3; order++) {
                Tensor target = by.get((order + first) % 3);
                if (tape.isConnected(y, target)) {
                    Tensor at = y;
                    boolean forward = (modes >> order & 1) == 1;
                    Tensor tangent = normal(backend, target.shape(), 3 + order);
                    y = backend.watch(() -> forward ? tape.pushforward(at, target, tangent) : tape.gradient(at, target))
                            .square()
                            .sum();
                    walks++;
                }
            }
            assertEquals(List.of(), backend.zeros(), () -> "modes " + modes + " in\n" + tape.print());
            assertTrue(backend.seen() > 10 * walks, "found " + backend.seen() + " buffers in " + walks + " walks");
        }
        return walks;
    }

    private static Tensor normal(WatchedBackend backend, Shape shape, int seed) {
        return Tensor.of(backend, shape, RandomStream.of(seed).normal(shape.size()));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("critics")
    void noWalkOfAPenaltyMakesATensorOfZerosRecordedOrNot(Critic critic, Activation activation) {
        WatchedBackend backend = new WatchedBackend(Backends.reference());
        try (Tape tape = new Tape()) {
            Parameters theta = tape.watch(critic.of(activation).initialise(backend, RandomStream.of(1)));
            Tensor x = tape.watch(normal(backend, critic.batch(), 2));
            Tensor values = critic.of(activation).apply(theta, x).sum();
            Tensor slope = backend.watch(() -> tape.gradient(values, x));
            Tensor penalty = slope.normPerSample().sub(1).square().mean();
            List<Tensor> reached = theta.tensors().stream()
                    .filter(weight -> tape.isConnected(penalty, weight))
                    .toList();
            assertTrue(reached.size() >= 3, "found " + reached);
            backend.watch(() -> tape.gradient(penalty, reached));
            backend.watch(() -> tape.lastGradient(penalty, reached));
            assertEquals(List.of(), backend.zeros(), tape::print);
        }
    }

    /** Zeros are at the edge of the API: where they were asked for. */
    @Test
    void whatDoesNotReachATensorIsZerosThereAndNowhereElse() {
        WatchedBackend backend = new WatchedBackend(Backends.reference());
        try (Tape tape = new Tape()) {
            Tensor x = tape.watch(normal(backend, Shape.of(4, 3), 1));
            Tensor slope = tape.gradient(x.relu().sum(), x);
            backend.watch(() -> tape.gradient(slope.sum(), x));
            assertEquals(List.of("fill of 12 elements"), backend.zeros());
        }
    }

    @Test
    void theWatchSeesWorkOnZerosAndLetsPaddingPass() {
        WatchedBackend backend = new WatchedBackend(Backends.reference());
        Tensor x = normal(backend, Shape.of(4, 3), 1);
        Tensor zeros = Tensor.filled(backend, Shape.of(3), 0);
        backend.watch(() -> x.pad(0, 1, 1));
        assertEquals(List.of(), backend.zeros());
        backend.watch(() -> x.mul(zeros));
        assertEquals(List.of("multiply of 12 elements"), backend.zeros());
    }
}
