package dev.nabla2.gan;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.nabla2.engine.Backends;
import dev.nabla2.engine.Draws;
import dev.nabla2.engine.RandomStream;
import dev.nabla2.engine.Shape;
import dev.nabla2.engine.Tape;
import dev.nabla2.engine.Tensor;
import dev.nabla2.engine.check.CheckReport;
import dev.nabla2.engine.check.GradientCheck;
import dev.nabla2.engine.check.Verdict;
import dev.nabla2.nn.Activation;
import dev.nabla2.nn.Parameters;
import dev.nabla2.nn.Sequential;
import java.util.List;
import java.util.stream.DoubleStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

/**
 * Penalties on squared slopes: closed forms on linear critics, and gradients against differences over random smooth critics, where
 * nothing is near a kink.
 */
class ZeroCentredPenaltiesProperties {
    private static final double CLOSE = 1e-12;

    @Provide
    Arbitrary<Penalty> penalties() {
        return Arbitraries.of(ZeroCentredPenaltiesTest.penalties().toList());
    }

    @Provide
    Arbitrary<Activation> smooth() {
        return Arbitraries.of(
                List.of(Activation.SOFTPLUS, Activation.TANH, Activation.SIGMOID, Activation.GELU, Activation.SILU));
    }

    @Property(tries = 60)
    void ofALinearCriticTheyAreItsSquaredWeightsWithTheFactorsStated(
            @ForAll @IntRange(min = 1, max = 5) int batch,
            @ForAll @IntRange(min = 1, max = 4) int features,
            @ForAll @LongRange(min = 0, max = 1 << 20) long seed) {
        Tensor w = ZeroCentredPenaltiesTest.normal(seed, features, 1);
        Tensor real = ZeroCentredPenaltiesTest.normal(seed + 1, batch, features);
        Tensor fake = ZeroCentredPenaltiesTest.normal(seed + 2, batch, features);
        double norm = ZeroCentredPenaltiesTest.squares(w.toDoubles());
        // λ‖w‖² has no ½, γ/2 ‖w‖² has, and on both sets of samples it is added twice.
        double[] factors = {
            ZeroCentredPenaltiesTest.WEIGHT,
            ZeroCentredPenaltiesTest.WEIGHT / 2,
            ZeroCentredPenaltiesTest.WEIGHT / 2,
            ZeroCentredPenaltiesTest.WEIGHT
        };
        List<Penalty> penalties = ZeroCentredPenaltiesTest.penalties().limit(4).toList();
        for (int i = 0; i < factors.length; i++) {
            ZeroCentredPenaltiesTest.Found found = ZeroCentredPenaltiesTest.Found.of(
                    penalties.get(i), ZeroCentredPenaltiesTest::linear, w, real, fake);
            assertEquals(factors[i] * norm, found.value(), CLOSE * (1 + norm));
            assertArrayEquals(times(2 * factors[i], w.toDoubles()), found.gradient(), CLOSE * (1 + norm));
            assertEquals(Math.sqrt(norm), found.slope(), CLOSE * (1 + norm));
        }
    }

    @Property(tries = 60)
    void rothsRegulariserOfALinearCriticWeighsItsSquaredWeightsByWrongProbabilities(
            @ForAll @IntRange(min = 1, max = 5) int batch, @ForAll @LongRange(min = 0, max = 1 << 20) long seed) {
        double[] w = RandomStream.of(seed).normal(1);
        Tensor real = ZeroCentredPenaltiesTest.normal(seed + 1, batch, 1);
        Tensor fake = ZeroCentredPenaltiesTest.normal(seed + 2, batch, 1);
        ZeroCentredPenaltiesTest.Found found = ZeroCentredPenaltiesTest.Found.of(
                new RothRegulariser(ZeroCentredPenaltiesTest.WEIGHT, false),
                ZeroCentredPenaltiesTest::linear,
                Tensor.of(Backends.reference(), Shape.of(1, 1), w),
                real,
                fake);
        // In one dimension: g(w) = γ/2 w² S(w), S the sum of mean (1 − σ)² on real and mean σ² on generated samples.
        double sum = 0;
        double derivative = 0;
        for (int i = 0; i < batch; i++) {
            double onReal = sigmoid(-w[0] * real.toDoubles()[i]);
            double onFake = sigmoid(w[0] * fake.toDoubles()[i]);
            sum += (onReal * onReal + onFake * onFake) / batch;
            derivative += 2 * onReal * onReal * (1 - onReal) * -real.toDoubles()[i] / batch;
            derivative += 2 * onFake * onFake * (1 - onFake) * fake.toDoubles()[i] / batch;
        }
        double value = ZeroCentredPenaltiesTest.WEIGHT / 2 * w[0] * w[0] * sum;
        double gradient = ZeroCentredPenaltiesTest.WEIGHT / 2 * (2 * w[0] * sum + w[0] * w[0] * derivative);
        assertEquals(value, found.value(), CLOSE * (1 + Math.abs(value)));
        assertArrayEquals(new double[] {gradient}, found.gradient(), CLOSE * (1 + Math.abs(gradient)));
    }

    private static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    private static double[] times(double c, double[] values) {
        return DoubleStream.of(values).map(v -> c * v).toArray();
    }

    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void thePenaltysGradientAgreesWithDifferences(
            @ForAll("penalties") Penalty penalty,
            @ForAll("smooth") Activation activation,
            @ForAll @IntRange(min = 1, max = 6) int width,
            @ForAll @IntRange(min = 1, max = 3) int features,
            @ForAll @LongRange(min = 0, max = 1 << 20) long seed) {
        Sequential critic = Sequential.mlp(activation, features, width, width, 1);
        Parameters theta = critic.initialise(Backends.reference(), RandomStream.of(seed))
                .map(w -> w.add(normal(w.shape(), seed + 1).mul(0.3)));
        Tensor real = normal(Shape.of(3, features), seed + 3);
        Tensor fake = normal(Shape.of(3, features), seed + 4);
        CheckReport report = GradientCheck.ofTree(theta, (tape, at) -> term(tape, penalty, critic, at, real, fake))
                .orders(1)
                .seeds(seed)
                .check();
        Assume.that(report.count(Verdict.ILL_CONDITIONED) == 0);
        report.orThrow();
    }

    private static Tensor term(Tape tape, Penalty penalty, Sequential critic, Parameters at, Tensor real, Tensor fake) {
        return penalty.term(new Penalty.Setting(
                        tape, x -> critic.apply(at, x), real, fake, Draws.of(tape, real.backend(), RandomStream.of(9))))
                .orElseThrow()
                .value();
    }

    private static Tensor normal(Shape shape, long seed) {
        return Tensor.of(
                Backends.reference(),
                shape,
                RandomStream.of(seed).fold(shape.toString()).normal(shape.size()));
    }
}
