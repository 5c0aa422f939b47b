package dev.nabla2.golden;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nabla2.engine.Tape;
import dev.nabla2.engine.Tensor;
import dev.nabla2.engine.backend.Backend;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** One case of {@code penalties.json} computed on a backend, and how far each of its results is from the golden one. */
final class PenaltyErrors {
    private static final Map<String, UnaryOperator<Tensor>> PENALTIES = Map.of(
            "twoSided", norm -> norm.sub(1).square().mean(),
            "oneSided", norm -> norm.sub(1).relu().square().mean(),
            "zeroCentred", norm -> norm.square().mean());

    private final JsonNode golden;
    private final Comparison comparison = new Comparison();

    private PenaltyErrors(JsonNode golden) {
        this.golden = golden;
    }

    static Comparison of(Backend backend, JsonNode golden) {
        PenaltyErrors errors = new PenaltyErrors(golden);
        try (Tape tape = new Tape()) {
            errors.compute(backend, tape);
        }
        return errors.comparison;
    }

    private void compute(Backend backend, Tape tape) {
        Perceptron critic = Perceptron.of(golden.required("activation").textValue());
        List<Tensor> parameters = Comparison.watch(tape, Golden.tensors(backend, golden.required("parameters")));
        Tensor x = tape.watch(Golden.tensor(backend, golden.required("x")));
        Tensor value = critic.apply(parameters, x);
        Tensor slope = tape.gradient(value.sum(), x);
        Tensor norms = slope.normPerSample();
        comparison.add("value", 0, value, golden.required("value"));
        comparison.add("slope", 1, slope, golden.required("slope"));
        comparison.add("norms", 1, norms, golden.required("norms"));
        comparison.addAll(
                "gradientOfMean", 1, tape.gradient(value.mean(), parameters), golden.required("gradientOfMean"));
        List<Tensor> v = Golden.tensors(backend, golden.required("v"));
        PENALTIES.forEach((name, penalty) -> addPenalty(tape, name, penalty.apply(norms), parameters, v));
    }

    private void addPenalty(Tape tape, String name, Tensor penalty, List<Tensor> parameters, List<Tensor> v) {
        JsonNode expected = golden.required(name);
        List<Tensor> gradient = tape.gradient(penalty, parameters);
        comparison.add(name, 1, penalty, expected.required("value"));
        comparison.addAll(name + " gradient", 2, gradient, expected.required("gradient"));
        if (expected.has("hessianTimesV")) {
            JsonNode product = expected.required("hessianTimesV");
            Tensor along = Comparison.dot(gradient, v);
            comparison.addAll(name + " Hessian times v, reverse", 3, tape.gradient(along, parameters), product);
            List<Tensor> forward = gradient.stream()
                    .map(g -> Comparison.pushforward(tape, g, parameters, v))
                    .toList();
            comparison.addAll(name + " Hessian times v, forward", 3, forward, product);
        }
    }
}
