package dev.nabla2.golden;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nabla2.engine.Backends;
import dev.nabla2.engine.Tape;
import dev.nabla2.engine.Tensor;
import dev.nabla2.engine.backend.Backend;
import dev.nabla2.engine.backend.Precision;
import dev.nabla2.engine.backend.cpu.CpuBackend;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Operations of several operands to third order, against PyTorch.
 *
 * <p>A result y is made a number, s₁ = Σ c·tanh(y), and s₂ = ⟨∇s₁, v₁⟩, s₃ = ⟨∇s₂, v₂⟩ with v over all operands at once, so that mixed
 * derivatives count; compared are the gradients of s₁, s₂ and s₃ by every operand. Each is found twice: in reverse mode alone, and by
 * carrying the gradient below it forwards along v.
 */
class OrdersGoldenTest {
    static Stream<Named<JsonNode>> cases() {
        return Stream.of("convolutions", "normalisation", "sampling", "composed")
                .flatMap(section -> Golden.cases(section).stream())
                .map(c -> Named.of(GoldenOperation.name(c), c));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void everyGradientAgreesToThirdOrderOnReference(JsonNode golden) {
        assertErrors(Backends.reference(), golden, GoldenTolerance::ofDouble);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void everyGradientAgreesToThirdOrderOnCpuInFloats(JsonNode golden) {
        assertErrors(new CpuBackend(1), golden, GoldenTolerance::ofFloat);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void everyGradientAgreesToThirdOrderOnCpuInDoubles(JsonNode golden) {
        assertErrors(Backends.cpu(1, Precision.DOUBLE), golden, GoldenTolerance::ofDouble);
    }

    private static void assertErrors(Backend backend, JsonNode golden, IntToDoubleFunction tolerance) {
        Comparison comparison = new Comparison();
        JsonNode gradients = golden.required("gradients");
        List<List<Tensor>> directions = new ArrayList<>();
        golden.required("directions").forEach(v -> directions.add(Golden.tensors(backend, v)));
        int orders = gradients.size();
        try (Tape tape = new Tape()) {
            List<Tensor> operands = Comparison.watch(tape, Golden.tensors(backend, golden.required("operands")));
            Tensor value = GoldenOperation.apply(golden, operands);
            comparison.add("value", 0, value, golden.required("value"));
            Tensor scalar = value.tanh().dot(Golden.tensor(backend, golden.required("c")));
            List<Tensor> found = tape.gradient(scalar, operands);
            comparison.addAll("order 1", 1, found, gradients.get(0));
            for (int order = 2; order <= orders; order++) {
                List<Tensor> v = directions.get(order - 2);
                List<Tensor> forward = found.stream()
                        .map(g -> Comparison.pushforward(tape, g, operands, v))
                        .toList();
                comparison.addAll("order " + order + ", forward", order, forward, gradients.get(order - 1));
                found = tape.gradient(Comparison.dot(found, v), operands);
                comparison.addAll("order " + order + ", reverse", order, found, gradients.get(order - 1));
            }
            comparison.assertWithin(tolerance, 1 + (2 * orders - 1) * operands.size());
        }
    }
}
