package dev.nabla2.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nabla2.engine.Backends;
import dev.nabla2.engine.RandomStream;
import dev.nabla2.engine.Shape;
import dev.nabla2.engine.Tape;
import dev.nabla2.engine.Tensor;
import dev.nabla2.engine.backend.Backend;
import dev.nabla2.engine.check.GradientCheck;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What optimisers promise. */
class OptimiserTest {
    static Stream<Optimiser> optimisers() {
        return Stream.of(new Sgd(0.1), new RmsProp(1e-2), new Adam(1e-2, 0.5, 0.9), new Adam(1e-3, 0.9, 0.999));
    }

    static Stream<Arguments> optimisersOnBackends() {
        return optimisers()
                .flatMap(o -> Stream.of(Backends.reference(), Backends.cpu(1)).map(b -> Arguments.of(o, b)));
    }

    private static Parameters random(Backend backend, long seed) {
        RandomStream stream = RandomStream.of(seed);
        return Parameters.none()
                .and("a", Tensor.of(backend, Shape.of(3, 37), stream.fold("a").normal(111)))
                .and("b", Tensor.of(backend, Shape.of(5), stream.fold("b").normal(5)));
    }

    @ParameterizedTest
    @MethodSource("optimisersOnBackends")
    void theUpdateInPlaceGivesTheSameBitsAsTheExpression(Optimiser optimiser, Backend backend) {
        OptimiserState expressed = optimiser.start(random(backend, 1));
        OptimiserState inPlace = optimiser.start(random(backend, 1));
        for (int step = 0; step < 5; step++) {
            Parameters gradient = random(backend, 10 + step);
            expressed = expressed.step(gradient, 0.7);
            inPlace = inPlace.stepInPlace(gradient, 0.7);
        }
        assertEquals(5, inPlace.steps());
        for (String name : List.of("a", "b")) {
            assertArrayEquals(
                    expressed.parameters().get(name).toDoubles(),
                    inPlace.parameters().get(name).toDoubles());
        }
    }

    @ParameterizedTest
    @MethodSource("optimisers")
    void parametersGivenToAnUpdateInPlaceCannotBeUsedAgain(Optimiser optimiser) {
        Parameters before = random(Backends.reference(), 1);
        optimiser.start(before).stepInPlace(random(Backends.reference(), 2), 1);
        assertThrows(IllegalStateException.class, () -> before.get("a").toDoubles());
    }

    @ParameterizedTest
    @MethodSource("optimisersOnBackends")
    void gradientsOfOtherNamesOrderShapeOrBackendAreRefusedBeforeAnythingIsGivenAway(
            Optimiser optimiser, Backend backend) {
        OptimiserState state = optimiser.start(random(backend, 1));
        Parameters right = random(backend, 2);
        Tensor elsewhere = random(Backends.cpu(1), 2).get("b");
        List<Parameters> wrong = List.of(
                Parameters.none().and("a", right.get("a")).and("b", elsewhere),
                Parameters.none().and("a", right.get("a")).and("c", right.get("b")),
                Parameters.none().and("b", right.get("b")).and("a", right.get("a")),
                Parameters.none().and("a", right.get("a")),
                Parameters.none()
                        .and("a", right.get("a"))
                        .and("b", right.get("b").reshape(Shape.of(1, 5))));
        for (Parameters gradients : wrong) {
            String message = assertThrows(IllegalArgumentException.class, () -> state.step(gradients, 1))
                    .getMessage();
            assertTrue(message.matches("(?s).*: expected .*, found .*"), message);
            assertEquals(
                    message,
                    assertThrows(IllegalArgumentException.class, () -> state.stepInPlace(gradients, 1))
                            .getMessage());
        }
        OptimiserState next = state.stepInPlace(right, 1);
        assertEquals(1, next.steps());
        assertTrue(next.parameters().isFinite());
    }

    @ParameterizedTest
    @MethodSource("optimisers")
    void aGradientFlowsThroughThreeSteps(Optimiser optimiser) {
        GradientCheck.of((tape, x) -> after(tape, optimiser, x))
                .at(Tensor.of(Backends.reference(), Shape.of(2), 0.8, -0.6))
                .check()
                .orThrow();
    }

    /** The loss Σ x⁴ after three steps down its own gradient from x. */
    private static Tensor after(Tape tape, Optimiser optimiser, Tensor x) {
        OptimiserState state = optimiser.start(Parameters.none().and("x", x));
        for (int step = 0; step < 3; step++) {
            Parameters at = state.parameters();
            state = state.step(tape.gradient(loss(at.get("x")), at), 1);
        }
        return loss(state.parameters().get("x"));
    }

    private static Tensor loss(Tensor x) {
        return x.square().square().sum();
    }
}
