package dev.nabla2.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nabla2.engine.backend.Backend;
import dev.nabla2.nn.Activation;
import dev.nabla2.nn.Parameters;
import dev.nabla2.nn.Sequential;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** A region that is recorded as one line has the value and the derivatives that it has recorded in full, for less memory. */
class CheckpointTest {
    private static final Backend REFERENCE = Backends.reference();
    private static final Activation[] ACTIVATIONS = {Activation.RELU, Activation.TANH, Activation.ELU, Activation.SILU};

    private static Tensor random(long seed, int... extents) {
        Shape shape = Shape.of(extents);
        return Tensor.of(REFERENCE, shape, RandomStream.of(seed).normal(shape.size()));
    }

    /** A function of parameters and inputs, recorded in full or as a region. */
    private interface Recording {
        Tensor of(Tape tape, BiFunction<Parameters, Tensor, Tensor> f, Parameters theta, Tensor x);
    }

    private static final Recording IN_FULL = (tape, f, theta, x) -> f.apply(theta, x);
    private static final Recording AS_REGION = (tape, f, theta, x) -> tape.checkpoint(f, theta, x);

    /**
     * Repeated directional derivatives: the k-th is forward where bit k of {@code modes} is set and reverse elsewhere. Then the gradient
     * of the last, by everything.
     */
    private static List<double[]> derivatives(
            Recording recording,
            BiFunction<Parameters, Tensor, Tensor> f,
            Sequential net,
            int order,
            int modes,
            long seed) {
        try (Tape tape = new Tape()) {
            Parameters theta = tape.watch(net.initialise(REFERENCE, RandomStream.of(seed)));
            Tensor x = tape.watch(random(seed + 1, 3, 2));
            List<Tensor> xs = new ArrayList<>(theta.tensors());
            xs.add(x);
            List<Tensor> along =
                    xs.stream().map(t -> random(seed + 2, t.shape().extents())).toList();
            Tensor value = recording.of(tape, f, theta, x).square().sum();
            for (int k = 0; k < order; k++) {
                Tensor next = Tensor.scalar(REFERENCE, 0);
                if ((modes >> k & 1) == 1) {
                    next = tape.pushforward(value, xs, along);
                } else {
                    List<Tensor> gradients = tape.gradient(value, xs);
                    for (int i = 0; i < xs.size(); i++) {
                        next = next.add(gradients.get(i).dot(along.get(i)));
                    }
                }
                value = next;
            }
            List<double[]> found = new ArrayList<>(List.of(value.toDoubles()));
            if (value.isRecorded()) {
                tape.lastGradient(value, xs).forEach(g -> found.add(g.toDoubles()));
            }
            return found;
        }
    }

    private static void assertClose(List<double[]> expected, List<double[]> found) {
        for (int i = 0; i < Math.max(expected.size(), found.size()); i++) {
            double scale = 1;
            for (double e : expected.get(i)) {
                scale = Math.max(scale, Math.abs(e));
            }
            assertArrayEquals(expected.get(i), found.get(i), 1e-12 * scale, "number " + i);
        }
    }

    @Property(tries = 120)
    void itHasTheSameDerivativesInEveryMixtureOfModesUpToTheThirdOrderAndAGradientMore(
            @ForAll @IntRange(max = 3) int order,
            @ForAll @IntRange(max = 7) int modes,
            @ForAll @IntRange(max = 3) int activation,
            @ForAll @IntRange(min = 1, max = 4) int width,
            @ForAll @IntRange(max = 1000) int seed) {
        Sequential net = Sequential.mlp(ACTIVATIONS[activation], 2, width, width, 1);
        assertClose(
                derivatives(IN_FULL, net::apply, net, order, modes, seed),
                derivatives(AS_REGION, net::apply, net, order, modes, seed));
    }

    @Property(tries = 40)
    void aRegionMayTakeDerivativesItself(
            @ForAll @IntRange(max = 2) int order,
            @ForAll @IntRange(max = 3) int modes,
            @ForAll @IntRange(max = 99) int seed) {
        Sequential net = Sequential.mlp(Activation.TANH, 2, 3, 1);
        BiFunction<Parameters, Tensor, Tensor> slopes = (theta, x) ->
                Derivatives.grad(t -> net.apply(theta, t).sum()).apply(x).normPerSample();
        assertClose(
                derivatives(IN_FULL, slopes, net, order, modes, seed),
                derivatives(AS_REGION, slopes, net, order, modes, seed));
    }

    @Test
    void itIsOneLineAndHoldsItsResultAlone() {
        try (Tape tape = new Tape()) {
            Tensor x = tape.watch(random(1, 100));
            Tensor y = tape.checkpoint(xs -> xs.get(0).tanh().exp().sin(), List.of(x));
            assertEquals(2, tape.size());
            assertEquals(800, tape.heldBytes());
            assertEquals(2400, tape.peakBytes());
            assertArrayEquals(x.tanh().exp().sin().toDoubles(), y.toDoubles());
        }
    }

    @Test
    void memoryIsSavedAtEveryOrderAlsoOfRecordedDerivatives() {
        Function<List<Tensor>, Tensor> chain = xs -> {
            Tensor y = xs.get(0);
            for (int i = 0; i < 10; i++) {
                y = y.mul(0.9).sin();
            }
            return y;
        };
        List<List<Long>> held = new ArrayList<>();
        for (boolean checkpointed : new boolean[] {false, true}) {
            List<Long> byOrder = new ArrayList<>();
            try (Tape tape = new Tape()) {
                Tensor x = tape.watch(random(1, 1000));
                Tensor y = checkpointed ? tape.checkpoint(chain, List.of(x)) : chain.apply(List.of(x));
                for (int order = 0; order <= 3; order++) {
                    byOrder.add(tape.heldBytes());
                    y = order % 2 == 0
                            ? tape.gradient(y.sum(), x)
                            : tape.pushforward(y, x, Tensor.filled(REFERENCE, x.shape(), 1));
                }
            }
            held.add(byOrder);
        }
        System.out.println("bytes held at orders 0 to 3, in full and checkpointed: " + held);
        for (int order = 0; order <= 3; order++) {
            assertTrue(held.get(1).get(order) * 5 < held.get(0).get(order), held + "");
        }
    }

    @Test
    void allCotangentsComeFromOneRecomputation() {
        int[] calls = new int[1];
        Function<List<Tensor>, Tensor> f = xs -> {
            calls[0]++;
            return xs.get(0).mul(xs.get(1)).add(xs.get(2)).tanh();
        };
        try (Tape tape = new Tape()) {
            List<Tensor> xs = List.of(tape.watch(random(1, 4)), tape.watch(random(2, 4)), tape.watch(random(3, 4)));
            Tensor y = tape.checkpoint(f, xs).sum();
            assertEquals(1, calls[0]);
            List<Tensor> gradients = tape.gradient(y, xs);
            assertEquals(2, calls[0]);
            tape.lastGradient(gradients.get(0).sum(), xs);
            assertEquals(3, calls[0]);
        }
    }

    @Test
    void aStructuralZeroInsideIsOneOutside() {
        try (Tape tape = new Tape()) {
            Tensor x = tape.watch(random(1, 4));
            Tensor w = tape.watch(random(2, 4));
            Tensor y = tape.checkpoint(
                    xs -> xs.get(0).relu().mul(xs.get(1)).add(xs.get(2).step()), List.of(x, w, x.mul(2)));
            assertTrue(tape.isConnected(y, x));
            Tensor slope = tape.gradient(y.sum(), x);
            assertFalse(tape.isConnected(slope, x));
            assertTrue(tape.isConnected(slope, w));
            assertFalse(tape.isConnected(tape.checkpoint(xs -> xs.get(0).sign(), List.of(x)), x));
        }
    }

    @Test
    void oneTensorMayBeGivenTwiceAndOthersMayBeConstants() {
        try (Tape tape = new Tape()) {
            Tensor x = tape.watch(random(1, 4));
            Tensor constant = random(2, 4);
            Tensor y = tape.checkpoint(xs -> xs.get(0).mul(xs.get(1)).mul(xs.get(2)), List.of(x, x, constant));
            Tensor twice = tape.gradient(tape.gradient(y.sum(), x).sum(), x);
            assertArrayEquals(constant.mul(2).toDoubles(), twice.toDoubles(), 1e-15);
            assertFalse(
                    tape.checkpoint(xs -> xs.get(0).exp(), List.of(constant)).isRecorded());
        }
    }

    @Test
    void aRegionMayReturnItsArgumentOrAViewOfIt() {
        try (Tape tape = new Tape()) {
            Tensor x = tape.watch(random(1, 4)).mul(3);
            Tensor same = tape.checkpoint(xs -> xs.get(0), List.of(x));
            Tensor view = tape.checkpoint(xs -> xs.get(0).reshape(Shape.of(2, 2)), List.of(x));
            Tensor y = same.mul(view.reshape(Shape.of(4))).sum();
            assertArrayEquals(x.mul(2).toDoubles(), tape.gradient(y, x).toDoubles(), 1e-15);
            assertArrayEquals(x.mul(2).toDoubles(), tape.lastGradient(y, x).toDoubles(), 1e-15);
        }
    }

    @Test
    void aTensorOfTheTapeAroundItIsRefusedAndLeavesTheTapeUsable() {
        try (Tape tape = new Tape()) {
            Tensor x = tape.watch(random(1, 4));
            Tensor w = tape.watch(random(2, 4)).named("critic.0");
            List<Function<List<Tensor>, Tensor>> wrong =
                    List.of(xs -> xs.get(0).mul(w), xs -> w.mul(xs.get(0)), xs -> w.exp(), xs -> w, xs -> w.detach());
            for (Function<List<Tensor>, Tensor> f : wrong) {
                assertEquals(
                        "checkpoint: expected a function of its arguments alone, found that it uses tensor %1 [4] on"
                                + " reference in critic.0 around it: pass it among the xs",
                        assertThrows(IllegalStateException.class, () -> tape.checkpoint(f, List.of(x)))
                                .getMessage());
            }
            assertThrows(
                    IllegalStateException.class,
                    () -> tape.checkpoint(xs -> tape.gradient(xs.get(0).sum(), xs.get(0)), List.of(x)));
            assertEquals(2, tape.size());
            assertEquals(
                    w.detach().sum().item(),
                    tape.gradient(x.mul(w).sum(), x).sum().item(),
                    1e-15);
        }
    }

    @Test
    void everyBufferIsGivenBackExactlyOnceAlsoWhereTheFunctionFails() {
        Sequential net = Sequential.mlp(Activation.TANH, 2, 3, 1);
        int[] live = new int[2];
        for (int checkpointed = 0; checkpointed < 2; checkpointed++) {
            CountingBackend counting = new CountingBackend(Backends.cpu(1));
            Parameters start = net.initialise(counting.backend(), RandomStream.of(1));
            Tensor points = Tensor.of(
                    counting.backend(), Shape.of(4, 2), RandomStream.of(2).normal(8));
            int before = counting.live();
            try (Tape tape = new Tape()) {
                Parameters theta = tape.watch(start);
                Tensor x = tape.watch(points);
                Recording recording = checkpointed == 1 ? AS_REGION : IN_FULL;
                Tensor y = recording.of(tape, net::apply, theta, x).sum();
                Tensor penalty =
                        tape.gradient(y, x).normPerSample().sub(1).square().mean();
                if (checkpointed == 1) {
                    assertThrows(
                            ShapeException.class,
                            () -> tape.checkpoint(xs -> xs.get(0).exp().reshape(Shape.of(5)), List.of(x)));
                }
                tape.lastGradient(penalty.add(y), theta);
            }
            live[checkpointed] = counting.live() - before;
        }
        // The cotangents that walks start with belong to the garbage collector.
        assertArrayEquals(new int[] {2, 2}, live);
    }

    @Test
    void elementsAtKinksInsideAreCountedAsManyTimesAsOutside() {
        long[] met = new long[2];
        for (int checkpointed = 0; checkpointed < 2; checkpointed++) {
            try (Tape tape = new Tape(KinkPolicy.COUNT)) {
                Tensor x = tape.watch(Tensor.of(REFERENCE, Shape.of(3), 0, 1, 0));
                Function<List<Tensor>, Tensor> f = xs -> xs.get(0).relu().square();
                Tensor y = checkpointed == 1 ? tape.checkpoint(f, List.of(x)) : f.apply(List.of(x));
                Tensor slope = tape.gradient(y.sum(), x);
                assertEquals(3, tape.gradient(slope.sum(), x).shape().size());
                met[checkpointed] =
                        tape.kinks().stream().mapToLong(KinkEncounter::met).sum();
            }
        }
        assertTrue(met[0] > 0);
        assertEquals(met[0], met[1]);
    }

    /** Its memory is the outer tape's, which must not give it back. */
    @Test
    void whatIsDetachedInsideOfWhatIsOutsideOutlivesBothTapes() {
        for (Backend backend : List.of(Backends.reference(), Backends.cpu(1))) {
            List<Tensor> kept = new ArrayList<>();
            CountingBackend counting = new CountingBackend(backend);
            try (Tape tape = new Tape()) {
                Tensor x = tape.watch(Tensor.filled(counting.backend(), Shape.of(64), 2))
                        .square();
                Tensor y = tape.checkpoint(
                        xs -> {
                            kept.add(xs.get(0).detach());
                            return xs.get(0).tanh();
                        },
                        List.of(x));
                tape.lastGradient(y.sum(), x);
            }
            for (int i = 0; i < 10; i++) {
                Tensor.filled(counting.backend(), Shape.of(64), 7).mul(3);
            }
            for (Tensor each : kept) {
                assertArrayEquals(Tensor.filled(backend, Shape.of(64), 4).toDoubles(), each.toDoubles());
            }
            assertTrue(kept.size() > 1, "computed " + kept.size() + " times");
        }
    }
}
