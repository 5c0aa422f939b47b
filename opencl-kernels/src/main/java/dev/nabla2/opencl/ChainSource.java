package dev.nabla2.opencl;

import dev.nabla2.engine.backend.Chain;
import dev.nabla2.engine.backend.Loop;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Writes a chain of elementwise functions as one kernel: an item loads its arguments, computes all stages in registers, and stores what is
 * wanted.
 *
 * <p>The source depends on the functions and on how arguments lie, but not on sizes, which come in a table: chains of the same form share
 * a compiled program.
 */
final class ChainSource {
    static final String KERNEL = "chain";

    private final StringBuilder text = new StringBuilder(Sources.of("places.cl", "functions.cl"));

    private ChainSource() {}

    /** The source; its arguments after the number of items are the table, the inputs and the outputs. */
    static String of(Chain chain) {
        ChainSource source = new ChainSource();
        source.definitions(chain);
        source.parameters(chain);
        source.loads(chain);
        source.stages(chain);
        source.stores(chain);
        return source.text.append("}\n").toString();
    }

    /** What a profile calls the kernel: the functions in order. */
    static String label(Chain chain) {
        return chain.stages().stream()
                .map(stage -> stage.function().name())
                .collect(Collectors.joining(" ", KERNEL + ": ", ""));
    }

    /** Where the arguments lie that do not lie as the results do, one after another. */
    static int[] table(Chain chain) {
        int[] table = new int[0];
        for (Chain.Argument argument : chain.in()) {
            if (!isDense(argument)) {
                table = Layouts.joined(table, layout(argument.loop()));
            }
        }
        return table.length == 0 ? new int[1] : table;
    }

    private static int[] layout(Loop loop) {
        return Layouts.table(loop.extents().length, loop.extents(), loop.in()[0]);
    }

    private static boolean isDense(Chain.Argument argument) {
        Loop loop = argument.loop();
        return loop.extents().length == 1
                && loop.in()[0].offset() == 0
                && (loop.in()[0].strides()[0] == 1 || loop.size() == 1);
    }

    private void definitions(Chain chain) {
        Set<String> names = new LinkedHashSet<>();
        chain.stages().forEach(stage -> names.add(stage.function().name()));
        names.forEach(name -> text.append(Formulas.definition(name)));
    }

    private void parameters(Chain chain) {
        List<String> parameters = new ArrayList<>(List.of("const uint items", "__constant const int *layouts"));
        for (int i = 0; i < chain.in().size(); i++) {
            parameters.add("__global const float *restrict in" + i);
        }
        for (int i = 0; i < chain.out().size(); i++) {
            parameters.add("__global float *restrict out" + i);
        }
        text.append("__kernel void ")
                .append(KERNEL)
                .append('(')
                .append(String.join(", ", parameters))
                .append(") {\n");
        text.append("    const uint i = get_global_id(0);\n    if (i >= items) {\n        return;\n    }\n");
    }

    private void loads(Chain chain) {
        int at = 0;
        for (int i = 0; i < chain.in().size(); i++) {
            Chain.Argument argument = chain.in().get(i);
            String place = "i";
            if (!isDense(argument)) {
                int rank = argument.loop().extents().length;
                place = "place(i, " + rank + ", layouts + " + at + ")";
                at += Layouts.size(rank);
            }
            text.append(String.format("    const float v%d = in%d[%s];\n", i, i, place));
        }
    }

    private void stages(Chain chain) {
        int value = chain.in().size();
        for (Chain.Stage stage : chain.stages()) {
            String arguments = "";
            for (int i = 0; i < 3; i++) {
                arguments +=
                        i < stage.arguments().size() ? "v" + stage.arguments().get(i) + ", " : "0, ";
            }
            text.append(String.format(
                    "    const float v%d = f_%s(%s%s);\n",
                    value++,
                    stage.function().name(),
                    arguments,
                    Formulas.literal(Formulas.constant(stage.function()))));
        }
    }

    private void stores(Chain chain) {
        for (int i = 0; i < chain.out().size(); i++) {
            text.append(
                    String.format("    out%d[i] = v%d;\n", i, chain.out().get(i).value()));
        }
    }
}
