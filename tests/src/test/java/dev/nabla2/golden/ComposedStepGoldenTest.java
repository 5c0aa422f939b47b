package dev.nabla2.golden;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nabla2.engine.Backends;
import dev.nabla2.engine.Tape;
import dev.nabla2.engine.Tensor;
import dev.nabla2.engine.backend.Backend;
import dev.nabla2.gan.GradientPenalty;
import dev.nabla2.gan.Objective;
import dev.nabla2.nn.Activation;
import dev.nabla2.nn.Parameters;
import dev.nabla2.nn.Sequential;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The same steps of WGAN-GP as a user composes them, from layers, an objective and a penalty, against PyTorch. */
class ComposedStepGoldenTest {
    private final Backend backend = Backends.reference();
    private final List<Executable> checks = new ArrayList<>();

    static Stream<Named<JsonNode>> cases() {
        return WganGpStepGoldenTest.cases();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theCriticsStepAgrees(JsonNode golden) {
        Tensor real = Golden.tensor(backend, golden.required("real"));
        Tensor fake = Golden.tensor(backend, golden.required("fake"));
        Tensor alpha = Golden.tensor(backend, golden.required("alpha"));
        double lambda = golden.required("lambda").doubleValue();
        Sequential network = network(golden, "critic");
        try (Tape tape = new Tape()) {
            Parameters critic = tape.watch(parameters(network, golden.required("critic")));
            UnaryOperator<Tensor> values = x -> network.apply(critic, x);
            Tensor slopes =
                    GradientPenalty.slopes(tape, values, fake.add(real.sub(fake).mul(alpha)));
            Tensor penalty = GradientPenalty.twoSided(lambda).of(slopes);
            Tensor loss = Objective.wasserstein()
                    .criticLoss(values.apply(real), values.apply(fake))
                    .add(penalty.mul(lambda));
            check(1, penalty, golden.required("penalty"), "penalty");
            check(1, loss, golden.required("criticLoss"), "loss");
            checkAll(2, tape.lastGradient(loss, critic), golden.required("criticGradient"));
        }
        assertAll(checks);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theGeneratorsStepAgrees(JsonNode golden) {
        Sequential network = network(golden, "critic");
        Parameters critic = parameters(network, golden.required("critic"));
        Sequential generating = network(golden, "generator");
        try (Tape tape = new Tape()) {
            Parameters generator = tape.watch(parameters(generating, golden.required("generator")));
            Tensor fake = generating.apply(generator, Golden.tensor(backend, golden.required("z")));
            Tensor real = Golden.tensor(backend, golden.required("real"));
            Tensor loss = Objective.wasserstein()
                    .generatorLoss(() -> network.apply(critic, real), network.apply(critic, fake));
            check(0, loss, golden.required("generatorLoss"), "loss");
            checkAll(1, tape.lastGradient(loss, generator), golden.required("generatorGradient"));
        }
        assertAll(checks);
    }

    /** A perceptron of the widths of golden weights W0, b0, W1, b1, …. */
    private static Sequential network(JsonNode golden, String player) {
        JsonNode parameters = golden.required(player);
        int[] widths = new int[parameters.size() / 2 + 1];
        widths[0] = parameters.get(0).size();
        for (int i = 1; i < widths.length; i++) {
            widths[i] = parameters.get(2 * i - 1).size();
        }
        String activation = golden.required("activation").textValue();
        return Sequential.mlp(Activation.valueOf(activation.toUpperCase(Locale.ROOT)), widths);
    }

    /** Golden weights under the names that the layers use: weight and bias, as there, take turns. */
    private Parameters parameters(Sequential network, JsonNode golden) {
        Parameters all = Parameters.none();
        for (int i = 0; i < golden.size(); i++) {
            // Layers with parameters and activations take turns too.
            String name = "%d.%s".formatted(i / 2 * 2, i % 2 == 0 ? "weight" : "bias");
            all = all.and(name, Golden.tensor(backend, golden.get(i)));
        }
        assertEquals(network.layers().size(), golden.size() - 1, "dense layers with activations between them");
        return all;
    }

    private void checkAll(int order, Parameters found, JsonNode golden) {
        assertEquals(golden.size(), found.tensors().size());
        for (int i = 0; i < golden.size(); i++) {
            check(
                    order,
                    found.tensors().get(i),
                    golden.get(i),
                    "gradient by " + found.names().get(i));
        }
    }

    private void check(int order, Tensor found, JsonNode golden, String what) {
        double[] actual = found.toDoubles();
        double[] expected = Golden.numbers(golden);
        checks.add(() -> GoldenTolerance.assertClose(what, actual, expected, GoldenTolerance.ofDouble(order)));
    }
}
