package dev.nabla2.golden;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nabla2.engine.Backends;
import dev.nabla2.engine.Tape;
import dev.nabla2.engine.Tensor;
import dev.nabla2.engine.backend.Backend;
import dev.nabla2.engine.backend.Precision;
import dev.nabla2.engine.backend.cpu.CpuBackend;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The consensus term ½‖v‖² and the squared norm of the critic's gradient, with their gradients by both players, against PyTorch. */
class GamesGoldenTest {
    /** The payoff and two terms. */
    private static final int FIXED_RESULTS = 3;

    static Stream<Named<JsonNode>> cases() {
        return Golden.cases("games").stream().map(c -> Named.of(Network.name(c), c));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void bothTermsAndTheirGradientsAgreeOnReference(JsonNode golden) {
        assertErrors(Backends.reference(), golden, GoldenTolerance::ofDouble);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void bothTermsAndTheirGradientsAgreeOnCpuInFloats(JsonNode golden) {
        assertErrors(new CpuBackend(1), golden, GoldenTolerance::ofFloat);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void bothTermsAndTheirGradientsAgreeOnCpuInDoubles(JsonNode golden) {
        assertErrors(Backends.cpu(1, Precision.DOUBLE), golden, GoldenTolerance::ofDouble);
    }

    private static void assertErrors(Backend backend, JsonNode golden, IntToDoubleFunction tolerance) {
        Comparison comparison = new Comparison();
        Network network = Network.of(golden, "criticLayers");
        Network generating = Network.of(golden, "generatorLayers");
        Tensor real = Golden.tensor(backend, golden.required("real"));
        Tensor z = Golden.tensor(backend, golden.required("z"));
        try (Tape tape = new Tape()) {
            List<Tensor> critic = Comparison.watch(tape, Golden.tensors(backend, golden.required("critic")));
            List<Tensor> generator = Comparison.watch(tape, Golden.tensors(backend, golden.required("generator")));
            Tensor payoff = payoff(network.apply(critic, real), network.apply(critic, generating.apply(generator, z)));
            Tensor byCritic = squaredNorm(tape.gradient(payoff, critic));
            Tensor byGenerator = squaredNorm(tape.gradient(payoff, generator));
            comparison.add("payoff", 0, payoff, golden.required("payoff"));
            Tensor consensus = byCritic.add(byGenerator).mul(0.5);
            add(comparison, tape, consensus, critic, generator, golden, "consensus");
            add(comparison, tape, byCritic, critic, generator, golden, "gradientNorm");
            comparison.assertWithin(tolerance, FIXED_RESULTS + 2 * (critic.size() + generator.size()));
        }
    }

    private static void add(
            Comparison comparison,
            Tape tape,
            Tensor term,
            List<Tensor> critic,
            List<Tensor> generator,
            JsonNode golden,
            String name) {
        JsonNode expected = golden.required(name);
        comparison.add(name, 1, term, expected.required("value"));
        comparison.addAll(name + " critic", 2, tape.gradient(term, critic), expected.required("byCritic"));
        comparison.addAll(name + " generator", 2, tape.gradient(term, generator), expected.required("byGenerator"));
    }

    private static Tensor payoff(Tensor real, Tensor fake) {
        return real.negate().softplus(1).mean().add(fake.softplus(1).mean()).negate();
    }

    private static Tensor squaredNorm(List<Tensor> tensors) {
        return Comparison.dot(tensors, tensors);
    }
}
