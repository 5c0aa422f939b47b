package dev.nabla2.golden;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nabla2.engine.Backends;
import dev.nabla2.engine.Shape;
import dev.nabla2.engine.Tape;
import dev.nabla2.engine.Tensor;
import dev.nabla2.engine.backend.Backend;
import dev.nabla2.engine.backend.Precision;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Pointwise functions and all their partial derivatives to third order, against mpmath's 400 digits. */
class PointwiseGoldenTest {
    private static final Map<String, Function<JsonNode, UnaryOperator<Tensor>>> UNARY = Map.ofEntries(
            Map.entry("negate", c -> Tensor::negate),
            Map.entry("abs", c -> Tensor::abs),
            Map.entry("sign", c -> Tensor::sign),
            Map.entry("exp", c -> Tensor::exp),
            Map.entry("log", c -> Tensor::log),
            Map.entry("log1p", c -> Tensor::log1p),
            Map.entry("expm1", c -> Tensor::expm1),
            Map.entry("sqrt", c -> Tensor::sqrt),
            Map.entry("square", c -> Tensor::square),
            Map.entry("reciprocal", c -> Tensor::reciprocal),
            Map.entry("tanh", c -> Tensor::tanh),
            Map.entry("sigmoid", c -> Tensor::sigmoid),
            Map.entry("softplus", c -> x -> x.softplus(constant(c))),
            Map.entry("relu", c -> Tensor::relu),
            Map.entry("leaky_relu", c -> x -> x.leakyRelu(constant(c))),
            Map.entry("elu", c -> x -> x.elu(constant(c))),
            Map.entry("selu", c -> Tensor::selu),
            Map.entry("gelu", c -> Tensor::gelu),
            Map.entry("silu", c -> Tensor::silu),
            Map.entry("erf", c -> Tensor::erf),
            Map.entry("rsqrt", c -> Tensor::rsqrt),
            Map.entry("pow", c -> x -> x.pow(constant(c))),
            Map.entry("logit", c -> Tensor::logit),
            Map.entry("log_sigmoid", c -> Tensor::logSigmoid),
            Map.entry("celu", c -> x -> x.celu(constant(c))),
            Map.entry("gelu_tanh", c -> Tensor::geluTanh),
            Map.entry("clamp(-1.5, 0.8)", c -> x -> x.clamp(-1.5, 0.8)),
            Map.entry("sin", c -> Tensor::sin),
            Map.entry("cos", c -> Tensor::cos));

    private static final Map<String, BinaryOperator<Tensor>> BINARY = Map.of(
            "add", Tensor::add,
            "subtract", Tensor::sub,
            "multiply", Tensor::mul,
            "divide", Tensor::div,
            "maximum", Tensor::maximum,
            "minimum", Tensor::minimum,
            "where(1)", (a, b) -> constantLike(a, 1).where(a, b),
            "where(0)", (a, b) -> constantLike(a, 0).where(a, b));

    static Stream<Named<JsonNode>> cases() {
        return Golden.cases("pointwise").stream()
                .map(c -> Named.of(
                        c.required("function").textValue() + " "
                                + c.path("constant").asText(),
                        c));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void everyPartialDerivativeAgreesAtEveryPointOnReference(JsonNode golden) {
        assertDerivatives(Backends.reference(), golden);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void everyPartialDerivativeAgreesAtEveryPointOnCpuInDoubles(JsonNode golden) {
        assertDerivatives(Backends.cpu(1, Precision.DOUBLE), golden);
    }

    private static void assertDerivatives(Backend backend, JsonNode golden) {
        List<Executable> checks = new ArrayList<>();
        golden.required("derivatives").properties().forEach(derivative -> {
            String orders = derivative.getKey();
            int order = orders.chars().map(digit -> digit - '0').sum();
            double[] found = derivative(backend, golden, orders);
            double[] expected = Golden.numbers(derivative.getValue());
            checks.add(() -> assertEquals(golden.required("points").size(), expected.length));
            for (int i = 0; i < expected.length; i++) {
                String what =
                        "∂%s at %s".formatted(orders, golden.required("points").get(i));
                double actual = found[i];
                double truth = expected[i];
                checks.add(() -> GoldenTolerance.assertPointwise(what, order, actual, truth));
            }
        });
        assertAll(checks);
    }

    /** The partial derivative whose orders are the digits of {@code orders}, at every point. */
    private static double[] derivative(Backend backend, JsonNode golden, String orders) {
        try (Tape tape = new Tape()) {
            List<Tensor> arguments = new ArrayList<>();
            for (int i = 0; i < orders.length(); i++) {
                arguments.add(tape.watch(argument(backend, golden.required("points"), i)));
            }
            Tensor y = apply(golden, arguments);
            for (int i = 0; i < orders.length(); i++) {
                for (int order = orders.charAt(i) - '0'; order > 0; order--) {
                    y = tape.gradient(y.sum(), arguments.get(i));
                }
            }
            return y.toDoubles();
        }
    }

    private static Tensor argument(Backend backend, JsonNode points, int which) {
        double[] values = Golden.elements(points).stream()
                .mapToDouble(p -> p.get(which).doubleValue())
                .toArray();
        return Tensor.of(backend, Shape.of(values.length), values);
    }

    private static Tensor apply(JsonNode golden, List<Tensor> arguments) {
        String function = golden.required("function").textValue();
        return arguments.size() == 1
                ? UNARY.get(function).apply(golden).apply(arguments.get(0))
                : BINARY.get(function).apply(arguments.get(0), arguments.get(1));
    }

    private static double constant(JsonNode golden) {
        return golden.required("constant").doubleValue();
    }

    private static Tensor constantLike(Tensor a, double value) {
        return Tensor.filled(a.backend(), a.shape(), value);
    }
}
