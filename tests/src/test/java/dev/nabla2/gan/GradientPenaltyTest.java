package dev.nabla2.gan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nabla2.engine.Backends;
import dev.nabla2.engine.Draws;
import dev.nabla2.engine.RandomStream;
import dev.nabla2.engine.Shape;
import dev.nabla2.engine.Tape;
import dev.nabla2.engine.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The gradient penalty's weight, and the points at which it is taken. */
class GradientPenaltyTest {
    private static final Shape SAMPLES = Shape.of(200, 2, 3);
    private static final int PER_SAMPLE = 6;

    static Stream<GradientPenalty> ofWeightOne() {
        return Stream.of(GradientPenalty.twoSided(1), GradientPenalty.oneSided(1));
    }

    @ParameterizedTest
    @MethodSource("ofWeightOne")
    void theTermIsProportionalToLambda(GradientPenalty one) {
        double value = term(one);
        assertTrue(value > 0, "found " + value);
        assertEquals(10 * value, term(new GradientPenalty(10, one.sides(), one.centre())));
        assertEquals(0, term(new GradientPenalty(0, one.sides(), one.centre())));
    }

    private static double term(GradientPenalty penalty) {
        try (Tape tape = new Tape()) {
            return penalty.term(setting(tape, GradientPenaltyTest::values))
                    .orElseThrow()
                    .value()
                    .item();
        }
    }

    @Test
    void everyPointLiesBetweenItsOwnRealAndGeneratedSample() {
        double[] alphas = alphas();
        assertTrue(Arrays.stream(alphas).allMatch(alpha -> alpha > 0 && alpha < 1), Arrays.toString(alphas));
    }

    @Test
    void everySampleHasAnAlphaOfItsOwnUniformBetweenTheTwo() {
        double[] alphas = alphas();
        assertEquals(alphas.length, Arrays.stream(alphas).distinct().count());
        assertEquals(0.5, Arrays.stream(alphas).average().orElseThrow(), 0.1);
        assertTrue(Arrays.stream(alphas).min().orElseThrow() < 0.05);
        assertTrue(Arrays.stream(alphas).max().orElseThrow() > 0.95);
    }

    @Test
    void thePointsDependOnTheStreamAlone() {
        double[] once = alphas();
        assertTrue(Arrays.equals(once, alphas()));
    }

    /** The share of the real sample in each point that the critic is asked about, solved for from every coordinate. */
    private static double[] alphas() {
        List<double[]> asked = new ArrayList<>();
        try (Tape tape = new Tape()) {
            GradientPenalty.twoSided(1).term(setting(tape, x -> {
                assertEquals(SAMPLES, x.shape());
                asked.add(x.toDoubles());
                return values(x);
            }));
        }
        assertEquals(1, asked.size());
        double[] points = asked.get(0);
        double[] real = real().toDoubles();
        double[] fake = fake().toDoubles();
        double[] alphas = new double[SAMPLES.extent(0)];
        for (int i = 0; i < points.length; i++) {
            double alpha = (points[i] - fake[i]) / (real[i] - fake[i]);
            int sample = i / PER_SAMPLE;
            alphas[sample] = i % PER_SAMPLE == 0 ? alpha : alphas[sample];
            assertEquals(alphas[sample], alpha, 1e-12, "one alpha for all of sample " + sample);
        }
        return alphas;
    }

    private static Penalty.Setting setting(Tape tape, UnaryOperator<Tensor> critic) {
        return new Penalty.Setting(tape, critic, real(), fake(), Draws.of(tape, real().backend(), RandomStream.of(5)));
    }

    /** A critic whose slope depends on where it is taken, so that no two choices of points give one value. */
    private static Tensor values(Tensor x) {
        return x.square().sumAxes(1, 3).reshape(Shape.of(SAMPLES.extent(0), 1));
    }

    private static Tensor real() {
        return numbers(0.75, 1);
    }

    private static Tensor fake() {
        return numbers(-3, -2);
    }

    /** Numbers apart from each other in every coordinate and sample. */
    private static Tensor numbers(double offset, double scale) {
        double[] values = new double[SAMPLES.size()];
        Arrays.setAll(values, i -> offset + scale * (i + 1) / SAMPLES.size());
        return Tensor.of(Backends.reference(), SAMPLES, values);
    }
}
