package dev.nabla2.engine.program;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which memory each result has: results that are never needed at the same time share it.
 *
 * @param places for each value the number of its place; −1 for one that no step computes
 * @param sizes for each place how many elements it holds
 */
record Placement(int[] places, int[] sizes) {
    static final int NONE = -1;

    /** Goes through the steps once, and gives a place on as soon as the last step that reads it has run. */
    static Placement of(List<Step> steps, int[] outputs, int values) {
        int[] lastUse = new int[values];
        for (int i = 0; i < steps.size(); i++) {
            for (int operand : steps.get(i).operands()) {
                lastUse[operand] = i;
            }
        }
        BitSet kept = new BitSet(values);
        Arrays.stream(outputs).forEach(kept::set);
        int[] places = new int[values];
        Arrays.fill(places, NONE);
        int[] sizes = new int[steps.size()];
        int count = 0;
        Map<Integer, Deque<Integer>> free = new HashMap<>();
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            int size = step.shape().size();
            Deque<Integer> fitting = free.computeIfAbsent(size, s -> new ArrayDeque<>());
            if (fitting.isEmpty()) {
                sizes[count] = size;
                fitting.push(count++);
            }
            places[step.result()] = fitting.pop();
            for (int operand : Set.copyOf(step.operands())) {
                if (places[operand] != NONE && lastUse[operand] == i && !kept.get(operand)) {
                    free.get(sizes[places[operand]]).push(places[operand]);
                }
            }
        }
        return new Placement(places, Arrays.copyOf(sizes, count));
    }

    /** How many elements all places hold together. */
    long elements() {
        return Arrays.stream(sizes).asLongStream().sum();
    }
}
