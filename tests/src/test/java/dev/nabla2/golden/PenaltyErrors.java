package dev.nabla2.golden;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nabla2.engine.Tape;
import dev.nabla2.engine.Tensor;
import dev.nabla2.engine.backend.Backend;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** One case of {@code penalties.json} computed on a backend, and how far each of its results is from the golden one. */
final class PenaltyErrors {
    /**
     * One result's error.
     *
     * @param order how many times the critic was differentiated for it
     */
    record Entry(String what, int order, double error) {}

    private static final Map<String, UnaryOperator<Tensor>> PENALTIES = Map.of(
            "twoSided", norm -> norm.sub(1).square().mean(),
            "oneSided", norm -> norm.sub(1).relu().square().mean(),
            "zeroCentred", norm -> norm.square().mean());

    private final JsonNode golden;
    private final List<Entry> entries = new ArrayList<>();

    private PenaltyErrors(JsonNode golden) {
        this.golden = golden;
    }

    static List<Entry> of(Backend backend, JsonNode golden) {
        PenaltyErrors errors = new PenaltyErrors(golden);
        try (Tape tape = new Tape()) {
            errors.compute(backend, tape);
        }
        return List.copyOf(errors.entries);
    }

    private void compute(Backend backend, Tape tape) {
        Perceptron critic = Perceptron.of(golden.required("activation").textValue());
        List<Tensor> parameters = watch(tape, Golden.tensors(backend, golden.required("parameters")));
        Tensor x = tape.watch(Golden.tensor(backend, golden.required("x")));
        Tensor value = critic.apply(parameters, x);
        Tensor slope = tape.gradient(value.sum(), x);
        Tensor norms = slope.normPerSample();
        add("value", 0, value, golden.required("value"));
        add("slope", 1, slope, golden.required("slope"));
        add("norms", 1, norms, golden.required("norms"));
        addAll("gradientOfMean", 1, tape.gradient(value.mean(), parameters), golden.required("gradientOfMean"));
        List<Tensor> v = Golden.tensors(backend, golden.required("v"));
        PENALTIES.forEach((name, penalty) -> addPenalty(tape, name, penalty.apply(norms), parameters, v));
    }

    private void addPenalty(Tape tape, String name, Tensor penalty, List<Tensor> parameters, List<Tensor> v) {
        JsonNode expected = golden.required(name);
        List<Tensor> gradient = tape.gradient(penalty, parameters);
        add(name, 1, penalty, expected.required("value"));
        addAll(name + " gradient", 2, gradient, expected.required("gradient"));
        if (expected.has("hessianTimesV")) {
            JsonNode product = expected.required("hessianTimesV");
            Tensor along = gradient.get(0).dot(v.get(0));
            for (int i = 1; i < v.size(); i++) {
                along = along.add(gradient.get(i).dot(v.get(i)));
            }
            addAll(name + " Hessian times v, reverse", 3, tape.gradient(along, parameters), product);
            List<Tensor> forward = gradient.stream()
                    .map(g -> pushforward(tape, g, parameters, v))
                    .toList();
            addAll(name + " Hessian times v, forward", 3, forward, product);
        }
    }

    /** The derivative of y by all parameters along v: the same product, in forward mode over two reverse ones. */
    private static Tensor pushforward(Tape tape, Tensor y, List<Tensor> parameters, List<Tensor> v) {
        Tensor sum = tape.pushforward(y, parameters.get(0), v.get(0));
        for (int i = 1; i < v.size(); i++) {
            sum = sum.add(tape.pushforward(y, parameters.get(i), v.get(i)));
        }
        return sum;
    }

    static List<Tensor> watch(Tape tape, List<Tensor> tensors) {
        return tensors.stream().map(tape::watch).toList();
    }

    private void addAll(String what, int order, List<Tensor> found, JsonNode expected) {
        for (int i = 0; i < found.size(); i++) {
            add(what + " by parameter " + i, order, found.get(i), expected.get(i));
        }
    }

    private void add(String what, int order, Tensor found, JsonNode expected) {
        double[] golden = Golden.numbers(expected);
        entries.add(new Entry(what, order, GoldenTolerance.error(found.toDoubles(), golden)));
    }
}
