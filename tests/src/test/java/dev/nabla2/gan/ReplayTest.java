package dev.nabla2.gan;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.nabla2.engine.Backends;
import dev.nabla2.engine.Convolution;
import dev.nabla2.engine.Draws;
import dev.nabla2.engine.Program;
import dev.nabla2.engine.RandomStream;
import dev.nabla2.engine.SecondDerivative;
import dev.nabla2.engine.Shape;
import dev.nabla2.engine.Tape;
import dev.nabla2.engine.Tensor;
import dev.nabla2.engine.backend.Backend;
import dev.nabla2.nn.Activation;
import dev.nabla2.nn.Adam;
import dev.nabla2.nn.Convolutional;
import dev.nabla2.nn.Dense;
import dev.nabla2.nn.Flatten;
import dev.nabla2.nn.Initialiser;
import dev.nabla2.nn.Layer;
import dev.nabla2.nn.OptimiserState;
import dev.nabla2.nn.Parameters;
import dev.nabla2.nn.Sequential;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Compiled steps of training have the bits of the eager ones. The sizes are such that masks are packed. */
class ReplayTest {
    private static final Backend CPU = Backends.cpu(2);
    private static final int BATCH = 80;
    private static final int WIDTH = 64;

    @Test
    void everyPenaltyReplaysToTheBitsOfItsEagerStep() {
        for (PenaltyExample example : PenaltyExample.all()) {
            for (Activation activation : Activation.values()) {
                Layer critic = Sequential.mlp(activation, 2, WIDTH, WIDTH, 1);
                checkStep(CPU, critic, example, Shape.of(2), BATCH, activation.label());
            }
            Layer mollified = Sequential.mlp(Activation.RELU, SecondDerivative.mollified(0.1), 2, WIDTH, WIDTH, 1);
            checkStep(CPU, mollified, example, Shape.of(2), BATCH, "mollified");
            checkStep(CPU, images(), example, Shape.of(1, 12, 12), 10, "images");
            checkStep(Backends.reference(), images(), example, Shape.of(1, 12, 12), 2, "images on reference");
        }
    }

    private static Layer images() {
        Convolution halved = Convolution.PLAIN.stride(2).padding(2);
        return new Sequential(List.of(
                Convolutional.square(1, 16, 5, halved, Initialiser.heNormal(1)),
                Activation.LEAKY_RELU,
                Convolutional.square(16, 8, 5, halved, Initialiser.heNormal(1)),
                Activation.LEAKY_RELU,
                new Flatten(),
                new Dense(8 * 9, 1, Initialiser.heNormal(1))));
    }

    private static void checkStep(
            Backend backend, Layer critic, PenaltyExample example, Shape sample, int batch, String what) {
        Parameters start = critic.initialise(backend, RandomStream.of(1));
        Program.Body body = step(critic, start, example.penalty());
        try (Program program = new Program(backend, body)) {
            for (int i = 0; i < 3; i++) {
                List<Tensor> inputs = inputs(backend, start.map(t -> t.mul(1.1)), sample, batch, i);
                checkBits(backend, program, body, inputs, i, example.name() + ", " + what);
            }
            assertEquals(1, program.recordings());
        }
    }

    private static void checkBits(
            Backend backend, Program program, Program.Body body, List<Tensor> inputs, int seed, String what) {
        try (Tape tape = new Tape()) {
            RandomStream random = RandomStream.of(seed);
            List<Tensor> expected =
                    body.of(tape, inputs.stream().map(tape::constant).toList(), Draws.of(tape, backend, random));
            List<Tensor> found = program.run(inputs, random);
            assertEquals(expected.size(), found.size());
            for (int i = 0; i < found.size(); i++) {
                assertArrayEquals(expected.get(i).toDoubles(), found.get(i).toDoubles(), what + ", result " + i);
            }
        }
    }

    static List<Tensor> inputs(Backend backend, Parameters theta, Shape sample, int batch, int seed) {
        int[] extents = new int[sample.rank() + 1];
        extents[0] = batch;
        System.arraycopy(sample.extents(), 0, extents, 1, sample.rank());
        Shape shape = Shape.of(extents);
        RandomStream random = RandomStream.of(seed);
        List<Tensor> inputs = new ArrayList<>();
        inputs.add(Tensor.of(backend, shape, random.fold("real").normal(shape.size())));
        inputs.add(Tensor.of(backend, shape, random.fold("fake").normal(shape.size())));
        inputs.addAll(theta.tensors());
        return inputs;
    }

    static Program.Body step(Layer critic, Parameters like, Penalty penalty) {
        return (tape, in, draws) -> {
            Parameters theta = tape.watch(like.with(in.subList(2, in.size())));
            Tensor real = in.get(0);
            Tensor fake = in.get(1);
            Tensor loss = Objective.wasserstein().criticLoss(critic.apply(theta, real), critic.apply(theta, fake));
            Penalty.Setting setting = new Penalty.Setting(tape, x -> critic.apply(theta, x), real, fake, draws);
            Tensor penalised =
                    penalty.term(setting).map(term -> loss.add(term.value())).orElse(loss);
            List<Tensor> results = new ArrayList<>(List.of(penalised.detach()));
            results.addAll(tape.lastGradient(penalised, theta).tensors());
            return results;
        };
    }

    @Test
    void theGradientOfAPenaltyOfGradientsOfGradientsReplaysToTheSameBits() {
        Sequential critic = Sequential.mlp(Activation.TANH, 2, WIDTH, WIDTH, 1);
        Parameters start = critic.initialise(CPU, RandomStream.of(1));
        Program.Body body = (tape, in, draws) -> {
            Parameters theta = tape.watch(start.with(in.subList(2, in.size())));
            Tensor x = tape.watch(in.get(0));
            Tensor slope = tape.gradient(critic.apply(theta, x).sum(), x);
            Parameters consensus = tape.gradient(
                    slope.square().sum().add(critic.apply(theta, in.get(1)).mean()), theta);
            Tensor half = consensus.flatten().square().sum().mul(0.5);
            Tensor third = tape.gradient(slope.square().mul(slope).sum(), x);
            List<Tensor> results = new ArrayList<>(List.of(half, third));
            results.addAll(tape.gradient(half.add(third.square().sum()), theta).tensors());
            return results;
        };
        try (Program program = new Program(CPU, body)) {
            for (int i = 0; i < 3; i++) {
                checkBits(CPU, program, body, inputs(CPU, start, Shape.of(2), BATCH, i), i, "run " + i);
            }
        }
    }

    @Test
    void aProgramMayHoldItsOptimiserAndBeDifferentiatedThroughIt() {
        Sequential critic = Sequential.mlp(Activation.RELU, 2, WIDTH, 1);
        Parameters start = critic.initialise(CPU, RandomStream.of(1));
        Program.Body body = (tape, in, draws) -> {
            Parameters theta = tape.watch(start.with(in.subList(2, in.size())));
            Parameters now = theta;
            OptimiserState state = new Adam(1e-2, 0.5, 0.9).start(now);
            for (int k = 0; k < 3; k++) {
                Parameters at = now;
                Tensor x = draws.fold(k).draw(Shape.of(BATCH, 2), stream -> stream.normal(2 * BATCH));
                Tensor loss = critic.apply(at, x).square().mean();
                state = state.step(tape.gradient(loss, at), 1);
                now = state.parameters();
            }
            Tensor reached = critic.apply(now, in.get(0)).square().mean();
            List<Tensor> results = new ArrayList<>(now.tensors());
            results.addAll(tape.gradient(reached, theta).tensors());
            return results;
        };
        try (Program program = new Program(CPU, body)) {
            for (int i = 0; i < 3; i++) {
                checkBits(CPU, program, body, inputs(CPU, start, Shape.of(2), BATCH, i), i, "run " + i);
            }
        }
    }
}
