package dev.nabla2.golden;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nabla2.engine.Backends;
import dev.nabla2.engine.Draws;
import dev.nabla2.engine.RandomStream;
import dev.nabla2.engine.Tape;
import dev.nabla2.engine.Tensor;
import dev.nabla2.engine.backend.Backend;
import dev.nabla2.engine.backend.Precision;
import dev.nabla2.engine.backend.cpu.CpuBackend;
import dev.nabla2.gan.GradientPenalty;
import dev.nabla2.gan.GradientPenalty.Sides;
import dev.nabla2.gan.Penalty;
import dev.nabla2.gan.RothRegulariser;
import dev.nabla2.gan.SamplePenalty;
import dev.nabla2.gan.ZeroCentredPenalty;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The library's penalties on dense and convolutional critics, and a Hessian product, against PyTorch. */
class CriticsGoldenTest {
    private static final double CENTRE =
            Golden.header("critics").required("centre").doubleValue();
    private static final int PENALTIES = 9;

    static Stream<Named<JsonNode>> cases() {
        return Golden.cases("critics").stream().map(c -> Named.of(Network.name(c), c));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void everyPenaltyItsGradientAndAHessianProductAgreeOnReference(JsonNode golden) {
        assertErrors(Backends.reference(), golden, GoldenTolerance::ofDouble);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void everyPenaltyItsGradientAndAHessianProductAgreeOnCpuInFloats(JsonNode golden) {
        assertErrors(new CpuBackend(1), golden, GoldenTolerance::ofFloat);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void everyPenaltyItsGradientAndAHessianProductAgreeOnCpuInDoubles(JsonNode golden) {
        assertErrors(Backends.cpu(1, Precision.DOUBLE), golden, GoldenTolerance::ofDouble);
    }

    private static void assertErrors(Backend backend, JsonNode golden, IntToDoubleFunction tolerance) {
        Comparison comparison = new Comparison();
        Network network = Network.of(golden, "criticLayers");
        Tensor real = Golden.tensor(backend, golden.required("real"));
        Tensor fake = Golden.tensor(backend, golden.required("fake"));
        try (Tape tape = new Tape()) {
            List<Tensor> parameters = Comparison.watch(tape, Golden.tensors(backend, golden.required("critic")));
            UnaryOperator<Tensor> critic = x -> network.apply(parameters, x);
            Tensor alpha = Golden.tensor(backend, golden.required("alpha"));
            Tensor interpolates = fake.add(real.sub(fake).mul(alpha));
            Map<String, Tensor> penalties = onInterpolates(tape, critic, interpolates);
            penalties.putAll(onSamples(
                    new Penalty.Setting(tape, critic, real, fake, Draws.of(tape, real.backend(), RandomStream.of(1)))));
            penalties.forEach((name, value) -> {
                JsonNode expected = golden.required(name);
                comparison.add(name, 1, value, expected.required("value"));
                comparison.addAll(
                        name + " gradient", 2, tape.gradient(value, parameters), expected.required("gradient"));
            });
            Tensor loss = critic.apply(real).negate().softplus(1).mean();
            loss = loss.add(critic.apply(fake).softplus(1).mean());
            addHessianProducts(comparison, tape, loss, parameters, golden, backend);
            comparison.assertWithin(tolerance, PENALTIES + (PENALTIES + 2) * parameters.size());
        }
    }

    private static Map<String, Tensor> onInterpolates(Tape tape, UnaryOperator<Tensor> critic, Tensor interpolates) {
        Tensor slopes = GradientPenalty.slopes(tape, critic, interpolates);
        Map<String, Tensor> penalties = new LinkedHashMap<>();
        penalties.put("twoSided", GradientPenalty.twoSided(1).of(slopes));
        penalties.put("oneSided", GradientPenalty.oneSided(1).of(slopes));
        penalties.put("twoSidedAboutCentre", new GradientPenalty(1, Sides.TWO, CENTRE).of(slopes));
        penalties.put("oneSidedAboutCentre", new GradientPenalty(1, Sides.ONE, CENTRE).of(slopes));
        penalties.put("zeroCentred", ZeroCentredPenalty.at(tape, critic, interpolates));
        return penalties;
    }

    private static Map<String, Tensor> onSamples(Penalty.Setting setting) {
        Map<String, Penalty> penalties = Map.of(
                "r1",
                SamplePenalty.r1(1),
                "r2",
                SamplePenalty.r2(1),
                "onSamples",
                new SamplePenalty(1, SamplePenalty.Points.BOTH),
                "roth",
                new RothRegulariser(1, false));
        Map<String, Tensor> values = new LinkedHashMap<>();
        penalties.forEach((name, penalty) ->
                values.put(name, penalty.term(setting).orElseThrow().value()));
        return values;
    }

    /** The Hessian of the loss times v: in reverse mode twice, and forwards along v over one reverse mode. */
    private static void addHessianProducts(
            Comparison comparison, Tape tape, Tensor loss, List<Tensor> parameters, JsonNode golden, Backend backend) {
        List<Tensor> v = Golden.tensors(backend, golden.required("v"));
        List<Tensor> gradient = tape.gradient(loss, parameters);
        List<Tensor> reverse = tape.gradient(Comparison.dot(gradient, v), parameters);
        List<Tensor> forward = gradient.stream()
                .map(g -> Comparison.pushforward(tape, g, parameters, v))
                .toList();
        comparison.addAll("Hessian times v, reverse", 2, reverse, golden.required("hessianTimesV"));
        comparison.addAll("Hessian times v, forward", 2, forward, golden.required("hessianTimesV"));
    }
}
