package dev.nabla2.lab.critic;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nabla2.engine.Backends;
import dev.nabla2.engine.Draws;
import dev.nabla2.engine.RandomStream;
import dev.nabla2.engine.Shape;
import dev.nabla2.engine.Tape;
import dev.nabla2.engine.Tensor;
import dev.nabla2.engine.backend.Backend;
import dev.nabla2.engine.backend.Precision;
import dev.nabla2.gan.Gan;
import dev.nabla2.gan.GradientPenalty;
import dev.nabla2.gan.Moment;
import dev.nabla2.gan.NoPenalty;
import dev.nabla2.gan.Objective;
import dev.nabla2.gan.Schedule;
import dev.nabla2.gan.WeightClipping;
import dev.nabla2.gan.data.DataSet;
import dev.nabla2.gan.data.SwissRoll;
import dev.nabla2.gan.data.TwoGaussians;
import dev.nabla2.nn.Activation;
import dev.nabla2.nn.Adam;
import dev.nabla2.nn.BatchNorm;
import dev.nabla2.nn.Dense;
import dev.nabla2.nn.Initialiser;
import dev.nabla2.nn.Layer;
import dev.nabla2.nn.Parameters;
import dev.nabla2.nn.Sequential;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class CriticTest {
    private static final Backend CPU = Backends.cpu(1, Precision.DOUBLE);
    private static final RandomStream RANDOM = RandomStream.of(3);

    @Test
    void slopesAreThoseOfDifferencesOfValues() {
        Sequential layer = Sequential.mlp(Activation.TANH, 2, 8, 8, 1);
        SwissRoll roll = SwissRoll.ofThePaper();
        TrainedCritic critic =
                new TrainedCritic(layer, roll.sampleShape(), layer.initialise(CPU, RANDOM), Parameters.none());
        // More points than are asked about at once.
        double[] points = roll.draw(RANDOM, 1_500);
        double[] slopes = critic.slopes(points);
        double h = 1e-5;
        double[] squares = new double[slopes.length];
        for (int axis = 0; axis < 2; axis++) {
            double[] up = points.clone();
            double[] down = points.clone();
            for (int i = axis; i < points.length; i += 2) {
                up[i] += h;
                down[i] -= h;
            }
            double[] above = critic.values(up);
            double[] below = critic.values(down);
            for (int i = 0; i < squares.length; i++) {
                squares[i] += Math.pow((above[i] - below[i]) / (2 * h), 2);
            }
        }
        assertArrayEquals(Arrays.stream(squares).map(Math::sqrt).toArray(), slopes, 1e-8);
    }

    @Test
    void aNoisyPairIsARealSampleAndTheSameWithUnitNoise() {
        Pairs pairs = Pairs.noisy(SwissRoll.ofThePaper());
        int count = 20_000;
        double[] real = pairs.real(RANDOM, 4, count);
        double[] fake = pairs.fake(RANDOM, 4, count);
        double mean = 0;
        double square = 0;
        for (int i = 0; i < real.length; i++) {
            mean += (fake[i] - real[i]) / real.length;
            square += (fake[i] - real[i]) * (fake[i] - real[i]) / real.length;
        }
        assertEquals(0, mean, 0.02);
        assertEquals(1, square, 0.03);
    }

    @Test
    void aCriticOfManySamplesComesNearTheBestOne() {
        TwoGaussians gaussians = TwoGaussians.ofThePaper();
        CriticGame game = new CriticGame(
                CPU,
                Sequential.mlp(Activation.TANH, 2, 16, 16, 1),
                Pairs.of(gaussians, new Generated(gaussians)),
                128,
                Objective.nonSaturating(),
                new NoPenalty());
        TrainedCritic critic = new CriticTraining(game, new Adam(5e-3, 0.9, 0.999), Schedule.linearDecay(), 400)
                .train(RANDOM, (step, now) -> {});
        double[] points = gaussians.draw(RANDOM.fold("points"), 500);
        double[] logits = critic.values(points);
        double error = 0;
        for (int i = 0; i < logits.length; i++) {
            double best = gaussians.optimalCritic(points[2 * i], points[2 * i + 1]);
            error += Math.pow(1 / (1 + Math.exp(-logits[i])) - best, 2) / logits.length;
        }
        // D = 1/2 is at 0.05; what was never trained is farther.
        assertTrue(error < 0.005, "mean squared distance " + error);
    }

    /**
     * What is generated.
     *
     * @param gaussians of which the second one
     */
    private record Generated(TwoGaussians gaussians) implements DataSet {
        @Override
        public String name() {
            return "generated";
        }

        @Override
        public Shape sampleShape() {
            return gaussians.sampleShape();
        }

        @Override
        public double[] draw(RandomStream random, int count) {
            return gaussians.generated().draw(random, count);
        }
    }

    @Test
    void clippedWeightsStayWithinTheirBoundAndBatchNormRemembersWhatItSaw() {
        List<Layer> layers = List.of(
                new Dense(2, 4, Initialiser.heNormal(1)),
                new BatchNorm(4),
                Activation.RELU,
                new Dense(4, 1, Initialiser.heNormal(1)));
        CriticGame game = new CriticGame(
                CPU,
                new Sequential(layers),
                Pairs.noisy(SwissRoll.ofThePaper()),
                16,
                Objective.wasserstein(),
                new WeightClipping(0.01));
        TrainedCritic critic = new CriticTraining(game, new Adam(0.1, 0.5, 0.9), Schedule.constant(), 3)
                .train(RANDOM, (step, now) -> {});
        critic.parameters()
                .tensors()
                .forEach(weight -> assertTrue(
                        Arrays.stream(weight.toDoubles()).allMatch(w -> Math.abs(w) <= 0.01), weight.place()));
        assertTrue(Arrays.stream(critic.memory().get("1.mean").toDoubles()).anyMatch(m -> m != 0));
    }

    /** So that what is found of the one holds for the other. */
    @Test
    void itsLossIsTheCriticsHalfOfTheGanOfTheSameSamples() {
        DataSet roll = SwissRoll.ofThePaper();
        Sequential critic = Sequential.mlp(Activation.TANH, 2, 8, 1);
        GradientPenalty penalty = GradientPenalty.twoSided(10);
        Parameters theta = critic.initialise(CPU, RANDOM);
        // Samples that do not depend on the stream, so that both see the same.
        double[] fixed = roll.draw(RANDOM, 4);
        DataSet same = new Fixed(fixed);
        Parameters shift = Parameters.none()
                .and("weight", Tensor.filled(CPU, Shape.of(2, 2), 0))
                .and("bias", Tensor.filled(CPU, Shape.of(2), 0.5));
        double[] shifted = new double[fixed.length];
        Arrays.fill(shifted, 0.5);
        Gan gan = new Gan(
                CPU, same, new Dense(2, 2, Initialiser.heNormal(1)), critic, 2, 4, Objective.wasserstein(), penalty);
        CriticGame game =
                new CriticGame(CPU, critic, Pairs.of(same, new Fixed(shifted)), 4, Objective.wasserstein(), penalty);
        try (Tape tape = new Tape()) {
            Moment at = Moment.start(tape, Draws.of(tape, CPU, RANDOM));
            Parameters all = tape.watch(Parameters.none().and(Gan.CRITIC, theta).and(Gan.GENERATOR, shift));
            double whole = gan.loss(at, Gan.CRITIC, all).value().item();
            assertEquals(whole, game.loss(at, Gan.CRITIC, all).value().item(), 1e-12);
        }
    }

    /**
     * Always the same samples.
     *
     * @param samples points of the plane
     */
    private record Fixed(double[] samples) implements DataSet {
        @Override
        public String name() {
            return "fixed";
        }

        @Override
        public Shape sampleShape() {
            return Shape.of(2);
        }

        @Override
        public double[] draw(RandomStream random, int count) {
            return samples.clone();
        }
    }
}
