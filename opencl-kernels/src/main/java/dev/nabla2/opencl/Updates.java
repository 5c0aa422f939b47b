package dev.nabla2.opencl;

import dev.nabla2.engine.backend.UpdateRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Steps of optimisers in place, by the kernels of {@code update.cl}. */
final class Updates {
    static final Set<String> RULES = Set.of("sgd", "rmsprop", "adam", "assign", "average", "optimistic");

    private final Kernels kernels;
    private final DeviceMemory memory;
    private final Queue queue;
    private Optional<DeviceBuffer> nothing = Optional.empty();

    Updates(Kernels kernels, DeviceMemory memory, Queue queue) {
        this.kernels = kernels;
        this.memory = memory;
        this.queue = queue;
    }

    static boolean knows(UpdateRule rule) {
        return RULES.contains(rule.name());
    }

    /** One step; rules that work on fewer arrays leave the rest alone. */
    void run(UpdateRule rule, DeviceBuffer gradient, DeviceBuffer[] state) {
        run(rule, nothing(), gradient, state);
    }

    private synchronized DeviceBuffer nothing() {
        if (nothing.isEmpty()) {
            nothing = Optional.of(memory.allocate(1));
            queue.fill(nothing.get().block().memory(), 0, 1);
        }
        return nothing.get();
    }

    /** One step, unless the first number of {@code note} is other than 0. */
    void run(UpdateRule rule, DeviceBuffer note, DeviceBuffer gradient, DeviceBuffer[] state) {
        List<Object> arguments = new ArrayList<>(List.of(note, gradient));
        arguments.addAll(List.of(state).subList(0, Math.min(state.length, arrays(rule))));
        for (double constant : rule.constants()) {
            arguments.add((float) constant);
        }
        kernels.of(rule.name(), "update.cl").run(gradient.size(), arguments.toArray());
    }

    private static int arrays(UpdateRule rule) {
        return switch (rule.name()) {
            case "adam" -> 3;
            case "rmsprop", "optimistic" -> 2;
            default -> 1;
        };
    }
}
