package dev.nabla2.opencl;

import dev.nabla2.engine.backend.Elementwise;
import dev.nabla2.engine.backend.Loop;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes a kernel of one elementwise function for arrays that lie in a certain way, which a compiler can make vectors of.
 *
 * <p>What depends on sizes comes in a table, and the function's constant as an argument, so that few are compiled.
 *
 * @param function the function's name
 * @param ranks of the result and of each argument: 0 where elements lie one after another, else the number of the loop's axes
 */
record FunctionSource(String function, List<Integer> ranks) {
    private static final int MOST_ARGUMENTS = 3;

    /** The kernel for a function over a loop. */
    static FunctionSource of(Elementwise function, Loop loop) {
        List<Integer> ranks = new ArrayList<>();
        for (Loop.Layout layout : layouts(loop)) {
            ranks.add(isDense(loop, layout) ? 0 : loop.extents().length);
        }
        return new FunctionSource(function.name(), List.copyOf(ranks));
    }

    private static List<Loop.Layout> layouts(Loop loop) {
        List<Loop.Layout> layouts = new ArrayList<>(List.of(loop.out()));
        layouts.addAll(List.of(loop.in()));
        return layouts;
    }

    private static boolean isDense(Loop loop, Loop.Layout layout) {
        int stride = 1;
        for (int axis = loop.extents().length - 1; axis >= 0; axis--) {
            if (layout.strides()[axis] != stride && loop.extents()[axis] > 1) {
                return false;
            }
            stride *= loop.extents()[axis];
        }
        return layout.offset() == 0;
    }

    /** Where the arrays lie that do not lie one element after another. */
    int[] table(Loop loop) {
        List<Loop.Layout> layouts = layouts(loop);
        int[] table = new int[0];
        for (int i = 0; i < layouts.size(); i++) {
            if (ranks.get(i) > 0) {
                table = Layouts.joined(table, Layouts.table(ranks.get(i), loop.extents(), layouts.get(i)));
            }
        }
        return table.length == 0 ? new int[1] : table;
    }

    String name() {
        return "apply_" + function;
    }

    /** The source; the kernel's arguments after the number of items are the constant, the table, the result and the arguments. */
    String text() {
        StringBuilder text = new StringBuilder(Sources.of("places.cl", "functions.cl"));
        text.append(Formulas.definition(function));
        text.append("__kernel void ").append(name());
        text.append("(const uint items, const float k, __constant const int *layouts, __global float *restrict out");
        for (int i = 1; i < ranks.size(); i++) {
            text.append(", __global const float *restrict in").append(i);
        }
        text.append(") {\n    const uint i = get_global_id(0);\n    if (i >= items) {\n        return;\n    }\n");
        List<String> places = new ArrayList<>();
        int at = 0;
        for (int rank : ranks) {
            places.add(rank == 0 ? "i" : "place(i, " + rank + ", layouts + " + at + ")");
            at += rank == 0 ? 0 : Layouts.size(rank);
        }
        text.append("    out[")
                .append(places.get(0))
                .append("] = f_")
                .append(function)
                .append('(');
        for (int i = 1; i <= MOST_ARGUMENTS; i++) {
            text.append(i < places.size() ? "in" + i + "[" + places.get(i) + "], " : "0, ");
        }
        return text.append("k);\n}\n").toString();
    }
}
