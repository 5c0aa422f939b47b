package dev.nabla2.gan;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.nabla2.engine.Backends;
import dev.nabla2.engine.Draws;
import dev.nabla2.engine.RandomStream;
import dev.nabla2.engine.Tape;
import dev.nabla2.engine.Tensor;
import dev.nabla2.engine.backend.Backend;
import dev.nabla2.nn.Activation;
import dev.nabla2.nn.BatchNorm;
import dev.nabla2.nn.Dense;
import dev.nabla2.nn.Initialiser;
import dev.nabla2.nn.Parameters;
import dev.nabla2.nn.Sequential;
import dev.nabla2.nn.Sgd;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What layers remember of a step is what passed through them in their player's own loss. */
class OwnMemoryTest {
    private static final Backend BACKEND = Backends.reference();
    private static final Map<String, Pace> PACES =
            Map.of(Gan.CRITIC, Pace.of(new Sgd(1e-3)), Gan.GENERATOR, Pace.of(new Sgd(1e-3)));

    private static Gan normalised() {
        Sequential generator = new Sequential(List.of(
                new Dense(2, 6, Initialiser.heNormal(1)),
                new BatchNorm(6),
                Activation.RELU,
                new Dense(6, 2, Initialiser.heNormal(1))));
        Sequential critic = new Sequential(List.of(
                new Dense(2, 6, Initialiser.heNormal(1)),
                new BatchNorm(6),
                Activation.RELU,
                new Dense(6, 1, Initialiser.heNormal(1))));
        return new Gan(BACKEND, new TinyGan.Blob(), generator, critic, 2, 8, Objective.wasserstein(), new NoPenalty());
    }

    static Stream<Dynamics> atOnce() {
        return Stream.of(
                Dynamics.simultaneous(),
                Dynamics.consensus(new Gamma.Fixed(0.1)),
                Dynamics.gradientRegularised(0.1),
                Dynamics.unrolled(2, true),
                Dynamics.symplectic(0.1, true),
                Dynamics.extragradient(),
                Dynamics.optimistic());
    }

    @ParameterizedTest
    @MethodSource("atOnce")
    void aStepOfAllRenewsRunningStatisticsOnceOfEachOnesLoss(Dynamics dynamics) {
        Gan gan = normalised();
        Position position = new Position(gan, gan.initialise(RandomStream.of(1)), PACES);
        RandomStream random = RandomStream.of(2);
        Parameters expected = Parameters.none();
        for (String player : gan.players()) {
            expected = expected.and(player, ofOwnLoss(gan, player, position, random));
        }
        double[] before = position.memory().flatten().toDoubles();
        try (Programs programs = Programs.compiled()) {
            dynamics.step(gan, position, programs, new Dynamics.Step(random, 0, 1), (player, loss, measured) -> {});
        }
        assertEquals(expected.names(), position.memory().names());
        double[] after = position.memory().flatten().toDoubles();
        // The look ahead of an unrolled generator is at a critic elsewhere; what passes its own layers is the same.
        assertArrayEquals(expected.flatten().toDoubles(), after, 1e-12);
        for (int i = 0; i < before.length; i++) {
            assertNotEquals(before[i], after[i]);
        }
    }

    private static Parameters ofOwnLoss(Gan gan, String player, Position position, RandomStream random) {
        try (Tape tape = new Tape()) {
            Moment at = new Moment(
                    tape,
                    Draws.of(tape, BACKEND, random),
                    tape.constant(Tensor.scalar(BACKEND, 0)),
                    tape.constant(position.memory()));
            return gan.loss(at, player, tape.constant(position.parameters()))
                    .memory()
                    .below(player)
                    .detach();
        }
    }

    /** Two layers' memories, of which a loss tells in any order, or not at all. */
    private record Remembering() implements Game {
        @Override
        public List<String> players() {
            return List.of("a", "b");
        }

        @Override
        public Parameters memory() {
            return Parameters.none()
                    .and("a.one", number(1))
                    .and("a.two", number(2))
                    .and("b.one", number(3));
        }

        @Override
        public Loss loss(Moment at, String player, Parameters all) {
            Tensor value = all.get(player + ".w").square().sum();
            Parameters told = Parameters.none();
            if (player.equals("a")) {
                told = told.and("b.one", at.memory().get("b.one").add(100))
                        .and("a.two", at.memory().get("a.two").add(10));
            }
            return new Loss(value, Map.of(), told);
        }
    }

    private static Tensor number(double value) {
        return Tensor.scalar(BACKEND, value);
    }

    @Test
    void memoriesAreToldApartByNameAndStayWhereNothingIsSaid() {
        Remembering game = new Remembering();
        Parameters start = Parameters.none().and("a.w", number(1)).and("b.w", number(1));
        Pace pace = Pace.of(new Sgd(0.1));
        for (Dynamics dynamics : List.of(
                Dynamics.simultaneous(),
                Dynamics.alternating(List.of(new Dynamics.Turn("a", 1), new Dynamics.Turn("b", 1))))) {
            Position position = new Position(game, Position.copy(start), Map.of("a", pace, "b", pace));
            for (Programs programs : List.of(Programs.eager(), Programs.compiled())) {
                try (programs) {
                    dynamics.step(
                            game,
                            position,
                            programs,
                            new Dynamics.Step(RandomStream.of(1), 0, 1),
                            (player, loss, measured) -> {});
                }
            }
            assertArrayEquals(
                    new double[] {1, 22, 3},
                    position.memory().tensors().stream()
                            .mapToDouble(Tensor::item)
                            .toArray());
        }
    }
}
