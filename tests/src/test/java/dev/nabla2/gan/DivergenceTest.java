package dev.nabla2.gan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nabla2.engine.RandomStream;
import dev.nabla2.engine.Tensor;
import dev.nabla2.nn.Sgd;
import org.junit.jupiter.api.Test;

/** What is said, and what is kept, when a number is no longer finite. */
class DivergenceTest {
    private static String stop(RecordingGame game, Position position) {
        return assertThrows(
                        DivergenceException.class,
                        () -> Dynamics.alternating(1)
                                .step(
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
}
