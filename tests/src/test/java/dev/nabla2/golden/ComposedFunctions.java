package dev.nabla2.golden;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nabla2.engine.Tensor;
import dev.nabla2.engine.compose.Distances;
import dev.nabla2.engine.compose.KernelFunctions;
import dev.nabla2.engine.compose.Losses;
import dev.nabla2.engine.compose.Pooling;
import dev.nabla2.engine.compose.Resampling;
import dev.nabla2.engine.compose.SpectralNorm;
import dev.nabla2.engine.compose.Window;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;

/** The functions that {@code composed.json} names, with the settings that stand in the case. */
final class ComposedFunctions {
    private static final Map<String, BiFunction<JsonNode, List<Tensor>, Tensor>> ALL = Map.ofEntries(
            one("softmax", (c, x) -> x.softmax(axis(c))),
            one("logSoftmax", (c, x) -> x.logSoftmax(axis(c))),
            one("logSumExp", (c, x) -> x.logSumExp(axis(c))),
            one("crossEntropy", (c, x) -> Losses.crossEntropy(x, like(x, c.required("labels")))),
            one("binaryCrossEntropy", (c, x) -> Losses.binaryCrossEntropy(x, like(x, c.required("targets")))),
            one("variance", (c, x) -> x.variance(axis(c))),
            one("normPerSample", (c, x) -> x.normPerSample()),
            one("norm1PerSample", (c, x) -> x.norm1PerSample()),
            one("max", (c, x) -> x.max(axis(c))),
            one("min", (c, x) -> x.min(axis(c))),
            one("top", (c, x) -> x.top(axis(c), c.required("count").intValue())),
            one("sort", (c, x) -> x.sort(axis(c), true)),
            one("maxPool", (c, x) -> Pooling.maximum(x, window(c))),
            one("averagePool", (c, x) -> Pooling.average(x, window(c))),
            one("resampleNearest", (c, x) -> Resampling.nearest(x, Golden.integers(c.required("extents")))),
            one("resampleLinear", (c, x) -> Resampling.linear(x, Golden.integers(c.required("extents")))),
            one("reflectPad", ComposedFunctions::reflectPad),
            one("cumulativeSum", (c, x) -> x.cumulativeSum(axis(c))),
            two("squaredDistances", (c, x) -> Distances.squared(x.get(0), x.get(1))),
            two("gaussianKernel", (c, x) -> KernelFunctions.gaussian(x.get(0), x.get(1), scale(c))),
            two("cubicKernel", (c, x) -> KernelFunctions.cubic(x.get(0), x.get(1))),
            two(
                    "inverseMultiquadricKernel",
                    (c, x) -> KernelFunctions.inverseMultiquadric(x.get(0), x.get(1), scale(c))),
            two("spectrallyNormalised", (c, x) -> spectrallyNormalised(c, x.get(0), x.get(1))),
            two("matmul", (c, x) -> x.get(0).matmul(x.get(1))),
            two("outer", (c, x) -> x.get(0).outer(x.get(1))));

    private ComposedFunctions() {}

    /** The result of a case's function. */
    static Tensor apply(JsonNode golden, List<Tensor> operands) {
        String operation = golden.required("operation").textValue();
        return Objects.requireNonNull(ALL.get(operation), operation).apply(golden, operands);
    }

    private static Map.Entry<String, BiFunction<JsonNode, List<Tensor>, Tensor>> one(
            String name, BiFunction<JsonNode, Tensor, Tensor> function) {
        return Map.entry(name, (golden, operands) -> function.apply(golden, operands.get(0)));
    }

    private static Map.Entry<String, BiFunction<JsonNode, List<Tensor>, Tensor>> two(
            String name, BiFunction<JsonNode, List<Tensor>, Tensor> function) {
        return Map.entry(name, function);
    }

    private static Tensor like(Tensor x, JsonNode numbers) {
        return Golden.tensor(x.backend(), numbers);
    }

    private static Window window(JsonNode golden) {
        return Window.of(Golden.integers(golden.required("window")))
                .stride(Golden.integers(golden.required("stride")))
                .padding(Golden.integers(golden.required("padding")));
    }

    private static Tensor reflectPad(JsonNode golden, Tensor x) {
        return x.reflectPad(
                axis(golden),
                golden.required("before").intValue(),
                golden.required("after").intValue());
    }

    private static Tensor spectrallyNormalised(JsonNode golden, Tensor weight, Tensor left) {
        int iterations = golden.required("iterations").intValue();
        return SpectralNorm.divided(weight, SpectralNorm.throughIteration(weight, left, iterations));
    }

    private static int axis(JsonNode golden) {
        return golden.required("axis").intValue();
    }

    private static double scale(JsonNode golden) {
        return golden.required("scale").doubleValue();
    }
}
