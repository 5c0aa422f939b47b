package dev.nabla2.gan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.nabla2.engine.RandomStream;
import dev.nabla2.nn.Parameters;
import dev.nabla2.nn.Sgd;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who moves when, with which randomness, and how far. */
class AlternatingTest {
    private static final int CRITIC_STEPS = 3;
    private static final int STEPS = 4;

    /** The weights after each step. */
    private record Weights(double critic, double generator) {}

    private static List<Weights> played(RecordingGame game, Schedule schedule) {
        Position position = game.start(1, 2, new Sgd(0.5), new Sgd(0.25));
        List<Weights> found = new ArrayList<>();
        for (int step = 1; step <= STEPS; step++) {
            Dynamics.alternating(CRITIC_STEPS)
                    .step(
                            game,
                            position,
                            Programs.eager(),
                            new Dynamics.Step(RandomStream.of(1).fold(step), 0, schedule.scale(step, STEPS)),
                            (player, loss, measured) -> {});
            found.add(new Weights(
                    RecordingGame.weight(position, Gan.CRITIC), RecordingGame.weight(position, Gan.GENERATOR)));
        }
        return found;
    }

    @Test
    void theCriticMakesItsUpdatesAndThenTheGeneratorOne() {
        RecordingGame game = RecordingGame.bilinear();
        played(game, Schedule.constant());
        List<String> expected = new ArrayList<>();
        for (int step = 0; step < STEPS; step++) {
            expected.addAll(List.of(Gan.CRITIC, Gan.CRITIC, Gan.CRITIC, Gan.GENERATOR));
        }
        assertEquals(
                expected, game.turns().stream().map(RecordingGame.Turn::player).toList());
    }

    @Test
    void everyUpdateOfEveryStepHasRandomnessOfItsOwn() {
        RecordingGame game = RecordingGame.bilinear();
        played(game, Schedule.constant());
        List<RandomStream> streams =
                game.turns().stream().map(RecordingGame.Turn::random).toList();
        assertEquals(STEPS * (CRITIC_STEPS + 1), streams.size());
        assertEquals(streams.size(), new HashSet<>(streams).size());
    }

    @Test
    void aPlayerWithSeveralTurnsInAStepNeverMeetsTheSameRandomnessOrNumberTwice() {
        RecordingGame recording = RecordingGame.bilinear();
        List<Long> numbers = new ArrayList<>();
        Game game = new Counting(recording, numbers);
        Dynamics dynamics = Dynamics.alternating(List.of(
                new Dynamics.Turn(Gan.CRITIC, 2),
                new Dynamics.Turn(Gan.GENERATOR, 1),
                new Dynamics.Turn(Gan.CRITIC, 1)));
        Position position = recording.start(1, 2, new Sgd(0.5), new Sgd(0.25));
        for (int step = 0; step < 2; step++) {
            dynamics.step(
                    game,
                    position,
                    Programs.eager(),
                    new Dynamics.Step(RandomStream.of(1).fold(step), 0, 1, step),
                    (player, loss, measured) -> {});
        }
        assertEquals(List.of(0L, 1L, 2L, 3L, 4L, 5L), numbers);
        assertEquals(
                8,
                recording.turns().stream()
                        .map(RecordingGame.Turn::random)
                        .distinct()
                        .count());
    }

    /** Writes down the numbers of the critic's turns. */
    private record Counting(RecordingGame game, List<Long> numbers) implements Game {
        @Override
        public List<String> players() {
            return game.players();
        }

        @Override
        public Loss loss(Moment at, String player, Parameters all) {
            return game.loss(at, player, all);
        }

        @Override
        public List<Game> turns(String player, long number) {
            if (player.equals(Gan.CRITIC)) {
                numbers.add(number);
            }
            return List.of(this);
        }
    }

    @Test
    void thePlayersMoveByScheduledRateTimesOwnGradientWhereTheOtherIsNow() {
        List<Weights> expected = new ArrayList<>();
        double c = 1;
        double g = 2;
        // Short sums of powers of two: exact in double.
        for (double scale : new double[] {1, 0.75, 0.5, 0.25}) {
            for (int i = 0; i < CRITIC_STEPS; i++) {
                c -= 0.5 * scale * g;
            }
            g += 0.25 * scale * c;
            expected.add(new Weights(c, g));
        }
        assertEquals(expected, played(RecordingGame.bilinear(), Schedule.linearDecay()));
    }

    @Test
    void aCriticThatNeverMovesIsRefused() {
        assertEquals(
                "alternating: expected at least 1 update of critic, found 0",
                assertThrows(IllegalArgumentException.class, () -> Dynamics.alternating(0))
                        .getMessage());
    }
}
