package dev.nabla2.gan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.nabla2.engine.Backends;
import dev.nabla2.engine.RandomStream;
import dev.nabla2.engine.Tensor;
import dev.nabla2.nn.Parameters;
import dev.nabla2.nn.Sgd;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Dynamics of one player among three, on a game whose steps can be written down: L_a = a b, L_b = b c, L_c = −a c − b. */
class ThreePlayersTest {
    private static final double RATE = 0.1;
    private static final double EXACT = 1e-12;

    /** Who goes round. */
    private record Round() implements Game {
        @Override
        public List<String> players() {
            return List.of("a", "b", "c");
        }

        @Override
        public Loss loss(Moment at, String player, Parameters all) {
            Tensor a = all.get("a.w");
            Tensor b = all.get("b.w");
            Tensor c = all.get("c.w");
            Tensor loss = switch (player) {
                case "a" -> a.mul(b);
                case "b" -> b.mul(c);
                default -> a.mul(c).add(b).negate();
            };
            return new Loss(loss, Map.of());
        }
    }

    private static void check(Dynamics dynamics, double da, double db, double dc) {
        Game game = new Round();
        Parameters start = Parameters.none();
        Pace pace = Pace.of(new Sgd(RATE));
        double[] at = {1, 2, 3};
        for (int i = 0; i < at.length; i++) {
            start = start.and(game.players().get(i) + ".w", Tensor.scalar(Backends.reference(), at[i]));
        }
        Position position = new Position(game, start, Map.of("a", pace, "b", pace, "c", pace));
        try (Programs programs = Programs.compiled()) {
            dynamics.step(
                    game, position, programs, new Dynamics.Step(RandomStream.of(1), 0, 1), (who, loss, all) -> {});
        }
        double[] directions = {da, db, dc};
        for (int i = 0; i < at.length; i++) {
            String player = game.players().get(i);
            assertEquals(at[i] - RATE * directions[i], RecordingGame.weight(position, player), EXACT, player);
        }
    }

    @Test
    void onePlayersGradientIsRegularisedByAnyOther() {
        // ∇L_b = c, so a player c adds η c².
        check(Dynamics.gradientRegularised("c", "b", 0.5), 2, 3, -1 + 0.5 * 2 * 3);
    }

    @Test
    void onePlayerLooksAheadAtAllOthers() {
        // b' = b − 0.1 c and c' = c + 0.1 a: a lowers a b', b' with no path to a.
        check(Dynamics.unrolled("a", 1, true), 2 - RATE * 3, 3, -1);
        // a' = a − 0.1 b: b lowers b c' with c' = c + 0.1 a, both without a path to b; after two steps c'' = c + 0.1 (a
        // + a').
        check(Dynamics.unrolled("b", 1, true), 2, 3 + RATE * 1, -1);
        double aheadOfA = 1 - RATE * 2;
        double pathThroughA = 2 * RATE * -RATE;
        check(Dynamics.unrolled("b", 2, true), 2, 3 + RATE * (1 + aheadOfA) + pathThroughA, -1);
        check(Dynamics.unrolled("b", 2, false), 2, 3 + RATE * (1 + aheadOfA), -1);
    }

    @Test
    void whoDoesNotPlayIsRefused() {
        assertEquals(
                "unrolled: expected players among [a, b, c], found generator",
                assertThrows(IllegalArgumentException.class, () -> check(Dynamics.unrolled(1, true), 0, 0, 0))
                        .getMessage());
        assertEquals(
                "gradient-regularised: expected players among [a, b, c], found critic",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> check(Dynamics.gradientRegularised("a", "critic", 1), 0, 0, 0))
                        .getMessage());
    }
}
