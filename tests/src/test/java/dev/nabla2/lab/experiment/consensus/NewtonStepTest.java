package dev.nabla2.lab.experiment.consensus;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nabla2.engine.Backends;
import dev.nabla2.engine.RandomStream;
import dev.nabla2.gan.Dynamics;
import dev.nabla2.gan.Flow;
import dev.nabla2.gan.Gamma;
import dev.nabla2.lab.game.Bilinear;
import dev.nabla2.lab.game.LinearQuadratic;
import dev.nabla2.lab.game.ToyGame;
import dev.nabla2.lab.spectrum.Linearisation;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NewtonStepTest {
    private static final double[] PHI_AND_THETA = {0.7, -1.3};
    private static final double[] OFF_THE_EQUILIBRIUM = {0.4, -0.2, 1.5, 0.3};

    private static Linearisation linear(ToyGame game, Dynamics dynamics, double... point) {
        return new Linearisation(
                new Flow(game, dynamics, 1),
                new Linearisation.Place(game.at(Backends.reference(), List.of(point)), RandomStream.of(1)));
    }

    private static double[] consensus(ToyGame game, double gamma, double... point) {
        try (Linearisation linear = linear(game, Dynamics.consensus(new Gamma.Fixed(gamma)), point)) {
            return linear.value();
        }
    }

    /** v = (θ, −φ), v′ᵀv = (φ, θ), and (I + γv′ᵀ)(I − γv′ᵀ) = 1 + γ². */
    @ParameterizedTest
    @ValueSource(doubles = {1e-3, 0.1, 1, 10})
    void onTheBilinearGameConsensusIsANewtonStepTimesOnePlusGammaSquared(double gamma) {
        double[] consensus = consensus(new Bilinear(), gamma, PHI_AND_THETA);
        assertArrayEquals(new double[] {-1.3 - gamma * 0.7, -0.7 + gamma * 1.3}, consensus, 1e-13 * (1 + gamma));
        try (Linearisation plain = linear(new Bilinear(), Dynamics.simultaneous(), PHI_AND_THETA)) {
            NewtonStep step = new NewtonStep(plain);
            double[] shortened = Vectors.scaled(consensus, 1 / (1 + gamma * gamma));
            assertArrayEquals(shortened, step.of(Reading.TRANSPOSED, gamma).x(), 1e-13);
            assertArrayEquals(shortened, step.of(Reading.NEWTON, gamma).x(), 1e-13);
            assertEquals(
                    (1 - gamma * gamma) / (1 + gamma * gamma),
                    Vectors.cosine(consensus, step.of(Reading.MIRRORED, gamma).x()),
                    1e-13);
            assertEquals(0, step.symmetric(), 1e-15);
        }
    }

    @Test
    void onlyTheTransposedReadingAgreesToFirstOrderWhereAPlayersLossIsCurved() {
        ToyGame game = new LinearQuadratic(0);
        double gamma = 1e-5;
        try (Linearisation plain = linear(game, Dynamics.simultaneous(), OFF_THE_EQUILIBRIUM)) {
            NewtonStep step = new NewtonStep(plain);
            double[] v = plain.value();
            double[] transposed = plain.transposedTimes(v);
            double[] consensus = consensus(game, gamma, OFF_THE_EQUILIBRIUM);
            assertArrayEquals(Vectors.plus(v, -gamma, transposed), consensus, 1e-15);
            double[] once = plain.transposedTimes(transposed);
            assertEquals(
                    gamma * gamma * Vectors.norm(once),
                    Vectors.norm(v)
                            * Vectors.difference(
                                    consensus,
                                    step.of(Reading.TRANSPOSED, gamma).x()),
                    1e-3 * gamma * gamma * Vectors.norm(once));
            assertTrue(step.symmetric() > 0.01);
            assertEquals(
                    2 * gamma * step.symmetric() * Vectors.norm(transposed) / Vectors.norm(v),
                    Vectors.difference(consensus, step.of(Reading.NEWTON, gamma).x()),
                    1e-3 * gamma);
        }
    }
}
