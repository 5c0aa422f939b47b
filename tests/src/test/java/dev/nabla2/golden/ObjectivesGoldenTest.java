package dev.nabla2.golden;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nabla2.engine.Backends;
import dev.nabla2.engine.Shape;
import dev.nabla2.engine.Tape;
import dev.nabla2.engine.Tensor;
import dev.nabla2.engine.backend.Backend;
import dev.nabla2.engine.backend.Precision;
import dev.nabla2.engine.backend.cpu.CpuBackend;
import dev.nabla2.gan.EnergyBased;
import dev.nabla2.gan.FDivergence;
import dev.nabla2.gan.FGan;
import dev.nabla2.gan.Hinge;
import dev.nabla2.gan.LeastSquares;
import dev.nabla2.gan.Logistic;
import dev.nabla2.gan.Objective;
import dev.nabla2.gan.RelativisticAverage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Objectives against their textbook definitions: losses and gradients by the critic's values and weights against PyTorch, and value with two
 * derivatives up to |logit| = 100 against mpmath.
 */
class ObjectivesGoldenTest {
    /** Above it a term may be the tangent of an exponential that a float cannot hold. */
    private static final double CONTINUED = Math.exp(FDivergence.LARGEST_EXPONENT - 1);

    static Stream<Named<JsonNode>> cases() {
        return Golden.cases("objectives").stream()
                .map(c -> Named.of(objective(c).toString(), c));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void lossesAndGradientsAgreeOnReference(JsonNode golden) {
        assertErrors(Backends.reference(), golden, GoldenTolerance::ofDouble);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void lossesAndGradientsAgreeOnCpuInFloats(JsonNode golden) {
        assertErrors(new CpuBackend(1), golden, GoldenTolerance::ofFloat);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void lossesAndGradientsAgreeOnCpuInDoubles(JsonNode golden) {
        assertErrors(Backends.cpu(1, Precision.DOUBLE), golden, GoldenTolerance::ofDouble);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void inFloatsLogitsOfAHundredGiveTheRightValueAndTwoDerivatives(JsonNode golden) {
        // The argument of an exponential of size 100 is itself rounded, which costs a factor of 100.
        assertExtremes(new CpuBackend(1), golden, 400 * Precision.FLOAT.unitRoundoff());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void inDoublesLogitsOfAHundredGiveTheRightValueAndTwoDerivatives(JsonNode golden) {
        assertExtremes(Backends.reference(), golden, 400 * Precision.DOUBLE.unitRoundoff());
    }

    @Test
    void thresholdsAreTheDerivativesOfTheDivergencesAtOne() {
        JsonNode thresholds = Golden.header("objectives").required("thresholds");
        assertEquals(FDivergence.values().length, thresholds.size());
        for (FDivergence divergence : FDivergence.values()) {
            assertEquals(thresholds.required(divergence.name()).doubleValue(), divergence.threshold(), 1e-15);
        }
    }

    private static void assertErrors(Backend backend, JsonNode golden, IntToDoubleFunction tolerance) {
        Comparison comparison = new Comparison();
        List<Tensor> theta = Golden.tensors(backend, golden.required("parameters"));
        for (String player : List.of("critic", "generator")) {
            JsonNode expected = golden.required(player);
            try (Tape tape = new Tape()) {
                List<Tensor> values = Comparison.watch(tape, Golden.tensors(backend, golden.required("values")));
                Tensor loss = loss(golden, player, values.get(0), values.get(1));
                comparison.add(player, 1, loss, expected.required("loss"));
                comparison.addAll(player + " by values", 1, tape.gradient(loss, values), expected.required("byValues"));
                List<Tensor> weights = Comparison.watch(tape, theta);
                Perceptron critic = Perceptron.of("tanh");
                Tensor ofCritic = loss(
                        golden,
                        player,
                        critic.apply(weights, Golden.tensor(backend, golden.required("real"))),
                        critic.apply(weights, Golden.tensor(backend, golden.required("fake"))));
                comparison.add(player + " of critic", 1, ofCritic, expected.required("ofCritic"));
                comparison.addAll(
                        player + " by weights", 1, tape.gradient(ofCritic, weights), expected.required("byWeights"));
            }
        }
        comparison.assertWithin(tolerance, 2 * (4 + theta.size()));
    }

    private static void assertExtremes(Backend backend, JsonNode golden, double tolerance) {
        List<Executable> checks = new ArrayList<>();
        for (JsonNode extreme : golden.required("extremes")) {
            double[] at = Golden.numbers(extreme.required("values"));
            for (String player : List.of("critic", "generator")) {
                JsonNode expected = extreme.required(player);
                double[] found = twoDerivatives(backend, golden, player, at);
                double[] right = Stream.of("loss", "gradient", "second")
                        .flatMapToDouble(name -> Arrays.stream(Golden.numbers(expected.required(name))))
                        .toArray();
                for (int i = 0; i < right.length; i++) {
                    int k = i;
                    checks.add(() -> assertClose(
                            player + " at " + extreme.required("values") + ", result " + k,
                            k == 0 ? 0 : k < 3 ? 1 : 2,
                            right[k],
                            found[k],
                            tolerance));
                }
            }
        }
        assertEquals(11 * 2 * 6, checks.size());
        assertAll(checks);
    }

    /** A second derivative may also be the tangent's, 0. */
    private static void assertClose(String what, int order, double right, double found, double tolerance) {
        assertTrue(Double.isFinite(found), what + ": found " + found);
        if (Math.abs(right) < CONTINUED) {
            assertEquals(right, found, tolerance * Math.max(1, Math.abs(right)), what);
        } else {
            boolean large = found * Math.signum(right) > CONTINUED;
            assertTrue(order == 2 ? large || found == 0 : large, what + ": found " + found);
        }
    }

    /** Loss; by real, by fake; by real twice, by both, by fake twice. */
    private static double[] twoDerivatives(Backend backend, JsonNode golden, String player, double[] at) {
        try (Tape tape = new Tape()) {
            Tensor real = tape.watch(Tensor.of(backend, Shape.of(1, 1), at[0]));
            Tensor fake = tape.watch(Tensor.of(backend, Shape.of(1, 1), at[1]));
            Tensor loss = loss(golden, player, real, fake);
            Tensor byReal = tape.gradient(loss, real);
            Tensor byFake = tape.gradient(loss, fake);
            return Stream.of(
                            loss,
                            byReal,
                            byFake,
                            tape.gradient(byReal.sum(), real),
                            tape.gradient(byReal.sum(), fake),
                            tape.gradient(byFake.sum(), fake))
                    .mapToDouble(Tensor::item)
                    .toArray();
        }
    }

    private static Tensor loss(JsonNode golden, String player, Tensor real, Tensor fake) {
        Objective objective = objective(golden);
        return player.equals("critic") ? objective.criticLoss(real, fake) : objective.generatorLoss(() -> real, fake);
    }

    private static Objective objective(JsonNode golden) {
        return switch (golden.required("objective").textValue()) {
            case "wasserstein" -> Objective.wasserstein();
            case "minimax" -> new Logistic(Logistic.Generator.MINIMAX, number(golden, "label"));
            case "nonSaturating" -> new Logistic(Logistic.Generator.NON_SATURATING, number(golden, "label"));
            case "hinge" -> new Hinge();
            case "leastSquares" -> new LeastSquares(number(golden, "a"), number(golden, "b"), number(golden, "c"));
            case "relativisticAverage" -> new RelativisticAverage();
            case "energyBased" -> new EnergyBased(number(golden, "margin"));
            case "fGan" ->
                new FGan(
                        FDivergence.valueOf(golden.required("divergence").textValue()),
                        golden.required("alternative").booleanValue()
                                ? FGan.Generator.ALTERNATIVE
                                : FGan.Generator.MINIMAX);
            default ->
                throw new IllegalArgumentException(golden.required("objective").textValue());
        };
    }

    private static double number(JsonNode golden, String name) {
        return golden.required(name).doubleValue();
    }
}
