package dev.nabla2.golden;

import static org.junit.jupiter.api.Assertions.assertAll;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nabla2.engine.Backends;
import dev.nabla2.engine.Tape;
import dev.nabla2.engine.Tensor;
import dev.nabla2.engine.backend.Backend;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A whole critic step and a whole generator step of WGAN-GP, written in the engine's operations, against PyTorch. */
class WganGpStepGoldenTest {
    private final Backend backend = Backends.reference();
    private final List<Executable> checks = new ArrayList<>();

    static Stream<Named<JsonNode>> cases() {
        return Golden.cases("wgan_gp_step").stream()
                .map(c -> Named.of(c.required("activation").textValue() + " lambda " + c.required("lambda"), c));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theCriticsLossItsPartsAndItsGradientAgree(JsonNode golden) {
        Perceptron network = Perceptron.of(golden.required("activation").textValue());
        Tensor real = Golden.tensor(backend, golden.required("real"));
        Tensor fake = Golden.tensor(backend, golden.required("fake"));
        Tensor alpha = Golden.tensor(backend, golden.required("alpha"));
        try (Tape tape = new Tape()) {
            List<Tensor> critic = Comparison.watch(tape, Golden.tensors(backend, golden.required("critic")));
            Tensor meanFake = network.apply(critic, fake).mean();
            Tensor meanReal = network.apply(critic, real).mean();
            Tensor x = tape.watch(alpha.mul(real).add(alpha.negate().add(1).mul(fake)));
            Tensor slope = tape.gradient(network.apply(critic, x).sum(), x);
            Tensor penalty = slope.normPerSample().sub(1).square().mean();
            double lambda = golden.required("lambda").doubleValue();
            Tensor loss = meanFake.sub(meanReal).add(penalty.mul(lambda));
            check(0, meanFake, golden.required("meanFake"), "meanFake");
            check(0, meanReal, golden.required("meanReal"), "meanReal");
            check(1, penalty, golden.required("penalty"), "penalty");
            check(1, loss, golden.required("criticLoss"), "criticLoss");
            checkAll(2, tape.gradient(loss, critic), golden, "criticGradient");
        }
        assertAll(checks);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theGeneratorsLossAndItsGradientAgree(JsonNode golden) {
        Perceptron network = Perceptron.of(golden.required("activation").textValue());
        List<Tensor> critic = Golden.tensors(backend, golden.required("critic"));
        Tensor z = Golden.tensor(backend, golden.required("z"));
        try (Tape tape = new Tape()) {
            List<Tensor> generator = Comparison.watch(tape, Golden.tensors(backend, golden.required("generator")));
            Tensor loss =
                    network.apply(critic, network.apply(generator, z)).mean().negate();
            check(0, loss, golden.required("generatorLoss"), "generatorLoss");
            checkAll(1, tape.gradient(loss, generator), golden, "generatorGradient");
        }
        assertAll(checks);
    }

    private void checkAll(int order, List<Tensor> found, JsonNode golden, String what) {
        for (int i = 0; i < found.size(); i++) {
            check(order, found.get(i), golden.required(what).get(i), what + " by parameter " + i);
        }
    }

    private void check(int order, Tensor found, JsonNode golden, String what) {
        double[] actual = found.toDoubles();
        double[] expected = Golden.numbers(golden);
        checks.add(() -> GoldenTolerance.assertClose(what, actual, expected, GoldenTolerance.ofDouble(order)));
    }
}
