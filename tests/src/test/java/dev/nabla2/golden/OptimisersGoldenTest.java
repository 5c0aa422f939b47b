package dev.nabla2.golden;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nabla2.engine.Backends;
import dev.nabla2.engine.backend.Backend;
import dev.nabla2.nn.Adam;
import dev.nabla2.nn.Optimiser;
import dev.nabla2.nn.OptimiserState;
import dev.nabla2.nn.Parameters;
import dev.nabla2.nn.RmsProp;
import dev.nabla2.nn.Sgd;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Steps of every optimiser on given gradients, both ways of taking them, against PyTorch. */
class OptimisersGoldenTest {
    static Stream<Named<JsonNode>> cases() {
        return Golden.cases("optimisers").stream()
                .map(c -> Named.of(optimiser(c).toString(), c));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theStepWrittenInTensorsAgreesAfterEveryStep(JsonNode golden) {
        assertSteps(golden, (state, gradient) -> state.step(gradient, 1));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theStepInPlaceAgreesAfterEveryStep(JsonNode golden) {
        assertSteps(golden, (state, gradient) -> state.stepInPlace(gradient, 1));
    }

    /** Elements differ in size by ten orders of magnitude, so each is compared by itself. */
    private static void assertSteps(JsonNode golden, BiFunction<OptimiserState, Parameters, OptimiserState> step) {
        Backend backend = Backends.reference();
        OptimiserState state = optimiser(golden).start(parameters(backend, golden.required("start")));
        List<JsonNode> gradients = Golden.elements(golden.required("gradients"));
        List<JsonNode> after = Golden.elements(golden.required("after"));
        assertEquals(after.size(), gradients.size());
        List<Executable> checks = new ArrayList<>();
        for (int t = 0; t < after.size(); t++) {
            state = step.apply(state, parameters(backend, gradients.get(t)));
            double[] found = state.parameters().get("p").toDoubles();
            double[] expected = Golden.numbers(after.get(t));
            for (int i = 0; i < expected.length; i++) {
                String what = "element %d after %d steps".formatted(i, t + 1);
                double[] one = {found[i]};
                double[] truth = {expected[i]};
                checks.add(() -> GoldenTolerance.assertClose(what, one, truth, GoldenTolerance.ofDouble(0)));
            }
        }
        assertAll(checks);
    }

    private static Parameters parameters(Backend backend, JsonNode values) {
        return Parameters.none().and("p", Golden.tensor(backend, values));
    }

    private static Optimiser optimiser(JsonNode golden) {
        double rate = golden.required("lr").doubleValue();
        return switch (golden.required("optimiser").textValue()) {
            case "sgd" -> new Sgd(rate);
            case "rmsprop" -> new RmsProp(rate, number(golden, "alpha"), number(golden, "eps"));
            case "adam" -> {
                double[] betas = Golden.numbers(golden.required("betas"));
                yield new Adam(rate, betas[0], betas[1], number(golden, "eps"));
            }
            default -> throw new IllegalArgumentException("no such optimiser: " + golden);
        };
    }

    private static double number(JsonNode golden, String name) {
        return golden.required(name).doubleValue();
    }
}
