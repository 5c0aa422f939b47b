package dev.nabla2.gan;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nabla2.engine.Backends;
import dev.nabla2.engine.Draws;
import dev.nabla2.engine.RandomStream;
import dev.nabla2.engine.Shape;
import dev.nabla2.engine.Tape;
import dev.nabla2.engine.Tensor;
import dev.nabla2.engine.backend.Backend;
import dev.nabla2.nn.Activation;
import dev.nabla2.nn.Sgd;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Penalties on the squared slope: closed forms on critics simple enough to have one, points, and annealing. */
class ZeroCentredPenaltiesTest {
    static final double WEIGHT = 1.7;
    private static final double CLOSE = 1e-12;
    private static final Backend BACKEND = Backends.reference();

    static Stream<Penalty> penalties() {
        return Stream.of(
                new ZeroCentredPenalty(WEIGHT),
                SamplePenalty.r1(WEIGHT),
                SamplePenalty.r2(WEIGHT),
                new SamplePenalty(WEIGHT, SamplePenalty.Points.BOTH),
                new RothRegulariser(WEIGHT, false));
    }

    /** A penalty's term of a critic of one parameter, and the term's gradient by it. */
    record Found(double value, double slope, double[] gradient) {
        static Found of(Penalty penalty, BinaryOperator<Tensor> critic, Tensor parameter, Tensor real, Tensor fake) {
            try (Tape tape = new Tape()) {
                Tensor theta = tape.watch(parameter);
                Penalty.Term term = penalty.term(new Penalty.Setting(
                                tape,
                                x -> critic.apply(theta, x),
                                tape.constant(real),
                                tape.constant(fake),
                                Draws.of(tape, fake.backend(), RandomStream.of(3))))
                        .orElseThrow();
                double[] gradient = tape.gradient(term.value(), theta).toDoubles();
                return new Found(term.value().item(), term.meanSlope().item(), gradient);
            }
        }
    }

    /** D(x) = x·w, whose gradient is w everywhere. */
    static Tensor linear(Tensor w, Tensor x) {
        return x.matmul(w);
    }

    /** D(x) = ½ a ‖x‖², whose gradient is a x: no two sets of points have one penalty. */
    private static Tensor bowl(Tensor a, Tensor x) {
        return x.square()
                .sum(1)
                .reshape(Shape.of(x.shape().extent(0), 1))
                .mul(a)
                .mul(0.5);
    }

    static Tensor normal(long seed, int... extents) {
        Shape shape = Shape.of(extents);
        return Tensor.of(BACKEND, shape, RandomStream.of(seed).normal(shape.size()));
    }

    static double squares(double[] values) {
        return DoubleStream.of(values).map(v -> v * v).sum();
    }

    @Test
    void eachIsTakenAtItsOwnPoints() {
        Tensor a = Tensor.of(BACKEND, Shape.of(1), 1.5);
        Tensor real = normal(11, 6, 2);
        Tensor fake = normal(12, 6, 2).add(4);
        double onReal = 1.5 * 1.5 * squares(real.toDoubles()) / 6;
        double onFake = 1.5 * 1.5 * squares(fake.toDoubles()) / 6;
        assertEquals(WEIGHT / 2 * onReal, value(SamplePenalty.r1(WEIGHT), a, real, fake), CLOSE * 100);
        assertEquals(WEIGHT / 2 * onFake, value(SamplePenalty.r2(WEIGHT), a, real, fake), CLOSE * 100);
        assertEquals(
                WEIGHT / 2 * (onReal + onFake),
                value(new SamplePenalty(WEIGHT, SamplePenalty.Points.BOTH), a, real, fake),
                CLOSE * 100);
        double between = value(new ZeroCentredPenalty(WEIGHT), a, real, fake);
        assertTrue(between > 0 && between < WEIGHT * onFake, "found " + between);
        assertNotEquals(WEIGHT * onReal, between, 0.1);
    }

    private static double value(Penalty penalty, Tensor a, Tensor real, Tensor fake) {
        return Found.of(penalty, ZeroCentredPenaltiesTest::bowl, a, real, fake).value();
    }

    @Test
    void onInterpolatesItIsTheTwoSidedPenaltyWithCentreZero() {
        Tensor w = normal(21, 3, 1);
        BinaryOperator<Tensor> critic = (theta, x) -> x.tanh().matmul(theta).tanh();
        Tensor real = normal(22, 5, 3);
        Tensor fake = normal(23, 5, 3);
        Found direct = Found.of(new ZeroCentredPenalty(WEIGHT), critic, w, real, fake);
        Found rooted = Found.of(new GradientPenalty(WEIGHT, GradientPenalty.Sides.TWO, 0), critic, w, real, fake);
        assertEquals(rooted.value(), direct.value(), CLOSE);
        assertArrayEquals(rooted.gradient(), direct.gradient(), CLOSE);
        assertEquals(rooted.slope(), direct.slope(), CLOSE);
    }

    @ParameterizedTest
    @MethodSource("penalties")
    void aCriticWithoutSlopeCostsNothingAndItsGradientIsZero(Penalty penalty) {
        Tensor w = Tensor.filled(BACKEND, Shape.of(2, 1), 0);
        Found found = Found.of(penalty, ZeroCentredPenaltiesTest::linear, w, normal(1, 4, 2), normal(2, 4, 2));
        assertEquals(0, found.value());
        assertEquals(0, found.slope());
        assertArrayEquals(new double[2], found.gradient());
    }

    @ParameterizedTest
    @MethodSource("penalties")
    void theNormIsPerSampleOverAllAxesButTheBatch(Penalty penalty) {
        Tensor w = normal(31, 4, 1);
        Tensor real = normal(32, 3, 4);
        Tensor fake = normal(33, 3, 4);
        Shape image = Shape.of(3, 2, 2, 1);
        BinaryOperator<Tensor> flat = (theta, x) -> x.square().matmul(theta);
        BinaryOperator<Tensor> shaped = (theta, x) -> flat.apply(theta, x.reshape(Shape.of(3, 4)));
        Found expected = Found.of(penalty, flat, w, real, fake);
        Found found = Found.of(penalty, shaped, w, real.reshape(image), fake.reshape(image));
        assertEquals(expected.value(), found.value(), CLOSE);
        assertArrayEquals(expected.gradient(), found.gradient(), CLOSE);
    }

    @Test
    void annealingFallsToAHundredthAsAPowerOfProgress() {
        double full = rothAt(0.5, false);
        for (double progress : new double[] {0, 0.25, 0.5, 1}) {
            assertEquals(Math.pow(10, -2 * progress), rothAt(progress, true) / full, CLOSE);
        }
    }

    private static double rothAt(double progress, boolean annealed) {
        try (Tape tape = new Tape()) {
            Draws draws = Draws.of(tape, BACKEND, RandomStream.of(1));
            Moment at = new Moment(tape, draws, tape.constant(Tensor.scalar(BACKEND, progress)));
            Tensor w = tape.watch(normal(41, 2, 1));
            Penalty.Setting setting = new Penalty.Setting(
                    at, x -> linear(w, x), tape.constant(normal(42, 3, 2)), tape.constant(normal(43, 3, 2)));
            return new RothRegulariser(WEIGHT, annealed)
                    .term(setting)
                    .orElseThrow()
                    .value()
                    .item();
        }
    }

    /** Says how far the run is in place of a slope. */
    private record Telling() implements Penalty {
        @Override
        public Optional<Term> term(Setting at) {
            Tensor progress = at.moment().progress();
            return Optional.of(new Term(at.critic().apply(at.real()).mean().mul(progress), progress));
        }

        @Override
        public String conventions() {
            return "none";
        }
    }

    @Test
    void theTrainerTellsThePenaltyHowFarTheRunIs() {
        List<Double> told = new ArrayList<>();
        GanTrainer.Settings settings = new GanTrainer.Settings(
                Dynamics.alternating(2), new Sgd(1e-2), new Sgd(1e-2), Schedule.constant(), 4, 7);
        Gan gan = TinyGan.of(BACKEND, new Telling(), Activation.TANH, 3, 4);
        new GanTrainer(gan, settings).run((report, model) -> told.add(report.meanSlope()));
        assertEquals(List.of(0.0, 0.25, 0.5, 0.75), told);
    }

    @Test
    void anAnnealedPenaltyIsWeakerLaterInTheRun() {
        List<Double> penalties = new ArrayList<>();
        GanTrainer.Settings settings = new GanTrainer.Settings(
                Dynamics.alternating(1), new Sgd(1e-9), new Sgd(1e-9), Schedule.constant(), 20, 7);
        Gan gan = TinyGan.of(BACKEND, new RothRegulariser(1, true), Activation.TANH, 3, 64);
        new GanTrainer(gan, settings).run((report, model) -> penalties.add(report.penalty()));
        // The players hardly move, so all but 0.01^(19/20) is the luck of the samples.
        assertEquals(Math.pow(0.01, 0.95), penalties.get(19) / penalties.get(0), 0.5 * Math.pow(0.01, 0.95));
    }

    @ParameterizedTest
    @MethodSource("penalties")
    void theConventionsNameTheWeightAndTheHalf(Penalty penalty) {
        String said = penalty.conventions();
        boolean isInterpolated = penalty instanceof ZeroCentredPenalty;
        assertTrue(said.contains(String.valueOf(WEIGHT)), said);
        assertTrue(said.contains(isInterpolated ? "no factor ½" : "; factor ½"), said);
    }

    @Test
    void weightsThatAreNoWeightsAreRefused() {
        for (double wrong : new double[] {-1, Double.NaN, Double.POSITIVE_INFINITY}) {
            String message = Arrays.toString(new String[] {
                assertThrows(IllegalArgumentException.class, () -> new ZeroCentredPenalty(wrong))
                        .getMessage(),
                assertThrows(IllegalArgumentException.class, () -> SamplePenalty.r1(wrong))
                        .getMessage(),
                assertThrows(IllegalArgumentException.class, () -> new RothRegulariser(wrong, true))
                        .getMessage()
            });
            assertEquals(4, message.split("found " + wrong, -1).length, message);
        }
    }
}
