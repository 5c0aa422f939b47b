package dev.nabla2.gan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nabla2.engine.Backends;
import dev.nabla2.engine.RandomStream;
import dev.nabla2.nn.Activation;
import dev.nabla2.nn.Adam;
import dev.nabla2.nn.Parameters;
import dev.nabla2.nn.Sgd;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A lazy penalty has turns of its own, for as much as it missed. */
class LazyPenaltyTest {
    private static final int EVERY = 4;

    private static Gan gan(Penalty penalty) {
        return TinyGan.of(Backends.reference(), penalty, Activation.TANH, 8, 16);
    }

    private static List<String> measuredBy(Gan gan, int turns) {
        Position position = new Position(
                gan,
                gan.initialise(RandomStream.of(1)),
                Map.of(Gan.CRITIC, Pace.of(new Sgd(1e-3)), Gan.GENERATOR, Pace.of(new Sgd(1e-3))));
        List<String> seen = new ArrayList<>();
        try (Programs programs = Programs.compiled()) {
            Dynamics.alternating(turns)
                    .step(
                            gan,
                            position,
                            programs,
                            new Dynamics.Step(RandomStream.of(2), 0, 1),
                            (player, loss, measured) -> {
                                if (player.equals(Gan.CRITIC)) {
                                    seen.add(measured.containsKey(Gan.PENALTY) ? "penalty" : "objective");
                                }
                            });
        }
        return seen;
    }

    @Test
    void everyFourthTurnBeginsWithAnUpdateForThePenaltyAlone() {
        List<String> four = List.of("penalty", "objective", "objective", "objective", "objective");
        List<String> expected = new ArrayList<>(four);
        expected.addAll(four);
        assertEquals(expected, measuredBy(gan(new LazyPenalty(SamplePenalty.r1(1), EVERY)), 2 * EVERY));
    }

    @Test
    void theUpdateForThePenaltyAloneIsForAsManyTimesItAndShowsItOnce() {
        Gan once = gan(SamplePenalty.r1(1));
        Gan lazy = gan(new LazyPenalty(SamplePenalty.r1(1), EVERY));
        Directions.Found plain = found(once);
        Directions.Found alone = found(lazy.turns(Gan.CRITIC, 0).get(0));
        double penalty = plain.measured().get(Gan.PENALTY);
        assertTrue(penalty > 0);
        assertEquals(EVERY * penalty, alone.loss(), 1e-12);
        assertEquals(penalty, alone.measured().get(Gan.PENALTY), 1e-12);
    }

    private static Directions.Found found(Game game) {
        Pace pace = Pace.of(new Sgd(1e-3));
        Parameters start = gan(SamplePenalty.r1(1)).initialise(RandomStream.of(1));
        Position position = new Position(game, start, Map.of(Gan.CRITIC, pace, Gan.GENERATOR, pace));
        try (Programs programs = Programs.eager()) {
            Dynamics.Step at = new Dynamics.Step(RandomStream.of(2), 0, 1);
            return Directions.of(game, List.of(Gan.CRITIC), new OwnGradients(), position, programs, at)
                    .found()
                    .get(Gan.CRITIC);
        }
    }

    @Test
    void adamsRateAndBetasAreThoseOfKPlusOneStepsForK() {
        Pace pace = new LazyPenalty(SamplePenalty.r1(1), EVERY).pace(Pace.of(new Adam(0.01, 0.5, 0.9)));
        assertEquals(new Adam(0.008, Math.pow(0.5, 0.8), Math.pow(0.9, 0.8)), pace.optimiser());
        assertEquals(
                new Sgd(0.01),
                new LazyPenalty(SamplePenalty.r1(1), EVERY)
                        .pace(Pace.of(new Sgd(0.01)))
                        .optimiser());
    }

    @Test
    void playersThatMoveAtOnceHaveNoTurnForIt() {
        Gan lazy = gan(new LazyPenalty(SamplePenalty.r1(1), EVERY));
        GanTrainer.Settings settings = new GanTrainer.Settings(
                Dynamics.simultaneous(), new Sgd(1e-3), new Sgd(1e-3), Schedule.constant(), 2, 1);
        assertTrue(assertThrows(
                        IllegalArgumentException.class, () -> new GanTrainer(lazy, settings).run((report, model) -> {}))
                .getMessage()
                .endsWith("use alternating dynamics"));
    }

    @Test
    void whatAddsNoTermCannotBeLazy() {
        assertEquals(
                "lazy penalty: expected a penalty with a term, found one without: none",
                assertThrows(IllegalArgumentException.class, () -> new LazyPenalty(new NoPenalty(), EVERY))
                        .getMessage());
        assertThrows(IllegalArgumentException.class, () -> new LazyPenalty(new WeightClipping(0.1), EVERY));
    }
}
