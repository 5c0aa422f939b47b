package dev.nabla2.engine.program;

import java.util.ArrayDeque;
import java.util.ArrayList;
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
 * @param places for each value the number of its place; −1 for one that no part computes
 * @param sizes for each place how many elements it holds
 */
record Placement(int[] places, int[] sizes) {
    static final int NONE = -1;

    /** Goes through the parts once, and gives a place on as soon as the last part that reads it has run. */
    static Placement of(List<Part> parts, int[] outputs, int values) {
        int[] lastUse = new int[values];
        for (int i = 0; i < parts.size(); i++) {
            for (int read : parts.get(i).reads()) {
                lastUse[read] = i;
            }
        }
        BitSet kept = new BitSet(values);
        Arrays.stream(outputs).forEach(kept::set);
        int[] places = new int[values];
        Arrays.fill(places, NONE);
        List<Integer> sizes = new ArrayList<>();
        Map<Integer, Deque<Integer>> free = new HashMap<>();
        for (int i = 0; i < parts.size(); i++) {
            Part part = parts.get(i);
            Deque<Integer> fitting = free.computeIfAbsent(part.size(), s -> new ArrayDeque<>());
            for (int write : part.writes()) {
                if (fitting.isEmpty()) {
                    fitting.push(sizes.size());
                    sizes.add(part.size());
                }
                places[write] = fitting.pop();
            }
            for (int read : Set.copyOf(part.reads())) {
                if (places[read] != NONE && lastUse[read] == i && !kept.get(read)) {
                    free.get(sizes.get(places[read])).push(places[read]);
                }
            }
        }
        return new Placement(places, sizes.stream().mapToInt(size -> size).toArray());
    }

    /** How many elements all places hold together. */
    long elements() {
        return Arrays.stream(sizes).asLongStream().sum();
    }
}
