package dev.nabla2.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nabla2.engine.backend.Backend;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a last gradient gives, what it gives back, and what is left. */
class LastGradientTest {
    private static final int PROGRAMS = 300;
    private static final int LEAVES = 3;
    private static final int STEPS = 25;

    static List<Backend> backends() {
        return List.of(Backends.reference(), Backends.cpu(1));
    }

    private static Tensor vector(double... values) {
        return Tensor.of(Backends.reference(), Shape.of(values.length), values);
    }

    /** The leaves, and two of what was computed of them. */
    private static List<Tensor> asked(List<Tensor> made) {
        List<Tensor> asked = new ArrayList<>(made.subList(0, LEAVES));
        Stream.of(7, 12).map(made::get).filter(Tensor::isRecorded).forEach(asked::add);
        return asked;
    }

    /** What a run found, before anything was freed. */
    private record Run(List<double[]> values, List<double[]> gradients) {}

    private static Run plain(Backend backend, long seed) {
        try (Tape tape = new Tape()) {
            List<Tensor> made = RandomProgram.run(tape, backend, seed, LEAVES, STEPS);
            List<Tensor> gradients = tape.gradient(made.get(made.size() - 1), asked(made));
            return new Run(
                    made.stream().map(Tensor::toDoubles).toList(),
                    gradients.stream().map(Tensor::toDoubles).toList());
        }
    }

    @ParameterizedTest
    @MethodSource("backends")
    void itHasTheBitsOfTheRecordedGradientAndWhatCanBeReadAfterItIsUnchanged(Backend backend) {
        int freed = 0;
        for (long seed = 0; seed < PROGRAMS; seed++) {
            Run expected = plain(backend, seed);
            try (Tape tape = new Tape()) {
                List<Tensor> made = RandomProgram.run(tape, backend, seed, LEAVES, STEPS);
                List<Tensor> asked = asked(made);
                Tensor y = made.get(made.size() - 1);
                int size = tape.size();
                List<Tensor> gradients = tape.lastGradient(y, asked);
                assertEquals(size, tape.size(), "lines");
                for (int i = 0; i < gradients.size(); i++) {
                    assertArrayEquals(
                            expected.gradients.get(i), gradients.get(i).toDoubles(), "seed " + seed + " by " + i);
                }
                Stream.concat(asked.stream(), Stream.of(y)).forEach(Tensor::toDoubles);
                for (int i = 0; i < made.size(); i++) {
                    freed += unchangedOrFreed(made.get(i), expected.values.get(i)) ? 0 : 1;
                }
            }
        }
        assertTrue(freed > PROGRAMS * STEPS / 4, "freed " + freed);
    }

    private static boolean unchangedOrFreed(Tensor tensor, double[] expected) {
        double[] found;
        try {
            found = tensor.toDoubles();
        } catch (IllegalStateException e) {
            assertEquals(tensor + " was freed by the last gradient: detach() or read it before", e.getMessage());
            return false;
        }
        assertArrayEquals(expected, found);
        return true;
    }

    @ParameterizedTest
    @MethodSource("backends")
    void everyBufferThatATapeMadeIsGivenBackExactlyOnce(Backend backend) {
        for (long seed : LongStream.range(0, PROGRAMS).toArray()) {
            CountingBackend plain = new CountingBackend(backend);
            try (Tape tape = new Tape()) {
                List<Tensor> made = RandomProgram.run(tape, plain.backend(), seed, LEAVES, STEPS);
                tape.gradient(made.get(made.size() - 1), asked(made));
            }
            CountingBackend freeing = new CountingBackend(backend);
            try (Tape tape = new Tape()) {
                List<Tensor> made = RandomProgram.run(tape, freeing.backend(), seed, LEAVES, STEPS);
                tape.lastGradient(made.get(made.size() - 1), asked(made));
            }
            // Leaves, the cotangents that walks start with and detached values belong to the garbage collector.
            assertEquals(plain.live(), freeing.live(), "seed " + seed);
        }
    }

    @ParameterizedTest
    @MethodSource("backends")
    void onlyTheLeafAndTheCotangentThatAWalkStartsWithWereNeverTheTapes(Backend backend) {
        CountingBackend counting = new CountingBackend(backend);
        try (Tape tape = new Tape()) {
            Tensor x = tape.watch(RandomProgram.matrix(counting.backend(), 1));
            tape.lastGradient(x.matmul(x).tanh().sum(), x);
        }
        assertEquals(2, counting.live());
        assertTrue(counting.allocations() > 6, "allocations: " + counting.allocations());
    }

    @Test
    void aSpentTapeCanStillBePrintedAndSaysWhatIsFreed() {
        try (Tape tape = new Tape()) {
            Tensor x = tape.watch(vector(0.5));
            tape.lastGradient(x.tanh().square().sum(), x);
            assertTrue(tape.print().contains("freed"), tape.print());
            assertTrue(tape.graphviz().contains("freed"), tape.graphviz());
        }
    }

    @Test
    void onlyWhatWasAskedForIsStillHeldAfterAWalkOverAChain() {
        try (Tape tape = new Tape()) {
            Tensor x = tape.watch(vector(new double[1000]));
            Tensor y = x;
            for (int i = 0; i < 10; i++) {
                y = y.mul(0.5).tanh();
            }
            Tensor loss = y.square().sum();
            long before = tape.heldBytes();
            assertEquals(21 * 8000 + 8, before);
            tape.lastGradient(loss, x);
            assertEquals(8 + 8000, tape.heldBytes(), "the loss and the gradient");
            // tanh's line holds its cotangent, 1 - y² and the product at most.
            assertTrue(tape.peakBytes() <= before + 4 * 8000, tape.peakBytes() + " after " + before);
        }
    }

    /** A cotangent that is a sum takes the place of its parts. */
    @Test
    void onlyWhatWasAskedForIsStillHeldWhereWaysMeet() {
        try (Tape tape = new Tape()) {
            Tensor x = tape.watch(vector(new double[1000]));
            Tensor y = x.mul(0.5);
            for (int i = 0; i < 10; i++) {
                y = y.tanh().add(y.mul(0.5).cos()).add(y.sin());
            }
            Tensor loss = y.square().sum();
            tape.lastGradient(loss, x);
            assertEquals(8 + 8000, tape.heldBytes(), "the loss and the gradient");
        }
    }

    @Test
    void aMeasurementBesideTheWayCanBeReadAfterwardsAndAFreedTensorSaysWhatToDo() {
        try (Tape tape = new Tape()) {
            Tensor x = tape.watch(vector(1, 2));
            Tensor square = x.square();
            Tensor kept = square.mul(3).detach();
            Tensor measured = square.reshape(Shape.of(2, 1)).sum(1);
            Tensor onTheWay = square.tanh();
            tape.lastGradient(onTheWay.sum(), x);
            assertArrayEquals(new double[] {3, 12}, kept.toDoubles());
            assertArrayEquals(new double[] {1, 4}, measured.toDoubles());
            assertArrayEquals(new double[] {1, 2}, x.toDoubles());
            String message = assertThrows(IllegalStateException.class, onTheWay::toDoubles)
                    .getMessage();
            assertEquals(onTheWay + " was freed by the last gradient: detach() or read it before", message);
            assertThrows(IllegalStateException.class, () -> onTheWay.add(1));
            assertThrows(IllegalStateException.class, onTheWay::detach);
        }
    }

    @Test
    void aSecondWalkOverASpentTapeIsRefused() {
        try (Tape tape = new Tape()) {
            Tensor x = tape.watch(vector(0.5));
            Tensor y = x.tanh().sum();
            tape.lastGradient(y, x);
            Map<String, Executable> walks = new LinkedHashMap<>();
            walks.put("gradient", () -> tape.gradient(y, x));
            walks.put("lastGradient", () -> tape.lastGradient(y, x));
            walks.put("pushforward", () -> tape.pushforward(y, x, vector(1)));
            walks.put("firstNonFinite", tape::firstNonFinite);
            walks.forEach((what, walk) -> assertEquals(
                    "the tape was spent by its last gradient, which freed what was recorded: ask everything else before it",
                    assertThrows(IllegalStateException.class, walk, what).getMessage()));
            assertTrue(tape.isConnected(y, x));
        }
    }

    @Test
    void aLastGradientOfAConstantIsZeroAndSpendsTheTapeToo() {
        try (Tape tape = new Tape()) {
            Tensor x = tape.watch(vector(0.5));
            Tensor constant = tape.constant(vector(2)).square();
            assertArrayEquals(
                    new double[] {0}, tape.lastGradient(constant.sum(), x).toDoubles());
            assertThrows(IllegalStateException.class, () -> tape.gradient(x.sum(), x));
        }
    }

    @Test
    void aQuestionThatWasRefusedSpendsNothing() {
        try (Tape tape = new Tape()) {
            Tensor x = tape.watch(vector(0.5, 1));
            Tensor y = x.square();
            assertThrows(ShapeException.class, () -> tape.lastGradient(y, x));
            assertThrows(IllegalArgumentException.class, () -> tape.lastGradient(y.sum(), vector(1)));
            assertArrayEquals(new double[] {1, 2}, tape.gradient(y.sum(), x).toDoubles());
            assertFalse(tape.firstNonFinite().isPresent());
        }
    }

    @Test
    void theResultIsAConstant() {
        try (Tape tape = new Tape()) {
            Tensor x = tape.watch(vector(3));
            Tensor last = tape.lastGradient(x.square().sum(), x);
            assertFalse(last.isRecorded());
            assertEquals(12, last.mul(2).item());
        }
    }
}
