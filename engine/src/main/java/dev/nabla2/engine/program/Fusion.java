package dev.nabla2.engine.program;

import dev.nabla2.engine.op.ElementwiseLaunch;
import dev.nabla2.engine.op.Kernel;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Joins elementwise steps that feed each other, or read the same, into chains. A chain is computed where its last step stood, and is
 * closed before the first step that reads from it without belonging to it.
 */
final class Fusion {
    private final List<Step> steps;
    private final Set<Integer> masks;
    private final SharedOperands shared;
    private final Map<Integer, List<Step>> readers = new HashMap<>();
    private final BitSet wanted = new BitSet();
    private final Map<Integer, Group> open = new LinkedHashMap<>();
    private final Map<Step, Group> groups = new HashMap<>();
    private final List<Part> parts = new ArrayList<>();

    private Fusion(List<Step> steps, int[] outputs, Set<Integer> masks, SharedOperands shared) {
        this.steps = steps;
        this.shared = shared;
        this.masks = masks;
        for (int output : outputs) {
            wanted.set(output);
        }
        for (Step step : steps) {
            step.operands()
                    .forEach(value -> readers.computeIfAbsent(value, v -> new ArrayList<>())
                            .add(step));
        }
    }

    static List<Part> of(List<Step> steps, int[] outputs, Set<Integer> masks, SharedOperands shared) {
        Fusion fusion = new Fusion(steps, outputs, masks, shared);
        fusion.run();
        return fusion.parts;
    }

    private void run() {
        for (Step step : steps) {
            Kernel.Launch launch = step.launch();
            if (launch instanceof ElementwiseLaunch elementwise) {
                join(step, elementwise);
            } else {
                closeAllReadBy(step);
                parts.addAll(shared.parts(step, launch));
            }
        }
        List.copyOf(open.keySet()).forEach(this::close);
    }

    private void join(Step step, ElementwiseLaunch launch) {
        int size = step.shape().size();
        Group group = open.get(size);
        if (group != null && !group.admits(step, launch)) {
            close(size);
            group = null;
        }
        if (group == null) {
            closeAllReadBy(step);
            group = new Group();
        } else {
            open.remove(size);
            closeAllReadBy(step);
        }
        open.put(size, group);
        group.add(step, launch);
        groups.put(step, group);
    }

    private void closeAllReadBy(Step step) {
        for (int size : List.copyOf(open.keySet())) {
            if (step.operands().stream().anyMatch(open.get(size)::makes)) {
                close(size);
            }
        }
    }

    private void close(int size) {
        Group group = open.remove(size);
        parts.add(group.part(
                value -> wanted.get(value)
                        || readers.getOrDefault(value, List.of()).stream()
                                .anyMatch(reader -> groups.get(reader) != group),
                masks::contains));
    }
}
