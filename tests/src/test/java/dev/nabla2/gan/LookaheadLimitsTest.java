package dev.nabla2.gan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nabla2.engine.RandomStream;
import dev.nabla2.nn.Parameters;
import dev.nabla2.nn.Sgd;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Steps that are only looked at are those that players would take: limited and projected. In the bilinear game from c = 1, g = 2. */
class LookaheadLimitsTest {
    private static final double RATE = 0.1;
    private static final double EXACT = 1e-12;

    /** A game whose critic is kept within ±{@code bound}. */
    private record Kept(RecordingGame game, double bound) implements Game {
        @Override
        public List<String> players() {
            return game.players();
        }

        @Override
        public Loss loss(Moment at, String player, Parameters all) {
            return game.loss(at, player, all);
        }

        @Override
        public Parameters project(String player, Parameters own) {
            return player.equals(Gan.CRITIC) ? new WeightClipping(bound).project(own) : own;
        }
    }

    static Stream<Dynamics> looking() {
        return Stream.of(Dynamics.extragradient(), Dynamics.unrolled(1, true), Dynamics.unrolled(1, false));
    }

    private static double generatorAfterOneStep(Dynamics dynamics, double bound, GradientLimit limit) {
        Kept game = new Kept(RecordingGame.bilinear(), bound);
        Pace pace = Pace.of(new Sgd(RATE)).limited(limit);
        Parameters start = game.game().start(1, 2, pace, pace).parameters();
        Position position = new Position(game, start, Map.of(Gan.CRITIC, pace, Gan.GENERATOR, pace));
        try (Programs programs = Programs.compiled()) {
            dynamics.step(
                    game, position, programs, new Dynamics.Step(RandomStream.of(1), 0, 1), (player, loss, all) -> {});
        }
        assertTrue(RecordingGame.weight(position, Gan.CRITIC) <= bound);
        return RecordingGame.weight(position, Gan.GENERATOR);
    }

    @ParameterizedTest
    @MethodSource("looking")
    void theCriticsStepToLookAtIsLimited(Dynamics dynamics) {
        // The critic's gradient, 2, is clipped to 1.5, and so does not vary with the generator.
        double ahead = 1 - RATE * 1.5;
        assertEquals(2 + RATE * ahead, generatorAfterOneStep(dynamics, 1e3, new GradientLimit.Value(1.5)), EXACT);
    }

    @ParameterizedTest
    @MethodSource("looking")
    void whereItLeadsIsProjected(Dynamics dynamics) {
        assertEquals(2 + RATE * 0.5, generatorAfterOneStep(dynamics, 0.5, GradientLimit.none()), EXACT);
    }

    @Test
    void theSecondOrderPathGoesThroughALimitThatShortens() {
        // The direction of a number alone is its sign, so that a shortened gradient does not vary with it.
        double shortened = generatorAfterOneStep(Dynamics.unrolled(1, true), 1e3, new GradientLimit.Norm(1.5));
        assertEquals(2 + RATE * (1 - RATE * 1.5), shortened, EXACT);
        // −c'(g) g with c' = 1 − 0.1 g.
        double whole = generatorAfterOneStep(Dynamics.unrolled(1, true), 1e3, new GradientLimit.Norm(10));
        assertEquals(2 + RATE * (1 - 2 * RATE * 2), whole, EXACT);
    }

    @ParameterizedTest
    @MethodSource("looking")
    void conventionsSaySo(Dynamics dynamics) {
        assertTrue(dynamics.conventions().contains("gradient limits and projections included"), dynamics.conventions());
    }
}
