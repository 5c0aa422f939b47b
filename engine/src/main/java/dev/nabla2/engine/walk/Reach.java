package dev.nabla2.engine.walk;

import dev.nabla2.engine.op.Instruction;
import java.util.Arrays;
import java.util.List;

/** Which lines of a tape derivatives can flow through. */
public final class Reach {
    private Reach() {}

    /** Through which operands lines are taken to be connected. */
    public enum Through {
        /** Those that derivatives flow through. */
        SMOOTH,
        /** All, also those that the result varies with in jumps only. */
        JUMPS_TOO
    }

    /** The lines up to {@code last} whose results vary smoothly with those of the lines {@code sources}. */
    public static boolean[] forward(List<Instruction> tape, int[] sources, int last) {
        return forward(tape, sources, last, Through.SMOOTH);
    }

    private static boolean[] forward(List<Instruction> tape, int[] sources, int last, Through through) {
        boolean[] reached = new boolean[last + 1];
        Arrays.stream(sources).filter(line -> line <= last).forEach(line -> reached[line] = true);
        for (int line = Arrays.stream(sources).min().orElse(last) + 1; line <= last; line++) {
            Instruction at = tape.get(line);
            for (int operand = 0; operand < at.arity() && !reached[line]; operand++) {
                reached[line] = connects(at, operand, through) && reached[at.operandNumber(operand)];
            }
        }
        return reached;
    }

    /** The lines between {@code sources} and {@code target} that the target's result varies smoothly with. */
    public static boolean[] backward(List<Instruction> tape, int[] sources, int target) {
        return backward(tape, sources, target, Through.SMOOTH);
    }

    private static boolean[] backward(List<Instruction> tape, int[] sources, int target, Through through) {
        boolean[] needed = new boolean[target + 1];
        needed[target] = true;
        int lowest = Arrays.stream(sources).min().orElse(target);
        for (int line = target; line > lowest; line--) {
            Instruction at = tape.get(line);
            for (int operand = 0; operand < at.arity() && needed[line]; operand++) {
                if (connects(at, operand, through)) {
                    needed[at.operandNumber(operand)] = true;
                }
            }
        }
        return needed;
    }

    /** The lines that a derivative of the line {@code target} by the lines {@code sources} is walked over. */
    public static boolean[] between(List<Instruction> tape, int[] sources, int target) {
        return between(tape, sources, target, Through.SMOOTH);
    }

    /** The lines between {@code sources} and {@code target}, connected as told. */
    public static boolean[] between(List<Instruction> tape, int[] sources, int target, Through through) {
        boolean[] between = forward(tape, sources, target, through);
        boolean[] needed = backward(tape, sources, target, through);
        int lowest = Arrays.stream(sources).min().orElse(target);
        for (int line = 0; line <= target; line++) {
            between[line] &=
                    needed[line] && line > lowest && tape.get(line).operation().isPresent();
        }
        return between;
    }

    private static boolean connects(Instruction at, int operand, Through through) {
        return through == Through.SMOOTH
                ? at.connects(operand)
                : at.operandNumber(operand) != Instruction.CONSTANT
                        && at.operation().isPresent();
    }
}
