package dev.nabla2.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nabla2.engine.backend.Backend;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What a tape finds at kinks, by order of derivative and by policy. */
class KinkPolicyTest {
    private static final Backend REFERENCE = Backends.reference();

    /** A function and, for walks 1, 2, …, how many of the elements −0.5, 0, 0.5 and 1e-4 it should find within 1e-3 of a kink. */
    private record Case(String name, UnaryOperator<Tensor> function, Long... metByPass) {}

    @TestFactory
    Stream<DynamicTest> aWalkMeetsTheKinksOfWhatIsNotSmoothEnoughForIt() {
        return Stream.of(
                        new Case("tanh", Tensor::tanh, 0L, 0L, 0L),
                        new Case("softplus", x -> x.softplus(1), 0L, 0L, 0L),
                        // elu is once differentiable, so its kink is met by the second walk only.
                        new Case("elu", x -> x.elu(1), 0L, 2L),
                        // Its first walk passes relu, its second relu again and the step between.
                        new Case("relu squared", x -> x.relu().square(), 2L, 4L),
                        new Case("abs", Tensor::abs, 2L),
                        new Case(
                                "mollified",
                                x -> x.relu(SecondDerivative.mollified(0.5)).square(),
                                0L,
                                2L),
                        new Case("clamp", x -> x.atLeast(-0.5).atMost(0.5), 2L),
                        new Case("maximum", x -> x.maximum(x.mul(2)), 2L),
                        new Case("mask", x -> x.step().where(x, x.mul(2)), 2L),
                        new Case("floor", x -> x.floor().mul(x), 2L))
                .map(c -> DynamicTest.dynamicTest(c.name, () -> assertEquals(List.of(c.metByPass), metByPass(c))));
    }

    private static List<Long> metByPass(Case c) {
        try (Tape tape = new Tape(KinkPolicy.count(1e-3))) {
            Tensor x = tape.watch(Tensor.of(REFERENCE, Shape.of(4), -0.5, 0, 0.5, 1e-4));
            Tensor y = c.function.apply(x).sum();
            for (int walk = 0; walk < c.metByPass.length; walk++) {
                y = tape.gradient(y, x).sum();
            }
            Map<Integer, Long> met = tape.kinks().stream()
                    .collect(Collectors.groupingBy(KinkEncounter::pass, Collectors.summingLong(KinkEncounter::met)));
            return Stream.iterate(1, pass -> pass <= c.metByPass.length, pass -> pass + 1)
                    .map(pass -> met.getOrDefault(pass, 0L))
                    .toList();
        }
    }

    @Test
    void forwardWalksMeetTheSameKinksAsBackwardOnes() {
        try (Tape tape = new Tape(KinkPolicy.COUNT)) {
            Tensor x = tape.watch(Tensor.of(REFERENCE, Shape.of(3), -1, 0, 0));
            Tensor y = x.relu().sum();
            tape.gradient(y, x);
            tape.pushforward(y, x, x.detach());
            assertEquals(2, tape.kinks().size());
            tape.kinks().forEach(met -> assertEquals(2.0 / 3, met.share(), 1e-15));
        }
    }

    @Test
    void anEncounterNamesOperationPlaceAndPass() {
        try (Tape tape = new Tape(KinkPolicy.COUNT)) {
            Tensor x = tape.watch(Tensor.of(REFERENCE, Shape.of(2), 0, 1).named("critic.2"));
            tape.gradient(x.leakyRelu(0.2).sum(), x);
            assertEquals(
                    "[leaky_relu(0.2) in critic.2 (%1, derivative pass 1): 1 of 2 elements]",
                    tape.kinks().toString());
        }
    }

    @Test
    void forbiddingThrowsWithOperationPlaceElementAndDistance() {
        try (Tape tape = new Tape(KinkPolicy.forbid(0.01))) {
            Tensor x = tape.watch(
                    Tensor.of(REFERENCE, Shape.of(3), 1, -0.0078125, 0.25).named("critic.2"));
            Tensor y = x.relu().sum();
            KinkException met = assertThrows(KinkException.class, () -> tape.gradient(y, x));
            assertEquals(
                    "relu: expected no element at its kink (x = 0), found element 1 at a distance of 0.0078125 in critic.2"
                            + " (%1, derivative pass 1, 1 of 3 elements)",
                    met.getMessage());
        }
    }

    @Test
    void forbiddingLetsPassWhatMeetsNoKink() {
        try (Tape tape = new Tape(KinkPolicy.FORBID)) {
            Tensor x = tape.watch(Tensor.of(REFERENCE, Shape.of(3), 1, -1, 1e-300));
            Tensor slope = tape.gradient(x.relu().square().sum(), x);
            assertEquals(2.0, tape.gradient(slope.sum(), x).toDoubles()[2]);
        }
    }

    @Test
    void choicesMeetTies() {
        try (Tape tape = new Tape(KinkPolicy.COUNT)) {
            Tensor x = tape.watch(Tensor.of(REFERENCE, Shape.of(2, 3), 1, 3, 3, 1, 1, 2));
            Tensor top = x.gather(1, x.argmax(1));
            tape.gradient(top.sum(), x);
            assertEquals(1, tape.kinks().stream().mapToLong(KinkEncounter::met).sum());
            assertEquals(2, tape.kinks().get(0).of());
        }
    }

    /** Equal neighbours in order, of which the first is chosen: the last chosen may tie with the first that is not. */
    @Test
    void aChoiceMeetsATieForEachPlaceInItsOrderThatTheNextOneCouldTake() {
        for (long seed = 1; seed <= 50; seed++) {
            double[] x = Arrays.stream(RandomStream.of(seed).uniform(6))
                    .map(u -> Math.floor(5 * u))
                    .toArray();
            double[] upwards = Arrays.stream(x).sorted().toArray();
            double[] downwards =
                    Arrays.stream(x).map(e -> -e).sorted().map(e -> -e).toArray();
            for (int count = 1; count <= x.length; count++) {
                assertEquals(ties(upwards, count), tiesMet(x, count, false), "smallest " + count + " of seed " + seed);
                assertEquals(ties(downwards, count), tiesMet(x, count, true), "largest " + count + " of seed " + seed);
            }
        }
    }

    private static long ties(double[] inOrder, int count) {
        return IntStream.range(0, Math.min(count, inOrder.length - 1))
                .filter(i -> inOrder[i] == inOrder[i + 1])
                .count();
    }

    private static long tiesMet(double[] elements, int count, boolean largest) {
        try (Tape tape = new Tape(KinkPolicy.COUNT)) {
            Tensor x = tape.watch(Tensor.of(REFERENCE, Shape.of(elements.length), elements));
            tape.gradient(x.gather(0, x.order(0, count, largest)).sum(), x);
            return tape.kinks().stream().mapToLong(KinkEncounter::met).sum();
        }
    }

    @Test
    void assumingCountsNothing() {
        try (Tape tape = new Tape()) {
            Tensor x = tape.watch(Tensor.of(REFERENCE, Shape.of(1), 0));
            assertEquals(0.0, tape.gradient(x.relu().sum(), x).item());
            assertTrue(tape.kinks().isEmpty());
        }
    }

    @Test
    void countingChangesNoResult() {
        double[] plain = slopes(KinkPolicy.ASSUME);
        assertEquals(java.util.Arrays.toString(plain), java.util.Arrays.toString(slopes(KinkPolicy.count(0.1))));
    }

    private static double[] slopes(KinkPolicy policy) {
        try (Tape tape = new Tape(policy)) {
            Tensor x = tape.watch(Tensor.of(REFERENCE, Shape.of(3), -0.05, 0.5, 0));
            Tensor slope = tape.gradient(x.elu(1).mul(x.relu()).sum(), x);
            return tape.lastGradient(slope.square().sum(), x).toDoubles();
        }
    }
}
