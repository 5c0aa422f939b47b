package dev.nabla2.gan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.nabla2.engine.Backends;
import dev.nabla2.engine.Draws;
import dev.nabla2.engine.RandomStream;
import dev.nabla2.engine.Tape;
import dev.nabla2.engine.Tensor;
import dev.nabla2.engine.backend.Backend;
import dev.nabla2.nn.Adam;
import dev.nabla2.nn.Optimiser;
import dev.nabla2.nn.Parameters;
import dev.nabla2.nn.Sgd;
import java.util.function.BinaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Every dynamics on the bilinear game L_c = c g, L_g = −c g, whose steps can be written down: v = (g, −c), ∇½‖v‖² = (c, g), and J is
 * antisymmetric.
 */
class BilinearDynamicsTest {
    private static final double RATE = 0.1;
    private static final double EXACT = 1e-12;
    private static final Optimiser SGD = new Sgd(RATE);

    /** Where the two players are. */
    private record At(double c, double g) {
        At less(double dc, double dg) {
            return new At(c - RATE * dc, g - RATE * dg);
        }
    }

    private static At played(Dynamics dynamics, int steps) {
        return played(RecordingGame.bilinear(), dynamics, steps, SGD, GradientLimit.none());
    }

    private static At played(
            RecordingGame game, Dynamics dynamics, int steps, Optimiser optimiser, GradientLimit limit) {
        At[] both = new At[2];
        for (int i = 0; i < both.length; i++) {
            Position position = game.start(
                    1, 2, Pace.of(optimiser).limited(limit), Pace.of(optimiser).limited(limit));
            try (Programs programs = i == 0 ? Programs.eager() : Programs.compiled()) {
                for (int step = 0; step < steps; step++) {
                    Dynamics.Step at = new Dynamics.Step(RandomStream.of(step), step / 10.0, 1, step);
                    dynamics.step(game, position, programs, at, (player, loss, measured) -> {});
                }
            }
            both[i] = new At(RecordingGame.weight(position, Gan.CRITIC), RecordingGame.weight(position, Gan.GENERATOR));
        }
        assertEquals(both[0], both[1], "eager and compiled");
        return both[0];
    }

    private static void check(At expected, At found) {
        assertEquals(expected.c, found.c, EXACT, "critic");
        assertEquals(expected.g, found.g, EXACT, "generator");
    }

    private static At iterated(int steps, BinaryOperator<Double> dc, BinaryOperator<Double> dg) {
        At at = new At(1, 2);
        for (int i = 0; i < steps; i++) {
            at = at.less(dc.apply(at.c, at.g), dg.apply(at.c, at.g));
        }
        return at;
    }

    @Test
    void simultaneousDescentSpiralsOutByTheRootOfOnePlusTheSquaredRate() {
        At end = played(Dynamics.simultaneous(), 50);
        check(iterated(50, (c, g) -> g, (c, g) -> -c), end);
        assertEquals(Math.sqrt(5) * Math.pow(1 + RATE * RATE, 25), Math.hypot(end.c, end.g), 1e-11);
    }

    @ParameterizedTest
    @CsvSource({"0", "0.5", "1", "10"})
    void consensusAddsGammaTimesTheGradientOfHalfTheSquaredNorm(double gamma) {
        Dynamics dynamics = Dynamics.consensus(new Gamma.Fixed(gamma));
        check(iterated(5, (c, g) -> g + gamma * c, (c, g) -> -c + gamma * g), played(dynamics, 5));
    }

    @Test
    void consensusOfOnePlayerLeavesTheOtherToItsOwnGradient() {
        Gamma half = new Gamma.Fixed(0.5);
        check(iterated(5, (c, g) -> g + 0.5 * c, (c, g) -> -c), played(Dynamics.consensus(half, Gan.CRITIC), 5));
        check(iterated(5, (c, g) -> g, (c, g) -> -c + 0.5 * g), played(Dynamics.consensus(half, Gan.GENERATOR), 5));
    }

    @Test
    void aScheduledGammaFollowsTheProgressOfTheRun() {
        At expected = new At(1, 2);
        for (int step = 0; step < 5; step++) {
            double gamma = 2 + (0.5 - 2) * step / 10.0;
            expected = expected.less(expected.g + gamma * expected.c, -expected.c + gamma * expected.g);
        }
        check(expected, played(Dynamics.consensus(new Gamma.Scheduled(2, 0.5)), 5));
    }

    @Test
    void anAdaptiveGammaKeepsTheRegularisersShareOfTheStep() {
        // ‖v‖ = ‖∇½‖v‖²‖ here, so the share itself is γ.
        check(
                iterated(5, (c, g) -> g + 0.3 * c, (c, g) -> -c + 0.3 * g),
                played(Dynamics.consensus(new Gamma.Adaptive(0.3)), 5));
    }

    @Test
    void anAdaptiveGammaOfOnePlayerComparesItsRegulariserWithTheGradientsOfAll() {
        // Of the regulariser ½(c² + g²) the critic's part is c.
        check(
                iterated(5, (c, g) -> g + 0.3 * Math.hypot(c, g) / Math.abs(c) * c, (c, g) -> -c),
                played(Dynamics.consensus(new Gamma.Adaptive(0.3), Gan.CRITIC), 5));
    }

    @Test
    void anAdaptiveGammaIsNoneWhereThereIsNothingToWeigh() {
        try (Tape tape = new Tape()) {
            Backend floats = Backends.cpu(1);
            Moment at = Moment.start(tape, Draws.of(tape, floats, RandomStream.of(1)));
            Tensor large = Tensor.scalar(floats, 1e12);
            Parameters gradients = Parameters.none().and("critic", large);
            Gamma gamma = new Gamma.Adaptive(0.3);
            assertEquals(
                    0, gamma.at(at, gradients, gradients.map(t -> t.mul(0))).item());
            assertEquals(
                    0.3e6,
                    gamma.at(at, gradients, gradients.map(t -> t.mul(1e-6))).item(),
                    0.1);
        }
    }

    @Test
    void theRegularisedGeneratorLowersTheSquaredGradientOfTheCritic() {
        check(iterated(5, (c, g) -> g, (c, g) -> -c + 2 * 0.7 * g), played(Dynamics.gradientRegularised(0.7), 5));
    }

    @Test
    void symplecticAdjustmentAddsLambdaTimesTheTransposedAntisymmetricPart() {
        check(iterated(5, (c, g) -> g + 0.4 * c, (c, g) -> -c + 0.4 * g), played(Dynamics.symplectic(0.4, false), 5));
        check(iterated(5, (c, g) -> g + 0.4 * c, (c, g) -> -c + 0.4 * g), played(Dynamics.symplectic(0.4, true), 5));
    }

    @Test
    void extragradientTakesTheGradientWhereAStepWouldLead() {
        check(iterated(5, (c, g) -> g + RATE * c, (c, g) -> -(c - RATE * g)), played(Dynamics.extragradient(), 5));
    }

    @Test
    void optimisticDescentTakesTwiceTheGradientLessTheOneBefore() {
        At at = new At(1, 2);
        At before = at;
        for (int step = 0; step < 6; step++) {
            At now = at;
            at = step == 0 ? now.less(now.g, -now.c) : now.less(2 * now.g - before.g, -2 * now.c + before.c);
            before = now;
        }
        check(at, played(Dynamics.optimistic(), 6));
    }

    @ParameterizedTest
    @CsvSource({"1", "2", "5", "15"})
    void unrollingHasItsClosedFormWithAndWithoutTheSecondOrderPath(int steps) {
        double reach = RATE * steps;
        check(iterated(4, (c, g) -> g, (c, g) -> -(c - 2 * reach * g)), played(Dynamics.unrolled(steps, true), 4));
        check(iterated(4, (c, g) -> g, (c, g) -> -(c - reach * g)), played(Dynamics.unrolled(steps, false), 4));
    }

    @Test
    void unrollingThroughAdamContinuesItsMomentsAndCorrections() {
        // The critic's gradient is g at every step, so what Adam would do can be computed with numbers.
        double beta1 = 0.5;
        double beta2 = 0.9;
        RecordingGame game = RecordingGame.bilinear();
        At end = played(game, Dynamics.unrolled(3, false), 2, new Adam(RATE, beta1, beta2), GradientLimit.none());
        double[] c = {1, 0, 0};
        double[] g = {2, 0, 0};
        for (int step = 1; step <= 2; step++) {
            double[] ahead = c.clone();
            for (int k = 0; k < 3; k++) {
                adam(ahead, g[0], step + k, beta1, beta2);
            }
            double byCritic = g[0];
            adam(g, -ahead[0], step, beta1, beta2);
            adam(c, byCritic, step, beta1, beta2);
        }
        check(new At(c[0], g[0]), end);
    }

    private static void adam(double[] state, double gradient, int step, double beta1, double beta2) {
        state[1] = beta1 * state[1] + (1 - beta1) * gradient;
        state[2] = beta2 * state[2] + (1 - beta2) * gradient * gradient;
        double mean = state[1] / (1 - Math.pow(beta1, step));
        double square = state[2] / (1 - Math.pow(beta2, step));
        state[0] -= RATE * mean / (Math.sqrt(square) + 1e-8);
    }

    @Test
    void aLimitShortensOrClipsWhatAPlayerFollows() {
        RecordingGame game = RecordingGame.bilinear();
        At norm = played(game, Dynamics.simultaneous(), 1, SGD, new GradientLimit.Norm(0.5));
        check(new At(1, 2).less(0.5, -0.5), norm);
        At value = played(game, Dynamics.simultaneous(), 1, SGD, new GradientLimit.Value(1.5));
        check(new At(1, 2).less(1.5, -1), value);
    }

    @Test
    void impossibleSettingsAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> Dynamics.unrolled(0, true));
        assertThrows(IllegalArgumentException.class, () -> Dynamics.gradientRegularised(-1));
        assertThrows(IllegalArgumentException.class, () -> Dynamics.symplectic(Double.NaN, true));
        assertThrows(IllegalArgumentException.class, () -> new Gamma.Fixed(-1));
        assertThrows(IllegalArgumentException.class, () -> new GradientLimit.Norm(0));
        assertEquals(
                "consensus: expected players among [critic, generator], found encoder",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> played(Dynamics.consensus(new Gamma.Fixed(1), "encoder"), 1))
                        .getMessage());
    }
}
