package dev.nabla2.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nabla2.engine.backend.Backend;
import dev.nabla2.nn.Activation;
import dev.nabla2.nn.Parameters;
import dev.nabla2.nn.Sequential;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A replay gives the bits of what it replays, of whatever inputs and random numbers. */
class ProgramTest {
    private static final Backend CPU = Backends.cpu(2);
    private static final Backend REFERENCE = Backends.reference();

    @Test
    void aReplayedPenaltyStepHasTheBitsOfTheEagerOne() {
        for (Backend backend : List.of(CPU, REFERENCE)) {
            for (Activation activation : Activation.values()) {
                Sequential critic = Sequential.mlp(activation, 2, 16, 16, 1);
                Program.Body body = penaltyStep(backend, critic);
                try (Program program = new Program(backend, body)) {
                    for (int step = 0; step < 3; step++) {
                        Parameters theta = critic.initialise(backend, RandomStream.of(step));
                        RandomStream random = RandomStream.of(100 + step);
                        List<double[]> eager = eager(backend, body, theta.tensors(), random);
                        List<double[]> replayed = numbers(program.run(theta.tensors(), random));
                        for (int i = 0; i < eager.size(); i++) {
                            assertArrayEquals(eager.get(i), replayed.get(i), activation + " output " + i);
                        }
                    }
                    assertEquals(1, program.recordings());
                }
            }
        }
    }

    /** Of computations that use one tensor twice, views of it under several shapes, and gradients along the way. */
    @Test
    void anyReplayHasTheBitsOfTheEagerRunOnOtherInputs() {
        List.of(REFERENCE, CPU, Backends.cpu(1)).forEach(ProgramTest::anyReplayHasTheBitsOfTheEagerRun);
    }

    private static void anyReplayHasTheBitsOfTheEagerRun(Backend backend) {
        for (long seed = 0; seed < 200; seed++) {
            long computation = seed;
            Program.Body body = (tape, in, draws) -> {
                List<Tensor> made = RandomProgram.run(tape, computation, in, 25);
                Tensor y = made.get(made.size() - 1);
                List<Tensor> results = new ArrayList<>(List.of(y, made.get(10), made.get(20)));
                results.addAll(tape.gradient(y, made.subList(0, in.size())));
                return results;
            };
            try (Program program = new Program(backend, body)) {
                for (int step = 0; step < 3; step++) {
                    List<Tensor> leaves = List.of(
                            RandomProgram.matrix(backend, 1000 * seed + step),
                            RandomProgram.matrix(backend, 1000 * seed + 100 + step));
                    List<double[]> eager = eager(backend, body, leaves, RandomStream.of(1));
                    List<double[]> replayed = numbers(program.run(leaves, RandomStream.of(1)));
                    for (int i = 0; i < eager.size(); i++) {
                        assertArrayEquals(eager.get(i), replayed.get(i), "seed " + seed + ", run " + step + ", " + i);
                    }
                }
                assertEquals(1, program.recordings());
            }
        }
    }

    @Test
    void aReplayRunsFewerOperationsInLessMemory() {
        Sequential critic = Sequential.mlp(Activation.TANH, 2, 16, 16, 1);
        Program.Body body = penaltyStep(REFERENCE, critic);
        List<Tensor> theta = critic.initialise(REFERENCE, RandomStream.of(1)).tensors();
        try (Program program = new Program(REFERENCE, body);
                Tape tape = new Tape()) {
            body.of(tape, theta, Draws.of(tape, REFERENCE, RandomStream.of(2)));
            program.run(theta, RandomStream.of(2));
            assertTrue(program.size() > 20, "found " + program.size());
            System.out.printf(
                    "a tanh penalty step: %d lines on the tape, %d operations replayed; %d bytes at the peak, %d in the replay%n",
                    tape.size(), program.size(), tape.peakBytes(), program.bytes());
            assertTrue(program.bytes() < tape.peakBytes());
        }
    }

    @Test
    void otherShapesAreRecordedAnew() {
        Program.Body body = (tape, in, draws) -> {
            Tensor x = tape.watch(in.get(0));
            return List.of(tape.gradient(x.tanh().sum(), x));
        };
        try (Program program = new Program(REFERENCE, body)) {
            for (int size : new int[] {3, 3, 5, 5, 3}) {
                Tensor x = Tensor.filled(REFERENCE, Shape.of(size), 0.5);
                assertEquals(
                        size,
                        program.run(List.of(x), RandomStream.of(1))
                                .get(0)
                                .shape()
                                .size());
            }
            assertEquals(3, program.recordings());
        }
    }

    @Test
    void whatIsComputedTwiceIsComputedOnceAndWhatNothingNeedsNotAtAll() {
        Program.Body body = (tape, in, draws) -> {
            Tensor x = tape.constant(in.get(0));
            x.exp().sum();
            return List.of(x.tanh().mul(x.tanh()));
        };
        try (Program program = new Program(REFERENCE, body)) {
            program.run(List.of(Tensor.filled(REFERENCE, Shape.of(4), 0.5)), RandomStream.of(1));
            assertEquals(2, program.size());
        }
    }

    @Test
    void aCheckpointIsStillComputedTwiceAndGivesTheSameBits() {
        Program.Body plain = (tape, in, draws) -> {
            Tensor x = tape.watch(in.get(0));
            Tensor y = x.tanh().exp();
            return List.of(tape.gradient(y.sum(), x), y);
        };
        Program.Body checkpointed = (tape, in, draws) -> {
            Tensor x = tape.watch(in.get(0));
            Tensor y = tape.checkpoint(xs -> xs.get(0).tanh().exp(), List.of(x));
            return List.of(tape.gradient(y.sum(), x), y);
        };
        List<Tensor> x = List.of(Tensor.of(REFERENCE, Shape.of(3), -1, 0.5, 2));
        try (Program a = new Program(REFERENCE, plain);
                Program b = new Program(REFERENCE, checkpointed)) {
            assertArrayEquals(
                    a.run(x, RandomStream.of(1)).get(0).toDoubles(),
                    b.run(x, RandomStream.of(1)).get(0).toDoubles());
            assertTrue(b.size() > a.size(), a.size() + " and " + b.size());
        }
    }

    @Test
    void whatIsComputedOfInputsAndOfDetachedTensorsIsReplayedToo() {
        Program.Body body = (tape, in, draws) -> {
            Tensor x = tape.watch(in.get(0));
            return List.of(in.get(0).square(), x.exp().detach().mul(2));
        };
        try (Program program = new Program(REFERENCE, body)) {
            for (double value : new double[] {2, -3, 0.5}) {
                List<Tensor> results = program.run(List.of(Tensor.scalar(REFERENCE, value)), RandomStream.of(1));
                assertEquals(value * value, results.get(0).item());
                assertEquals(2 * Math.exp(value), results.get(1).item());
            }
        }
    }

    @Test
    void aClosedProgramSaysSo() {
        Program program = new Program(REFERENCE, (tape, in, draws) -> List.of(in.get(0)));
        program.close();
        assertThrows(
                IllegalStateException.class,
                () -> program.run(List.of(Tensor.scalar(REFERENCE, 1)), RandomStream.of(1)));
    }

    @Test
    void anInputCanBeAResult() {
        Program.Body body = (tape, in, draws) -> List.of(tape.constant(in.get(0)));
        try (Program program = new Program(REFERENCE, body)) {
            for (double value : new double[] {1, 2, 3}) {
                Tensor x = Tensor.scalar(REFERENCE, value);
                assertEquals(
                        value,
                        program.run(List.of(x), RandomStream.of(1)).get(0).item());
            }
        }
    }

    @Test
    void resultsCanBeReadUntilTheNextRun() {
        Program.Body body =
                (tape, in, draws) -> List.of(tape.constant(in.get(0)).exp());
        try (Program program = new Program(REFERENCE, body)) {
            List<Tensor> x = List.of(Tensor.filled(REFERENCE, Shape.of(1), 0));
            Tensor first = program.run(x, RandomStream.of(1)).get(0);
            assertEquals(1, first.item());
            program.run(x, RandomStream.of(1));
            assertThrows(IllegalStateException.class, first::item);
        }
    }

    @Test
    void lookingAtNumbersWhileRecordingIsAnError() {
        Program.Body body = (tape, in, draws) -> {
            Tensor x = tape.constant(in.get(0));
            return List.of(x.exp().item() > 1 ? x : x.negate());
        };
        try (Program program = new Program(REFERENCE, body)) {
            List<Tensor> x = List.of(Tensor.filled(REFERENCE, Shape.of(1), 0));
            IllegalStateException thrown =
                    assertThrows(IllegalStateException.class, () -> program.run(x, RandomStream.of(1)));
            assertTrue(thrown.getMessage().startsWith("program: "), thrown.getMessage());
        }
    }

    /** A critic's loss with a penalty on interpolates of drawn points, and its gradient. */
    private static Program.Body penaltyStep(Backend backend, Sequential critic) {
        Parameters like = critic.initialise(backend, RandomStream.of(0));
        return (tape, in, draws) -> {
            Parameters theta = tape.watch(like.with(in));
            Tensor real = draws.fold("real").draw(Shape.of(8, 2), r -> r.normal(16));
            Tensor fake = draws.fold("fake").draw(Shape.of(8, 2), r -> r.normal(16));
            Tensor alpha = draws.fold("alpha").draw(Shape.of(8, 1), r -> r.uniform(8));
            Tensor x = tape.watch(fake.add(real.sub(fake).mul(alpha)));
            Tensor slope = tape.gradient(critic.apply(theta, x).sum(), x);
            Tensor penalty = slope.normPerSample().sub(1).square().mean();
            Tensor loss = critic.apply(theta, fake)
                    .mean()
                    .sub(critic.apply(theta, real).mean())
                    .add(penalty.mul(10));
            List<Tensor> outputs = new ArrayList<>(List.of(loss, penalty.detach()));
            outputs.addAll(tape.lastGradient(loss, theta).tensors());
            return outputs;
        };
    }

    private static List<double[]> eager(Backend backend, Program.Body body, List<Tensor> inputs, RandomStream random) {
        try (Tape tape = new Tape()) {
            return numbers(body.of(tape, inputs, Draws.of(tape, backend, random)));
        }
    }

    private static List<double[]> numbers(List<Tensor> tensors) {
        return tensors.stream().map(Tensor::toDoubles).toList();
    }
}
