package dev.nabla2.gan.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nabla2.engine.Backends;
import dev.nabla2.engine.Draws;
import dev.nabla2.engine.RandomStream;
import dev.nabla2.engine.Shape;
import dev.nabla2.engine.Tensor;
import dev.nabla2.engine.backend.Backend;
import dev.nabla2.engine.check.GradientCheck;
import dev.nabla2.gan.Dynamics;
import dev.nabla2.gan.Gan;
import dev.nabla2.gan.GanTrainer;
import dev.nabla2.gan.GradientPenalty;
import dev.nabla2.gan.Objective;
import dev.nabla2.gan.Schedule;
import dev.nabla2.gan.StepReport;
import dev.nabla2.gan.data.DataSet;
import dev.nabla2.nn.Adam;
import dev.nabla2.nn.Layer;
import dev.nabla2.nn.Parameters;
import dev.nabla2.nn.Pass;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworksTest {
    private static final RandomStream RANDOM = RandomStream.of(5);

    private static NetworkPair pair(String name, Shape sample, int latent, int dim) {
        return switch (name) {
            case "wgan-gp-mnist" -> WganGp.mnist(sample, latent, dim);
            case "wgan-gp-cifar" -> WganGp.cifar(sample, latent, dim);
            case "residual" -> ResidualWganGp.of(sample, latent, dim);
            case "dcgan" -> Dcgan.of(sample, latent, dim);
            default -> throw new IllegalArgumentException(name);
        };
    }

    /** Noise such as an image takes. */
    private record Noise(Shape sampleShape) implements DataSet {
        @Override
        public String name() {
            return "noise";
        }

        @Override
        public double[] draw(RandomStream random, int count) {
            double[] pixels = random.uniform(count * sampleShape.size());
            return Arrays.stream(pixels).map(u -> 2 * u - 1).toArray();
        }
    }

    /**
     * Weights and biases counted by hand from the papers' tables. For WGAN-GP's MNIST pair of width d, latent z: the critic (25 d + d) +
     * (50 d² + 2d) + (200 d² + 4d) + (64 d + 1), the generator (64 d z + 64 d) + (200 d² + 2d) + (50 d² + d) + (25 d + 1). The others
     * differ by 3 channels, by 2 numbers per feature of a batch norm, and by filters.
     */
    @ParameterizedTest
    @CsvSource({
        "wgan-gp-mnist, 1, 28, 64, 1554177, 1030145",
        "wgan-gp-cifar, 3, 32, 128, 5179907, 4114689",
        "residual,      3, 32, 128, 1204483, 1055361",
        "dcgan,         1, 28, 64, 1555073, 1030913"
    })
    void thePapersNetworksHaveThePapersNumberOfParameters(
            String name, int channels, int side, int dim, int generator, int critic) {
        NetworkPair pair = pair(name, Shape.of(channels, side, side), 128, dim);
        assertEquals(
                generator, pair.generator().initialise(Backends.cpu(1), RANDOM).count());
        assertEquals(critic, pair.critic().initialise(Backends.cpu(1), RANDOM).count());
    }

    @ParameterizedTest
    @CsvSource({
        "wgan-gp-mnist, 1, 28, 28",
        "wgan-gp-mnist, 3, 28, 28",
        "wgan-gp-cifar, 3, 32, 32",
        "residual,      3, 32, 32",
        "dcgan,         1, 28, 28",
        "dcgan,         3, 32, 32",
        "dcgan,         3, 64, 64",
        "dcgan,         2, 9, 17"
    })
    void noiseBecomesImagesAndImagesBecomeValues(String name, int channels, int height, int width) {
        NetworkPair pair = pair(name, Shape.of(channels, height, width), 7, 2);
        Tensor noise = Tensor.of(Backends.cpu(1), Shape.of(3, 7), RANDOM.normal(21));
        Tensor images = applied(pair.generator(), noise);
        assertEquals(Shape.of(3, channels, height, width), images.shape());
        assertTrue(Arrays.stream(images.toDoubles()).allMatch(pixel -> Math.abs(pixel) <= 1));
        assertEquals(Shape.of(3, 1), applied(pair.critic(), images).shape());
    }

    private static Tensor applied(Layer network, Tensor x) {
        Backend backend = x.backend();
        return network.apply(network.initialise(backend, RANDOM), x, Pass.using(network.memory(backend)));
    }

    @ParameterizedTest
    @CsvSource({"wgan-gp-mnist, 28", "wgan-gp-cifar, 32", "residual, 32", "dcgan, 28"})
    void aStepOfTrainingChangesEveryWeightAndIsFinite(String name, int side) {
        Backend backend = Backends.cpu(1);
        NetworkPair pair = pair(name, Shape.of(1, side, side), 4, 2);
        Gan gan = new Gan(
                backend,
                new Noise(Shape.of(1, side, side)),
                pair.generator(),
                pair.critic(),
                4,
                3,
                Objective.wasserstein(),
                GradientPenalty.twoSided(10));
        GanTrainer trainer = new GanTrainer(
                gan,
                new GanTrainer.Settings(
                        Dynamics.alternating(1),
                        new Adam(1e-3, 0.5, 0.9),
                        new Adam(1e-3, 0.5, 0.9),
                        Schedule.constant(),
                        1,
                        3));
        Parameters before = parameters(trainer).map(t -> Tensor.of(backend, t.shape(), t.toDoubles()));
        List<StepReport> reports = new ArrayList<>();
        trainer.run((report, model) -> reports.add(report));
        StepReport report = reports.get(0);
        assertTrue(report.penalty() > 0, "a penalty that is not 0");
        assertTrue(Double.isFinite(report.criticLoss()) && Double.isFinite(report.generatorLoss()));
        Parameters after = parameters(trainer);
        assertTrue(after.isFinite());
        List<String> unmoved = after.names().stream()
                .filter(each -> Arrays.equals(
                        before.get(each).toDoubles(), after.get(each).toDoubles()))
                .toList();
        // A Wasserstein critic may add any constant to its values; what its last bias adds is no one's gradient.
        assertEquals(
                List.of("critic." + (pair.critic().layers().size() - 1) + ".bias"),
                unmoved,
                "all but the last bias move");
    }

    private static Parameters parameters(GanTrainer trainer) {
        return Parameters.none()
                .and(Gan.CRITIC, trainer.model().parameters(Gan.CRITIC))
                .and(Gan.GENERATOR, trainer.model().parameters(Gan.GENERATOR));
    }

    @ParameterizedTest
    @ValueSource(strings = {"wgan-gp-mnist", "wgan-gp-cifar", "residual", "dcgan"})
    void samplesOfAnotherShapeAreRefused(String name) {
        for (Shape wrong : List.of(Shape.of(2), Shape.of(784), Shape.of(1, 28, 5))) {
            String message = assertThrows(IllegalArgumentException.class, () -> pair(name, wrong, 4, 2))
                    .getMessage();
            assertTrue(message.startsWith(name + ": expected images [channels, "), message);
            assertTrue(message.endsWith("found samples " + wrong), message);
        }
        assertThrows(IllegalArgumentException.class, () -> pair(name, Shape.of(1, 32, 32), 0, 2));
    }

    @Test
    void theDerivativesOfASmallPairAreThoseOfItsValues() {
        Backend reference = Backends.reference();
        NetworkPair pair = Dcgan.of(Shape.of(1, 8, 8), 2, 1);
        Parameters start = pair.generator().initialise(reference, RANDOM).map(t -> t.mul(20));
        Parameters critic = pair.critic().initialise(reference, RANDOM).map(t -> t.mul(20));
        Tensor noise = Tensor.of(reference, Shape.of(3, 2), RANDOM.normal(6));
        GradientCheck.ofTree(start, (tape, theta) -> {
                    Draws draws = Draws.of(tape, reference, RANDOM);
                    Pass generating = Pass.training(
                            draws, pair.generator().memory(reference).map(tape::constant));
                    Pass judging =
                            Pass.training(draws, pair.critic().memory(reference).map(tape::constant));
                    Tensor fake = pair.generator().apply(theta, noise, generating);
                    return pair.critic().apply(critic, fake, judging).sum();
                })
                .check()
                .orThrow();
    }
}
