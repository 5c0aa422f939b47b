package dev.nabla2.engine.program;

import dev.nabla2.engine.backend.Backend;
import dev.nabla2.engine.backend.PackedProduct;
import dev.nabla2.engine.op.Kernel;
import dev.nabla2.engine.op.MatmulLaunch;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The right operands that several matrix products read, such as a layer's weights: a backend that would rearrange one for each of
 * them does so once.
 */
final class SharedOperands {
    private record Operand(int value, PackedProduct.Form form) {}

    private final Map<Operand, List<Step>> readers = new HashMap<>();
    private final IdentityHashMap<Step, PackedProduct> products = new IdentityHashMap<>();
    private final Map<Operand, Integer> packed = new HashMap<>();
    private int values;

    /** Those among these steps, which compute {@code values} values. */
    SharedOperands(List<Step> steps, Backend backend, int values) {
        this.values = values;
        for (Step step : steps) {
            if (step.launch() instanceof MatmulLaunch matmul && matmul.batch().count() == 1) {
                backend.packed(matmul.product()).ifPresent(product -> {
                    products.put(step, product);
                    readers.computeIfAbsent(operand(step, product), o -> new ArrayList<>())
                            .add(step);
                });
            }
        }
    }

    private static Operand operand(Step step, PackedProduct product) {
        return new Operand(step.operands().get(1), product.form());
    }

    /** What computes a step: before the first of those that share an operand, it is rearranged. */
    List<Part> parts(Step step, Kernel.Launch launch) {
        PackedProduct product = products.get(step);
        if (product == null || readers.get(operand(step, product)).size() < 2) {
            return List.of(Part.of(step, launch));
        }
        List<Part> parts = new ArrayList<>();
        Operand shared = operand(step, product);
        Integer place = packed.get(shared);
        if (place == null) {
            place = values++;
            packed.put(shared, place);
            Part.Body packing = backend -> (in, out) -> product.pack(in[0], out[0]);
            parts.add(new Part(
                    List.of(shared.value()),
                    List.of(place),
                    Set.of(),
                    product.form().size(),
                    packing));
        }
        Part.Body multiplication = backend -> (in, out) -> product.multiply(in[0], in[1], out[0]);
        List<Integer> reads = List.of(step.operands().get(0), place);
        parts.add(new Part(reads, List.of(step.result()), Set.of(), step.shape().size(), multiplication));
        return parts;
    }

    /** How many values there are, the rearranged operands among them. */
    int values() {
        return values;
    }
}
