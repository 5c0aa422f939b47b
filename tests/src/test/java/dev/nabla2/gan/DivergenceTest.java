package dev.nabla2.gan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nabla2.engine.Backends;
import dev.nabla2.engine.RandomStream;
import dev.nabla2.engine.Tensor;
import dev.nabla2.nn.Activation;
import dev.nabla2.nn.Adam;
import dev.nabla2.nn.Optimiser;
import dev.nabla2.nn.RmsProp;
import dev.nabla2.nn.Sgd;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is said, and what is kept, when a number is no longer finite. */
class DivergenceTest {
    private static String stop(RecordingGame game, Position position) {
        return stop(Dynamics.alternating(1), game, position);
    }

    private static String stop(Dynamics dynamics, RecordingGame game, Position position) {
        return assertThrows(
                        DivergenceException.class,
                        () -> dynamics.step(
                                game,
                                position,
                                Programs.compiled(),
                                new Dynamics.Step(RandomStream.of(1), 0, 1),
                                (player, loss, measured) -> {}))
                .getMessage();
    }

    @Test
    void anInfiniteGradientOfAFiniteLossIsNamedWithItsPassAndMovesNobody() {
        RecordingGame game = RecordingGame.of((c, g) -> c.sqrt(), (c, g) -> g);
        Position position = game.start(0, 2, new Sgd(0.1), new Sgd(0.1));
        String message = stop(game, position);
        assertTrue(
                message.matches("critic: expected a finite gradient, found NaN or infinity, first made by"
                        + " reciprocal \\[1\\] in critic \\(derivative pass \\d+\\)"),
                message);
        assertEquals(0, RecordingGame.weight(position, Gan.CRITIC));
        assertEquals(2, RecordingGame.weight(position, Gan.GENERATOR));
        assertEquals(0, position.of(Gan.CRITIC).steps());
    }

    @Test
    void aLossThatIsNotFiniteIsNamedAsALossOfTheForwardPass() {
        RecordingGame game = RecordingGame.of(Tensor::mul, (c, g) -> g.log());
        Position position = game.start(1, 0, new Sgd(0.1), new Sgd(0.1));
        assertEquals(
                "generator: expected a finite loss, found NaN or infinity, first made by log [1] in generator (forward)",
                stop(game, position));
        assertEquals(0, RecordingGame.weight(position, Gan.GENERATOR));
    }

    @Test
    void anUpdateThatOverflowsNamesItsOwnPlayer() {
        RecordingGame game = RecordingGame.of(Tensor::mul, (c, g) -> g.mul(1e200));
        Position position = game.start(1, 2, new Sgd(0.5), new Sgd(1e200));
        assertEquals(
                "generator: expected finite parameters after its update, found NaN or infinity: the learning rate times"
                        + " the gradient is too large",
                stop(game, position));
        assertEquals(0, RecordingGame.weight(position, Gan.CRITIC));
    }

    @Test
    void aMomentThatOverflowsStopsTheRunRatherThanThePlayer() {
        RecordingGame game = RecordingGame.of((c, g) -> c.mul(1e200), (c, g) -> g);
        for (Optimiser optimiser : List.of(new Adam(0.1, 0.5, 0.9), new RmsProp(0.1))) {
            Position position = game.start(1, 2, optimiser, new Sgd(0.1));
            int moment = optimiser instanceof Adam ? 2 : 1;
            assertEquals(
                    "critic: expected finite moments of its optimiser after its update, found NaN or infinity in moment "
                            + moment + " of w: the gradient or its square is too large",
                    stop(game, position));
        }
    }

    @Test
    void whatOverflowedCanBeReadAfterwards() {
        Gan gan = TinyGan.of(Backends.cpu(1), new NoPenalty(), Activation.RELU, 8, 16);
        for (Dynamics dynamics : List.of(Dynamics.alternating(1), Dynamics.simultaneous(), Dynamics.optimistic())) {
            GanTrainer trainer = new GanTrainer(
                    gan, new GanTrainer.Settings(dynamics, new Sgd(1e39), new Sgd(1e39), Schedule.constant(), 5, 1));
            assertThrows(DivergenceException.class, () -> trainer.run((report, model) -> {}));
            GanModel model = trainer.model();
            assertEquals(6, model.sample(RandomStream.of(1), 3).length);
            assertEquals(1, model.criticise(new double[] {1, 2}).length);
            assertFalse(model.parameters(Gan.CRITIC).isFinite(), dynamics.conventions());
        }
    }

    @Test
    void aRunThatStoppedWithinAStepIsNeitherKeptNorContinued() {
        Gan gan = TinyGan.of(Backends.cpu(1), new NoPenalty(), Activation.RELU, 8, 16);
        GanTrainer trainer = new GanTrainer(
                gan,
                new GanTrainer.Settings(
                        Dynamics.alternating(1), new Sgd(1e39), new Sgd(1e39), Schedule.constant(), 5, 1));
        assertEquals(0, trainer.checkpoint().step());
        assertThrows(DivergenceException.class, () -> trainer.run((report, model) -> {}));
        String stopped = ": expected a run between two steps, found one that was stopped within step 1: continue from a"
                + " checkpoint of an earlier step";
        assertEquals(
                "checkpoint" + stopped,
                assertThrows(IllegalStateException.class, trainer::checkpoint).getMessage());
        assertEquals(
                "run" + stopped,
                assertThrows(IllegalStateException.class, () -> trainer.run((report, model) -> {}))
                        .getMessage());
    }

    @Test
    void aListenerThatThrowsStopsARunBetweenSteps() {
        GanTrainer trainer =
                TinyGan.trainer(TinyGan.of(Backends.cpu(1), new NoPenalty(), Activation.RELU, 8, 16), 3, 1e-3);
        assertThrows(
                ArithmeticException.class,
                () -> trainer.run((report, model) -> {
                    throw new ArithmeticException();
                }));
        assertEquals(1, trainer.checkpoint().step());
        assertEquals(3, trainer.run((report, model) -> {}));
    }

    @Test
    void aDirectionThatOverflowsThoughLossAndGradientDoNotIsNamed() {
        RecordingGame game = RecordingGame.of((c, g) -> c.square().mul(c).mul(1e150), (c, g) -> g);
        Position position = game.start(1, 2, new Sgd(0.1), new Sgd(0.1));
        assertEquals(
                "critic: expected a finite direction, found NaN or infinity: its loss and gradient are finite where the"
                        + " players are, what the dynamics make of them or ask for elsewhere is not",
                stop(Dynamics.consensus(new Gamma.Fixed(1e100)), game, position));
        assertEquals(1, RecordingGame.weight(position, Gan.CRITIC));
    }
}
