package dev.nabla2.engine.program;

import dev.nabla2.engine.Shape;
import dev.nabla2.engine.op.Signature;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Steps without those that repeat an earlier one and without those whose results nothing uses. */
final class Simplification {
    private final List<Step> steps;
    private final int[] outputs;

    private record Key(Signature signature, int region, List<Integer> operands, List<Shape> shapes) {}

    private Simplification(List<Step> steps, int[] outputs) {
        this.steps = steps;
        this.outputs = outputs;
    }

    List<Step> steps() {
        return steps;
    }

    /** The numbers of the values that were asked for. */
    int[] outputs() {
        return outputs.clone();
    }

    static Simplification of(List<Step> steps, int[] outputs, int values) {
        int[] same = new int[values];
        for (int value = 0; value < values; value++) {
            same[value] = value;
        }
        Map<Key, Integer> seen = new HashMap<>();
        List<Step> distinct = new ArrayList<>();
        for (Step step : steps) {
            List<Integer> operands =
                    step.operands().stream().map(value -> same[value]).toList();
            Key key = new Key(step.operation().signature(), step.region(), operands, step.shapes());
            Integer before = seen.putIfAbsent(key, step.result());
            if (before == null) {
                distinct.add(step.of(operands));
            } else {
                same[step.result()] = before;
            }
        }
        int[] wanted = outputs.clone();
        for (int i = 0; i < wanted.length; i++) {
            wanted[i] = same[wanted[i]];
        }
        return new Simplification(needed(distinct, wanted, values), wanted);
    }

    private static List<Step> needed(List<Step> steps, int[] outputs, int values) {
        BitSet wanted = new BitSet(values);
        for (int output : outputs) {
            wanted.set(output);
        }
        List<Step> needed = new ArrayList<>();
        for (int i = steps.size() - 1; i >= 0; i--) {
            Step step = steps.get(i);
            if (wanted.get(step.result())) {
                needed.add(step);
                step.operands().forEach(wanted::set);
            }
        }
        Collections.reverse(needed);
        return needed;
    }
}
