package dev.nabla2.lab.audit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nabla2.engine.Backends;
import dev.nabla2.engine.RandomStream;
import dev.nabla2.engine.SecondDerivative;
import dev.nabla2.engine.Shape;
import dev.nabla2.engine.Tensor;
import dev.nabla2.engine.backend.Backend;
import dev.nabla2.engine.backend.Precision;
import dev.nabla2.gan.Dragan;
import dev.nabla2.gan.GradientPenalty;
import dev.nabla2.gan.SamplePenalty;
import dev.nabla2.gan.SlopePenalty;
import dev.nabla2.nn.Activation;
import dev.nabla2.nn.BatchNorm;
import dev.nabla2.nn.Conditioned;
import dev.nabla2.nn.Dense;
import dev.nabla2.nn.Embedding;
import dev.nabla2.nn.Initialiser;
import dev.nabla2.nn.Layer;
import dev.nabla2.nn.MinibatchDeviation;
import dev.nabla2.nn.Parameters;
import dev.nabla2.nn.Sequential;
import dev.nabla2.nn.SpectralNorm;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class PenaltyAuditTest {
    private static final Backend BACKEND = Backends.cpu(1, Precision.DOUBLE);
    private static final RandomStream RANDOM = RandomStream.of(5);
    private static final List<Double> STEPS = List.of(1e-3, 3e-4);

    /** The case with a closed form: D(x) = v relu(w x + b), w = b = v = 1, x ~ N(−1, 0.01²), P = E D'(x)². */
    private static Subject closedForm() {
        Subject.Source nearTheKink = (draws, count) -> draws.draw(Shape.of(count, 1), random -> random.normal(count))
                .mul(0.01)
                .sub(1);
        return new Subject(
                BACKEND, Sequential.mlp(Activation.RELU, 1, 1, 1), SamplePenalty.r1(2), nearTheKink, nearTheKink);
    }

    private static Parameters ones(Subject subject) {
        Parameters like = subject.critic().initialise(BACKEND, RANDOM);
        return like.map(t -> Tensor.filled(BACKEND, t.shape(), 1));
    }

    private static PenaltyAudit audit(Subject subject, int batches, double epsilon) {
        return new PenaltyAudit(subject, new Population.Size(16, batches, 512), epsilon, STEPS, 20, 256);
    }

    @Test
    void theTrueGradientIsThatOfTheClosedForm() {
        Subject subject = closedForm();
        Parameters theta = ones(subject);
        try (Population population = new Population(subject, new Population.Size(16, 16, 512), RANDOM)) {
            // P = v² w² Φ((w x₀ + b)/(0.01 w)) at x₀ = −1; the density of w x + b at its kink is φ(0)/0.01 = 39.894.
            double density = 1 / (0.01 * Math.sqrt(2 * Math.PI));
            double[] truth = {1 - density, density, 1, 0};
            double epsilon = 0.002;
            double[] mended = population
                    .gradient(theta, SecondDerivative.mollified(epsilon / 2))
                    .combined(2, population.gradient(theta, SecondDerivative.mollified(epsilon)), -1)
                    .mean();
            assertArrayEquals(truth, mended, 0.6);
            assertArrayEquals(
                    new double[] {1, 0, 1, 0},
                    population
                            .gradient(theta, SecondDerivative.ALMOST_EVERYWHERE)
                            .mean(),
                    0.02);
        }
    }

    @Test
    void anAutomaticGradientThatPointsUphillIsFoundOutAndDifferencesSayTheSame() {
        Subject subject = closedForm();
        PenaltyAudit.Report report = audit(subject, 16, 0.002).at(ones(subject), RANDOM);
        assertTrue(report.inner().value() < -30, report.inner().toString());
        assertTrue(report.whole().cosine().value() < 0);
        assertEquals(0, report.downhill().value());
        PenaltyAudit.Slope slope = report.slopes().get(0);
        assertEquals(PenaltyAudit.AUTOMATIC, slope.direction());
        assertTrue(slope.automatic().value() > 1.3);
        slope.differences()
                .values()
                .forEach(difference -> assertTrue(difference.value().value() < -20, difference.toString()));
    }

    @ParameterizedTest
    @EnumSource(
            value = Activation.class,
            names = {"TANH", "SOFTPLUS", "ELU"})
    void withoutRectifiersDifferencesConfirmTheAutomaticGradient(Activation activation) {
        Subject subject = planar(activation, GradientPenalty.twoSided(1));
        assertFalse(subject.hasRectifiers());
        PenaltyAudit.Report report =
                audit(subject, 1, 0.01).at(subject.critic().initialise(BACKEND, RANDOM.fold(1)), RANDOM);
        for (PenaltyAudit.Slope slope : report.slopes()) {
            slope.differences()
                    .forEach((step, difference) -> assertEquals(
                            slope.automatic().value(),
                            difference.value().value(),
                            0.005 * report.whole().truth().value()));
        }
        assertEquals(1, report.whole().cosine().value(), 1e-9);
    }

    @ParameterizedTest
    @EnumSource(
            value = Activation.class,
            names = {"RELU", "LEAKY_RELU"})
    void differencesConfirmTheMendedGradientOfRectifiers(Activation activation) {
        Subject subject = planar(activation, SamplePenalty.r1(1));
        assertTrue(subject.hasRectifiers());
        PenaltyAudit.Report report =
                audit(subject, 16, 0.05).at(subject.critic().initialise(BACKEND, RANDOM.fold(2)), RANDOM);
        assertTrue(report.whole().cosine().value() < 0.99);
        for (PenaltyAudit.Slope slope : report.slopes()) {
            Estimate difference = slope.differences().get(1e-3).value();
            assertEquals(
                    slope.truth().value(),
                    difference.value(),
                    4 * (difference.error() + slope.truth().error()));
            Estimate ratio = slope.differences().get(1e-3).overTrue();
            assertEquals(1, ratio.value(), 4 * ratio.error());
        }
        PenaltyAudit.Slope biases = report.slopes().get(2);
        assertEquals(PenaltyAudit.HIDDEN_BIASES, biases.direction());
        assertEquals(0, biases.automatic().value());
        Estimate difference = biases.differences().get(1e-3).value();
        assertTrue(difference.value() > 3 * difference.error(), difference.toString());
        assertEquals(0, report.angles().get(2).largest());
        assertEquals("hidden bias", report.angles().get(2).part().name());
    }

    @Test
    void onAFixedBatchTheAutomaticDerivativeIsRightUntilAKinkIsCrossed() {
        Subject subject = planar(Activation.RELU, GradientPenalty.twoSided(1));
        Parameters theta = subject.critic().initialise(BACKEND, RANDOM);
        double[] direction = RANDOM.fold("direction").normal(theta.count());
        List<FixedBatch.Row> rows =
                FixedBatch.of(subject, theta, 256, RANDOM).along(theta, direction, 1e-9, 1e-7, 1e-2);
        for (FixedBatch.Row row : rows.subList(0, 2)) {
            assertEquals(0, row.crossings());
            assertEquals(row.automatic(), row.difference(), 1e-6 * Math.abs(row.automatic()));
        }
        FixedBatch.Row far = rows.get(2);
        assertTrue(far.crossings() >= far.crossed() && far.crossed() > 10, far.toString());
        assertTrue(Math.abs(far.automatic() - far.difference()) > 0.01 * Math.abs(far.automatic()));
    }

    @Test
    void aPenaltyWithoutSlopeHasNoDirectionsAndNoVerdict() {
        Subject subject = planar(Activation.RELU, SamplePenalty.r1(0));
        PenaltyAudit.Report report = audit(subject, 1, 0.05).at(subject.critic().initialise(BACKEND, RANDOM), RANDOM);
        assertTrue(report.directions().isEmpty() && report.slopes().isEmpty());
        assertTrue(report.fixed().isEmpty() && report.descents().isEmpty());
        assertTrue(Double.isNaN(report.downhill().value()));
    }

    @Test
    void allMinibatchesAreExactlyAllOfThem() {
        double[] ones = new double[200];
        java.util.Arrays.fill(ones, 1);
        assertEquals(new Estimate(1, 0), Estimate.mean(ones));
    }

    @Test
    void aKinkThatIsNoRectifiersIsRefused() {
        for (Layer kinked : List.of(Activation.SELU, hidden())) {
            Subject subject = new Subject(
                    BACKEND,
                    Sequential.mlp(Activation.TANH, 2, 4).then(kinked).then(Sequential.mlp(Activation.TANH, 4, 1)),
                    SamplePenalty.r1(1),
                    (draws, count) -> draws.draw(Shape.of(count, 2), random -> random.normal(2 * count)),
                    (draws, count) -> draws.draw(Shape.of(count, 2), random -> random.normal(2 * count)));
            Parameters theta = subject.critic().initialise(BACKEND, RANDOM);
            IllegalArgumentException thrown = assertThrows(
                    IllegalArgumentException.class,
                    () -> audit(subject, 1, 0.01).at(theta, RANDOM));
            assertTrue(thrown.getMessage().contains("Layer.rectified"), thrown.getMessage());
        }
    }

    static Stream<Arguments> unfit() {
        return Stream.of(
                Arguments.of(new BatchNorm(4), "mixes those of a batch"),
                Arguments.of(new MinibatchDeviation(), "mixes those of a batch"),
                Arguments.of(new Conditioned(new Embedding(3, 2)), "asks for their labels"),
                Arguments.of(new SpectralNorm(dense(4, 4)), "with the memory of its layers"));
    }

    @ParameterizedTest
    @MethodSource
    void unfit(Layer layer, String message) {
        Layer critic = Sequential.mlp(Activation.TANH, 2, 4).then(layer);
        Subject subject = normal(critic, SamplePenalty.r1(1));
        IllegalArgumentException thrown = assertThrows(
                IllegalArgumentException.class,
                () -> audit(subject, 1, 0.01).check(critic.initialise(BACKEND, RANDOM)));
        assertTrue(thrown.getMessage().contains(message), thrown.getMessage());
    }

    @Test
    void aLayersMemoryIsUsedIfItIsGiven() {
        Layer critic = new Sequential(List.of(new SpectralNorm(dense(2, 4)), Activation.RELU, dense(4, 1)));
        Subject without = normal(critic, SamplePenalty.r1(1));
        Subject with =
                new Subject(BACKEND, critic, critic.memory(BACKEND), without.penalty(), without.real(), without.fake());
        Parameters theta = critic.initialise(BACKEND, RANDOM);
        audit(with, 1, 0.1).check(theta);
        assertTrue(small(with).at(theta, RANDOM).value().value() > 0);
    }

    @Test
    void penaltiesOnRealSamplesAreToldFromOthers() {
        Layer critic = Sequential.mlp(Activation.RELU, 2, 4, 1);
        Parameters theta = critic.initialise(BACKEND, RANDOM);
        Map<SlopePenalty, Boolean> those = Map.of(
                SamplePenalty.r1(1),
                true,
                new SamplePenalty(1, SamplePenalty.Points.BOTH),
                true,
                SamplePenalty.r2(1),
                false,
                GradientPenalty.twoSided(1),
                false,
                new Dragan(1),
                false);
        those.forEach((penalty, expected) ->
                assertEquals(expected, normal(critic, penalty).chargesRealSamples(theta), penalty.conventions()));
    }

    @Test
    void anAuditIsOfRectifiersWhateverSecondDerivativeTheCriticNames() {
        Subject plain = planar(Activation.RELU, SamplePenalty.r1(1));
        Subject mollified = new Subject(
                BACKEND,
                plain.critic().with(SecondDerivative.mollified(0.3)),
                plain.penalty(),
                plain.real(),
                plain.fake());
        Parameters theta = plain.critic().initialise(BACKEND, RANDOM);
        PenaltyAudit.Report one = small(plain).at(theta, RANDOM);
        PenaltyAudit.Report other = small(mollified).at(theta, RANDOM);
        assertEquals(one.fixed(), other.fixed());
        assertEquals(one.slopes(), other.slopes());
    }

    @Test
    void anAuditEndsWithinAnEstimate() {
        Subject subject = planar(Activation.RELU, SamplePenalty.r1(1));
        Parameters theta = subject.critic().initialise(BACKEND, RANDOM);
        AtomicInteger batches = new AtomicInteger();
        assertThrows(
                CancellationException.class,
                () -> audit(subject, 4, 0.05).at(theta, RANDOM, () -> {
                    if (batches.incrementAndGet() > 5) {
                        throw new CancellationException();
                    }
                }));
        assertEquals(6, batches.get());
    }

    @Test
    void whetherMinibatchesPointDownhillIsAsUncertainAsWhatTheyAreTriedBy() {
        // Groups that disagree about the sign of the second number, by which half of the gradients are judged.
        double[][] groups = {{1, 3}, {1, -3}, {1, 2}, {1, -2.5}, {1, 1}, {1, -0.4}};
        Sampled truth = new Sampled(groups);
        List<double[]> sure = new ArrayList<>();
        List<double[]> unsure = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            sure.add(Downhill.inner(new double[] {1, 0}, truth.mean(), truth));
            unsure.add(Downhill.inner(new double[] {0, i % 2 == 0 ? 1 : -1}, truth.mean(), truth));
        }
        assertEquals(new Estimate(1, 0), Downhill.share(sure));
        Estimate half = Downhill.share(unsure);
        assertEquals(0.5, half.value());
        assertEquals(Math.sqrt(0.25 / 19), half.error(), 1e-12);
        Estimate all = Downhill.share(unsure.stream().filter(one -> one[0] > 0).toList());
        assertTrue(all.value() == 1 && all.error() > 0.5, all.toString());
    }

    /** A layer of a user's that does not say that there is a rectifier in it. */
    private static Layer hidden() {
        return new Layer() {
            @Override
            public Tensor apply(Parameters parameters, Tensor x) {
                return x.relu();
            }

            @Override
            public Parameters initialise(Backend backend, RandomStream random) {
                return Parameters.none();
            }
        };
    }

    private static PenaltyAudit small(Subject subject) {
        return new PenaltyAudit(subject, new Population.Size(6, 1, 64), 0.05, STEPS, 3, 64);
    }

    private static Dense dense(int inputs, int outputs) {
        return new Dense(inputs, outputs, Initialiser.heNormal(1));
    }

    private static Subject normal(Layer critic, SlopePenalty penalty) {
        return new Subject(
                BACKEND,
                critic,
                penalty,
                (draws, count) -> draws.fold("real").draw(Shape.of(count, 2), random -> random.normal(2 * count)),
                (draws, count) -> draws.fold("fake").draw(Shape.of(count, 2), random -> random.normal(2 * count)));
    }

    private static Subject planar(Activation activation, SlopePenalty penalty) {
        return new Subject(
                BACKEND,
                Sequential.mlp(activation, 2, 8, 8, 1),
                penalty,
                (draws, count) -> draws.fold("real").draw(Shape.of(count, 2), random -> random.normal(2 * count)),
                (draws, count) -> draws.fold("fake")
                        .draw(Shape.of(count, 2), random -> random.normal(2 * count))
                        .mul(0.5));
    }
}
