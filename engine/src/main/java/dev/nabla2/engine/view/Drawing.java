package dev.nabla2.engine.view;

import dev.nabla2.engine.op.Instruction;
import dev.nabla2.engine.walk.Walk;
import java.util.List;
import java.util.Locale;

/**
 * A tape in the language of Graphviz: a node for each line, an arrow from each operand to what was made of it, a colour for each pass
 * and a frame for each stretch of it.
 *
 * <p>Leaves are ellipses. An arrow is dashed where no derivative can flow along it, because the operation is discrete in that operand:
 * a structural zero. Constants have no node of their own and stand behind the operation's name.
 */
public final class Drawing {
    private static final List<String> FILLS =
            List.of("#f2f2f2", "#cfe3f7", "#fbdcc0", "#d3ecd0", "#e6d8f0", "#fbf0b8", "#f9d3dc", "#cdeeee");
    private static final List<String> LINES =
            List.of("#6b6b6b", "#2166ac", "#b35806", "#2a7d2e", "#6a3d9a", "#8a7400", "#b2184b", "#01736f");

    private Drawing() {}

    /**
     * Draws a tape.
     *
     * @param tape the lines
     * @param walks what was asked for in each pass, the first in pass 1
     * @return a digraph, for the program {@code dot}
     */
    public static String draw(List<Instruction> tape, List<Walk> walks) {
        StringBuilder text = new StringBuilder("digraph tape {\n");
        text.append("  graph [fontname=\"Helvetica\", fontsize=13, labeljust=l, nodesep=0.25, ranksep=0.35];\n");
        text.append(
                "  node [fontname=\"Helvetica\", fontsize=11, shape=box, style=\"filled,rounded\", margin=\"0.12,0.06\"];\n");
        text.append("  edge [arrowsize=0.6];\n");
        int cluster = 0;
        for (int from = 0, to; from < tape.size(); from = to) {
            to = endOfStretch(tape, from);
            cluster(cluster++, tape.subList(from, to), walks, text);
        }
        tape.forEach(line -> arrows(line, text));
        return text.append("}\n").toString();
    }

    /** A pass the user wrote is interrupted by walks: each stretch of it gets a frame, so that the picture runs downwards. */
    private static int endOfStretch(List<Instruction> tape, int from) {
        int to = from;
        while (to < tape.size() && tape.get(to).pass() == tape.get(from).pass()) {
            to++;
        }
        return to;
    }

    private static void cluster(int number, List<Instruction> stretch, List<Walk> walks, StringBuilder text) {
        int pass = stretch.get(0).pass();
        String colour = of(LINES, pass);
        text.append(String.format(
                Locale.ROOT,
                "  subgraph cluster_%d {\n    label=\"%s\"; fontcolor=\"%s\"; color=\"%s\"; style=rounded;\n"
                        + "    node [fillcolor=\"%s\", color=\"%s\"];\n",
                number,
                Wording.pass(pass, walks),
                colour,
                colour,
                of(FILLS, pass),
                colour));
        stretch.forEach(line -> text.append("    n")
                .append(line.number())
                .append(" [label=\"")
                .append(label(line))
                .append(line.operation().isEmpty() ? "\", shape=ellipse, style=filled];\n" : "\"];\n"));
        text.append("  }\n");
    }

    private static String of(List<String> colours, int pass) {
        return pass == 0 ? colours.get(0) : colours.get(1 + (pass - 1) % (colours.size() - 1));
    }

    private static String label(Instruction line) {
        String constants = Wording.operands(line, operand -> line.operandNumber(operand) == Instruction.CONSTANT);
        String made = line.operation()
                .map(operation -> Wording.operation(operation) + (constants.isEmpty() ? "" : " " + constants))
                .orElse("leaf");
        String place = line.result().place();
        String value = Wording.isSmall(line.result()) ? " = " + Wording.value(line.result()) : "";
        return escaped("%" + line.number() + "  " + made) + "\\n"
                + escaped(line.result().shape() + value + (place.isEmpty() ? "" : "  " + place));
    }

    private static void arrows(Instruction line, StringBuilder text) {
        for (int operand = 0; operand < line.arity(); operand++) {
            if (line.operandNumber(operand) != Instruction.CONSTANT) {
                text.append(String.format(
                        Locale.ROOT,
                        "  n%d -> n%d [color=\"%s\"%s];\n",
                        line.operandNumber(operand),
                        line.number(),
                        of(LINES, line.pass()),
                        line.connects(operand) ? "" : ", style=dashed"));
            }
        }
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"");
    }
}
