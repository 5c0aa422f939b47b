package dev.nabla2.golden;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nabla2.engine.Convolution;
import dev.nabla2.engine.Tensor;
import java.util.List;

/** The operations that cases name, with the settings that stand in the case. */
final class GoldenOperation {
    private GoldenOperation() {}

    /** What a case is about: its operation, the shapes of its operands, and its settings. */
    static String name(JsonNode golden) {
        StringBuilder name = new StringBuilder(golden.required("operation").textValue());
        golden.required("operands").forEach(x -> name.append(' ').append(Golden.shape(x)));
        for (String setting : List.of("stride", "padding", "dilation", "groups", "epsilon", "size")) {
            if (golden.has(setting)) {
                name.append(", ").append(setting).append(' ').append(golden.required(setting));
            }
        }
        return name.toString();
    }

    /** The operation's result. */
    static Tensor apply(JsonNode golden, List<Tensor> operands) {
        Tensor x = operands.get(0);
        return switch (golden.required("operation").textValue()) {
            case "convolution" -> x.convolve(operands.get(1), convolution(golden));
            case "transposed" -> x.convolveTransposed(operands.get(1), convolution(golden));
            default -> throw new IllegalArgumentException("operation " + golden.required("operation"));
        };
    }

    private static Convolution convolution(JsonNode golden) {
        return Convolution.PLAIN
                .stride(Golden.integers(golden.required("stride")))
                .padding(Golden.integers(golden.required("padding")))
                .dilation(Golden.integers(golden.required("dilation")))
                .groups(golden.required("groups").intValue());
    }
}
