package dev.nabla2.golden;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nabla2.engine.Convolution;
import dev.nabla2.engine.Tensor;
import dev.nabla2.engine.compose.GridSampling;
import dev.nabla2.engine.compose.Normalisation;
import java.util.List;
import java.util.Locale;

/** The operations that cases name, with the settings that stand in the case. */
final class GoldenOperation {
    private static final List<String> SETTINGS =
            List.of("stride", "padding", "dilation", "groups", "epsilon", "size", "edge", "axis", "window", "extents");

    private GoldenOperation() {}

    /** What a case is about: its operation, the shapes of its operands, and its settings. */
    static String name(JsonNode golden) {
        StringBuilder name = new StringBuilder(golden.required("operation").textValue());
        golden.required("operands").forEach(x -> name.append(' ').append(Golden.shape(x)));
        for (String setting : SETTINGS) {
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
            case "batch" -> scaled(Normalisation.batch(x, epsilon(golden)), operands);
            case "instance" -> scaled(Normalisation.instance(x, epsilon(golden)), operands);
            case "group" ->
                scaled(Normalisation.group(x, golden.required("groups").intValue(), epsilon(golden)), operands);
            case "layer" ->
                Normalisation.layer(
                                x, x.shape().rank() - operands.get(1).shape().rank(), epsilon(golden))
                        .mul(operands.get(1))
                        .add(operands.get(2));
            case "affineGrid" -> affineGrid(golden, x);
            case "gridSample" -> GridSampling.bilinear(x, operands.get(1), edge(golden));
            case "spatialTransformer" -> GridSampling.bilinear(x, affineGrid(golden, operands.get(1)), edge(golden));
            default -> ComposedFunctions.apply(golden, operands);
        };
    }

    private static Convolution convolution(JsonNode golden) {
        return Convolution.PLAIN
                .stride(Golden.integers(golden.required("stride")))
                .padding(Golden.integers(golden.required("padding")))
                .dilation(Golden.integers(golden.required("dilation")))
                .groups(golden.required("groups").intValue());
    }

    private static double epsilon(JsonNode golden) {
        return golden.required("epsilon").doubleValue();
    }

    private static Tensor scaled(Tensor normalised, List<Tensor> operands) {
        return Normalisation.perChannel(normalised, operands.get(1), operands.get(2));
    }

    private static Tensor affineGrid(JsonNode golden, Tensor theta) {
        int[] size = Golden.integers(golden.required("size"));
        return GridSampling.affineGrid(theta, size[0], size[1]);
    }

    private static GridSampling.Edge edge(JsonNode golden) {
        return GridSampling.Edge.valueOf(golden.required("edge").textValue().toUpperCase(Locale.ROOT));
    }
}
