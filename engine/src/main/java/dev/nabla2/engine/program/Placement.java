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
 * @param kinds for each place what it holds
 */
record Placement(int[] places, List<Kind> kinds) {
    static final int NONE = -1;

    /**
     * What a place holds.
     *
     * @param size how many elements
     * @param isMask whether they are a mask's
     */
    record Kind(int size, boolean isMask) {}

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
        List<Kind> kinds = new ArrayList<>();
        Map<Kind, Deque<Integer>> free = new HashMap<>();
        for (int i = 0; i < parts.size(); i++) {
            Part part = parts.get(i);
            for (int write : part.writes()) {
                Kind kind = new Kind(part.size(), part.masks().contains(write));
                Deque<Integer> fitting = free.computeIfAbsent(kind, k -> new ArrayDeque<>());
                if (fitting.isEmpty()) {
                    fitting.push(kinds.size());
                    kinds.add(kind);
                }
                places[write] = fitting.pop();
            }
            for (int read : Set.copyOf(part.reads())) {
                if (places[read] != NONE && lastUse[read] == i && !kept.get(read)) {
                    free.get(kinds.get(places[read])).push(places[read]);
                }
            }
        }
        return new Placement(places, List.copyOf(kinds));
    }
}
