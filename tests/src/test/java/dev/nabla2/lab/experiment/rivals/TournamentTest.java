package dev.nabla2.lab.experiment.rivals;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nabla2.engine.Backends;
import dev.nabla2.engine.RandomStream;
import dev.nabla2.engine.Shape;
import dev.nabla2.engine.Tensor;
import dev.nabla2.engine.backend.Backend;
import dev.nabla2.engine.backend.Precision;
import dev.nabla2.gan.Dynamics;
import dev.nabla2.gan.InstanceNoise;
import dev.nabla2.gan.NoPenalty;
import dev.nabla2.gan.Objective;
import dev.nabla2.gan.data.RingOfGaussians;
import dev.nabla2.gan.data.SubmanifoldMixture;
import dev.nabla2.lab.metrics.ModeScore;
import dev.nabla2.lab.reproduce.Conditions;
import dev.nabla2.lab.reproduce.Measured;
import dev.nabla2.lab.reproduce.Results;
import dev.nabla2.nn.Activation;
import dev.nabla2.nn.Parameters;
import dev.nabla2.nn.Sequential;
import dev.nabla2.nn.Sgd;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TournamentTest {
    private static final Backend CPU = Backends.cpu(1, Precision.FLOAT);
    private static final Arena RING = Arena.ring(RingOfGaussians.ofNagarajan(), 128, 512);
    private static final Arena SPACE = new Arena(
            SubmanifoldMixture.ofThePaper(),
            Sequential.mlp(Activation.TANH, 2, 8, 3),
            Sequential.mlp(Activation.TANH, 3, 8, 8, 1),
            2,
            16);

    private static Rival rival() {
        return new Rival(
                "a",
                "a",
                Objective.wasserstein(),
                new NoPenalty(),
                InstanceNoise.none(),
                Dynamics.simultaneous(),
                new Sgd(0.1),
                new Sgd(0.1),
                8);
    }

    private static Results results(double[]... modes) {
        Map<String, Measured> parts = new LinkedHashMap<>();
        for (int run = 0; run < modes.length; run++) {
            parts.put(
                    Watched.name(rival(), run),
                    Measured.nothing()
                            .with("step", 2, 4, 6, 8)
                            .with("modes", modes[run])
                            .with("diverged", 0));
        }
        return new Results(parts);
    }

    @Test
    void theRingsNetworksAreThoseOfMetzEtAl() {
        assertEquals(
                256 * 128 + 128 + 128 * 128 + 128 + 128 * 2 + 2,
                RING.generator().initialise(CPU, RandomStream.of(1)).count());
        assertEquals(
                2 * 128 + 128 + 128 + 1,
                RING.critic().initialise(CPU, RandomStream.of(1)).count());
    }

    @Test
    void onlyPointsNearThePlaneAreNearAMode() {
        double[] real = SPACE.data().draw(RandomStream.of(3), 2_000);
        ModeScore score = SPACE.modes(real);
        assertEquals(7, score.modes());
        assertTrue(score.highQuality() > 0.97, "all but the farthest: " + score);
        double[] off = real.clone();
        double[] normal = {0.5, 0.5, Math.sqrt(0.5)};
        Arrays.setAll(off, i -> off[i] + 0.05 * normal[i % 3]);
        assertEquals(0, SPACE.modes(off).modes(), "five deviations above the plane");
    }

    @Test
    void aCriticFromItsWeightsHasItsValues() {
        Parameters theta = SPACE.critic().initialise(CPU, RandomStream.of(4));
        double[] samples = RandomStream.of(5).normal(30);
        assertArrayEquals(
                SPACE.critic()
                        .apply(theta, Tensor.of(CPU, Shape.of(10, 3), samples))
                        .toDoubles(),
                SPACE.values(theta.flatten().toDoubles(), samples));
    }

    @Test
    void aRivalHasSettledFromWhereItsSeriesStays() {
        Tournament three = new Tournament(RING, List.of(rival()), 3, new Conditions(1, false, Optional.empty()));
        Results results = results(new double[] {8, 7, 8, 8}, new double[] {0, 8, 8, 8}, new double[] {8, 8, 8, 7});
        assertEquals(6, three.settled(results, rival(), "modes", 8, true), "of 6, 4 and never");
        assertEquals(2.0 / 3, three.whole(results, rival()), 1e-12, "of the last look of each");
        assertEquals(8, three.last(results, rival(), "modes"));
        assertEquals(8, three.end(results, rival(), "modes"));
    }
}
