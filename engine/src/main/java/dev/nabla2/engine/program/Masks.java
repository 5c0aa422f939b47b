package dev.nabla2.engine.program;

import dev.nabla2.engine.op.Discretes;
import dev.nabla2.engine.op.ElementwiseLaunch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Keeps what activations switch by as masks. The derivative of a relu is needed long after its argument, but is a bit for each element:
 * it is computed as soon as the argument is there, so that the argument need not wait for it. The derivative of a leaky relu takes two
 * values, and is made of a mask again wherever it is read.
 */
final class Masks {
    /** Smaller values are not worth packing. */
    private static final int SMALLEST = 4096;

    private static final Set<String> BINARY = Set.of("step", "above", "greater", "greater_or_equal", "equal");

    private final Set<Integer> outputs = new HashSet<>();
    private final Map<Integer, List<Step>> readers = new HashMap<>();
    private final Set<Integer> masks = new HashSet<>();
    private int values;

    private Masks(List<Step> steps, int[] outputs, int values) {
        this.values = values;
        Arrays.stream(outputs).forEach(this.outputs::add);
        for (Step step : steps) {
            step.operands()
                    .forEach(value -> readers.computeIfAbsent(value, v -> new ArrayList<>())
                            .add(step));
        }
    }

    /**
     * Steps that keep masks.
     *
     * @param steps in order
     * @param masks the values that are to be kept as masks
     * @param values how many values there are
     */
    record Kept(List<Step> steps, Set<Integer> masks, int values) {}

    static Kept in(List<Step> steps, int[] outputs, int values) {
        Masks found = new Masks(steps, outputs, values);
        List<Step> early = found.hoisted(found.split(steps));
        return new Kept(early, found.masks, found.values);
    }

    /** Makes of each two-valued function that only elementwise steps read a mask, and of that the function again for each reader. */
    private List<Step> split(List<Step> steps) {
        List<Step> all = new ArrayList<>();
        Map<Integer, Integer> maskOf = new HashMap<>();
        Map<Integer, Step> leaky = new HashMap<>();
        for (Step original : steps) {
            Step step = reading(original, leaky, maskOf, all);
            String name = step.elementwise().map(e -> e.function().name()).orElse("");
            if (BINARY.contains(name) && isReadWhole(step)) {
                masks.add(step.result());
                if (name.equals("step")) {
                    maskOf.putIfAbsent(step.operands().get(0), step.result());
                }
            }
            if (name.equals("leaky_step") && isReadWhole(step)) {
                leaky.put(step.result(), step);
                if (!maskOf.containsKey(step.operands().get(0))) {
                    Step mask = new Step(
                            Discretes.STEP, step.region(), step.operands(), step.shapes(), values++, step.shape());
                    maskOf.put(step.operands().get(0), mask.result());
                    masks.add(mask.result());
                    all.add(mask);
                }
            } else {
                all.add(step);
            }
        }
        return all;
    }

    /** The step with functions of masks that are computed for it alone, before it. */
    private Step reading(Step step, Map<Integer, Step> leaky, Map<Integer, Integer> maskOf, List<Step> before) {
        Map<Integer, Integer> own = new HashMap<>();
        for (int value : step.operands()) {
            Step made = leaky.get(value);
            if (made != null && !own.containsKey(value)) {
                int mask = maskOf.get(made.operands().get(0));
                Step again = new Step(
                        made.operation(), made.region(), List.of(mask), List.of(made.shape()), values++, made.shape());
                before.add(again);
                own.put(value, again.result());
            }
        }
        return own.isEmpty()
                ? step
                : step.of(step.operands().stream()
                        .map(value -> own.getOrDefault(value, value))
                        .toList());
    }

    private boolean isReadWhole(Step step) {
        List<Step> all = readers.getOrDefault(step.result(), List.of());
        return step.shape().size() >= SMALLEST
                && !outputs.contains(step.result())
                && !all.isEmpty()
                && all.stream().allMatch(reader -> readsWhole(reader, step.result()));
    }

    private static boolean readsWhole(Step reader, int value) {
        Optional<ElementwiseLaunch> launch = reader.elementwise();
        for (int i = 0; launch.isPresent() && i < reader.operands().size(); i++) {
            if (reader.operands().get(i) == value
                    && !Group.isWhole(Group.alone(launch.get().loop(), i))) {
                return false;
            }
        }
        return launch.isPresent();
    }

    /** Masks of one argument directly after the step that computes it. */
    private List<Step> hoisted(List<Step> steps) {
        Map<Integer, List<Step>> early = new HashMap<>();
        Set<Integer> computed = new HashSet<>();
        List<Step> rest = new ArrayList<>();
        for (Step step : steps) {
            boolean isEarly = masks.contains(step.result())
                    && step.operands().size() == 1
                    && computed.contains(step.operands().get(0));
            if (isEarly) {
                early.computeIfAbsent(step.operands().get(0), v -> new ArrayList<>())
                        .add(step);
            } else {
                rest.add(step);
                computed.add(step.result());
            }
        }
        List<Step> all = new ArrayList<>();
        for (Step step : rest) {
            all.add(step);
            all.addAll(early.getOrDefault(step.result(), List.of()));
        }
        return all;
    }
}
