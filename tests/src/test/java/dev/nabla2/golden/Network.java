package dev.nabla2.golden;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nabla2.engine.Convolution;
import dev.nabla2.engine.Shape;
import dev.nabla2.engine.Tensor;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A network of the golden files, written in the engine's operations alone: weight and bias of each layer that has any, in order, and
 * the activation after every such layer but the last.
 */
record Network(List<JsonNode> layers, UnaryOperator<Tensor> activation) {
    /** The network of these layers in a case. */
    static Network of(JsonNode golden, String layers) {
        return new Network(
                Golden.elements(golden.required(layers)),
                Perceptron.activation(golden.required("activation").textValue()));
    }

    /** The names of the cases, which are networks of a kind and an activation. */
    static String name(JsonNode golden) {
        return golden.required("kind").textValue() + " "
                + golden.required("activation").textValue();
    }

    Tensor apply(List<Tensor> parameters, Tensor x) {
        Tensor y = x;
        int used = 0;
        for (JsonNode layer : layers) {
            if (layer.required("layer").textValue().equals("reshape")) {
                y = y.reshape(withBatch(y, Golden.integers(layer.required("to"))));
            } else {
                y = apply(layer, y, parameters.get(used), parameters.get(used + 1));
                used += 2;
                y = used < parameters.size() ? activation.apply(y) : y;
            }
        }
        return y;
    }

    private static Tensor apply(JsonNode layer, Tensor x, Tensor weight, Tensor bias) {
        return switch (layer.required("layer").textValue()) {
            case "dense" -> flat(x).matmul(weight).add(bias);
            case "convolution" -> x.convolve(weight, setting(layer)).add(perChannel(bias));
            case "transposed" -> x.convolveTransposed(weight, setting(layer)).add(perChannel(bias));
            default -> throw new IllegalArgumentException("layer " + layer);
        };
    }

    private static Convolution setting(JsonNode layer) {
        return Convolution.PLAIN
                .stride(layer.required("stride").intValue())
                .padding(layer.required("padding").intValue());
    }

    /** One number a channel, to be added to {@code [batch, channels, height, width]}. */
    private static Tensor perChannel(Tensor bias) {
        return bias.reshape(Shape.of(bias.shape().size(), 1, 1));
    }

    private static Tensor flat(Tensor x) {
        return x.reshape(withBatch(x, x.shape().size() / x.shape().extent(0)));
    }

    private static Shape withBatch(Tensor x, int... sample) {
        int[] extents = new int[sample.length + 1];
        extents[0] = x.shape().extent(0);
        System.arraycopy(sample, 0, extents, 1, sample.length);
        return Shape.of(extents);
    }
}
