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
import dev.nabla2.gan.Penalty;
import dev.nabla2.gan.SamplePenalty;
import dev.nabla2.nn.Adam;
import dev.nabla2.nn.Optimiser;
import dev.nabla2.nn.OptimiserState;
import dev.nabla2.nn.Parameters;
import dev.nabla2.nn.Sgd;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The gradients of a generator's loss through three SGD and two Adam steps of its critic, against PyTorch.
 *
 * <p>The critic's loss holds R₁, so each step holds a second derivative, and the gradient through it a third.
 */
@Tag("one-java")
class UnrolledGoldenTest {
    private static final double GAMMA =
            Golden.header("unrolled").required("gamma").doubleValue();

    static Stream<Named<JsonNode>> cases() {
        return Golden.cases("unrolled").stream().map(c -> Named.of(optimiser(c) + " " + Network.name(c), c));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theStepsAndTheGradientsThroughThemAgreeOnReference(JsonNode golden) {
        assertErrors(Backends.reference(), golden, GoldenTolerance::ofDouble);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theStepsAndTheGradientsThroughThemAgreeOnCpuInFloats(JsonNode golden) {
        assertErrors(new CpuBackend(1), golden, GoldenTolerance::ofFloat);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theStepsAndTheGradientsThroughThemAgreeOnCpuInDoubles(JsonNode golden) {
        assertErrors(Backends.cpu(1, Precision.DOUBLE), golden, GoldenTolerance::ofDouble);
    }

    private static void assertErrors(Backend backend, JsonNode golden, IntToDoubleFunction tolerance) {
        Comparison comparison = new Comparison();
        Network network = Network.of(golden, "criticLayers");
        Network generating = Network.of(golden, "generatorLayers");
        Tensor real = Golden.tensor(backend, golden.required("real"));
        Tensor z = Golden.tensor(backend, golden.required("z"));
        JsonNode after = golden.required("after");
        try (Tape tape = new Tape()) {
            Parameters critic = tape.watch(parameters(backend, golden.required("critic")));
            List<Tensor> generator = Comparison.watch(tape, Golden.tensors(backend, golden.required("generator")));
            Tensor fake = generating.apply(generator, z);
            OptimiserState state = optimiser(golden).start(critic);
            for (int t = 0; t < after.size(); t++) {
                Parameters now = state.parameters();
                Tensor loss = criticLoss(tape, x -> network.apply(now.tensors(), x), real, fake);
                state = state.step(tape.gradient(loss, now), 1);
                comparison.addAll("step " + t, 2, state.parameters().tensors(), after.get(t));
            }
            Tensor loss =
                    network.apply(state.parameters().tensors(), fake).mean().negate();
            comparison.add("loss", 2, loss, golden.required("loss"));
            comparison.addAll("critic", 3, tape.gradient(loss, critic.tensors()), golden.required("byCritic"));
            comparison.addAll("generator", 3, tape.gradient(loss, generator), golden.required("byGenerator"));
            int results = 1
                    + (after.size() + 1) * critic.tensors().size()
                    + golden.required("generator").size();
            comparison.assertWithin(tolerance, results);
        }
    }

    private static Tensor criticLoss(Tape tape, UnaryOperator<Tensor> critic, Tensor real, Tensor fake) {
        Tensor loss = critic.apply(real).negate().softplus(1).mean();
        loss = loss.add(critic.apply(fake).softplus(1).mean());
        Penalty.Setting setting =
                new Penalty.Setting(tape, critic, real, fake, Draws.of(tape, real.backend(), RandomStream.of(1)));
        return loss.add(SamplePenalty.r1(GAMMA).term(setting).orElseThrow().value());
    }

    static Optimiser optimiser(JsonNode golden) {
        double rate = golden.required("lr").doubleValue();
        if (golden.required("optimiser").textValue().equals("sgd")) {
            return new Sgd(rate);
        }
        double[] betas = Golden.numbers(golden.required("betas"));
        return new Adam(rate, betas[0], betas[1], golden.required("eps").doubleValue());
    }

    private static Parameters parameters(Backend backend, JsonNode golden) {
        Parameters all = Parameters.none();
        for (int i = 0; i < golden.size(); i++) {
            all = all.and("p" + i, Golden.tensor(backend, golden.get(i)));
        }
        return all;
    }
}
