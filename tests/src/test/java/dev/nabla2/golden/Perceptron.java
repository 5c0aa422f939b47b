package dev.nabla2.golden;

import dev.nabla2.engine.Tensor;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** The multilayer perceptron of the golden files, written in the engine's operations alone: W0, b0, W1, b1, …, last layer linear. */
record Perceptron(UnaryOperator<Tensor> activation) {
    private static final Map<String, UnaryOperator<Tensor>> ACTIVATIONS = Map.ofEntries(
            Map.entry("relu", Tensor::relu),
            Map.entry("leaky_relu(0.2)", x -> x.leakyRelu(0.2)),
            Map.entry("elu(1.0)", x -> x.elu(1)),
            Map.entry("elu(0.7)", x -> x.elu(0.7)),
            Map.entry("selu", Tensor::selu),
            Map.entry("softplus(1.0)", x -> x.softplus(1)),
            Map.entry("softplus(3.0)", x -> x.softplus(3)),
            Map.entry("tanh", Tensor::tanh),
            Map.entry("sigmoid", Tensor::sigmoid),
            Map.entry("gelu", Tensor::gelu),
            Map.entry("silu", Tensor::silu));

    static Perceptron of(String activation) {
        return new Perceptron(activation(activation));
    }

    /** The function of a name. */
    static UnaryOperator<Tensor> activation(String name) {
        return ACTIVATIONS.get(name);
    }

    Tensor apply(List<Tensor> parameters, Tensor x) {
        Tensor y = x;
        for (int i = 0; i < parameters.size(); i += 2) {
            y = y.matmul(parameters.get(i)).add(parameters.get(i + 1));
            y = i + 2 < parameters.size() ? activation.apply(y) : y;
        }
        return y;
    }
}
