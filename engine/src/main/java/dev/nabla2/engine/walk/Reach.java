package dev.nabla2.engine.walk;

import dev.nabla2.engine.op.Instruction;
import java.util.Arrays;
import java.util.List;

/** Which lines of a tape derivatives can flow through. */
public final class Reach {
    private Reach() {}

    /** The lines up to {@code last} whose results vary smoothly with those of the lines {@code sources}. */
    public static boolean[] forward(List<Instruction> tape, int[] sources, int last) {
        boolean[] reached = new boolean[last + 1];
        Arrays.stream(sources).filter(line -> line <= last).forEach(line -> reached[line] = true);
        for (int line = Arrays.stream(sources).min().orElse(last) + 1; line <= last; line++) {
            Instruction at = tape.get(line);
            for (int operand = 0; operand < at.arity() && !reached[line]; operand++) {
                reached[line] = at.connects(operand) && reached[at.operandNumber(operand)];
            }
        }
        return reached;
    }

    /** The lines between {@code sources} and {@code target} that the target's result varies smoothly with. */
    public static boolean[] backward(List<Instruction> tape, int[] sources, int target) {
        boolean[] needed = new boolean[target + 1];
        needed[target] = true;
        int lowest = Arrays.stream(sources).min().orElse(target);
        for (int line = target; line > lowest; line--) {
            Instruction at = tape.get(line);
            for (int operand = 0; operand < at.arity() && needed[line]; operand++) {
                if (at.connects(operand)) {
                    needed[at.operandNumber(operand)] = true;
                }
            }
        }
        return needed;
    }

    /** The lines that a derivative of the line {@code target} by the lines {@code sources} is walked over. */
    public static boolean[] between(List<Instruction> tape, int[] sources, int target) {
        boolean[] between = forward(tape, sources, target);
        boolean[] needed = backward(tape, sources, target);
        int lowest = Arrays.stream(sources).min().orElse(target);
        for (int line = 0; line <= target; line++) {
            between[line] &=
                    needed[line] && line > lowest && tape.get(line).operation().isPresent();
        }
        return between;
    }
}
