package dev.nabla2.engine.walk;

import dev.nabla2.engine.Tensor;
import dev.nabla2.engine.op.Instruction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The forward walk: tangents flow from tensors to one result that was made of them. */
public final class Pushforward {
    private Pushforward() {}

    /**
     * Walks from the lines {@code from} on to line {@code to}, through the lines between them only.
     *
     * @param tape the lines; what the walk appends is not visited
     * @param from the lines whose tangents are given
     * @param tangents those tangents
     * @param to the line whose tangent is wanted
     * @return its tangent; empty is a structural zero
     */
    public static Optional<Tensor> walk(List<Instruction> tape, int[] from, List<Tensor> tangents, int to) {
        boolean[] needed = Reach.backward(tape, from, to);
        Tensor[] moved = new Tensor[to + 1];
        for (int i = 0; i < from.length; i++) {
            if (from[i] <= to) {
                moved[from[i]] = moved[from[i]] == null ? tangents.get(i) : moved[from[i]].add(tangents.get(i));
            }
        }
        for (int line = 0; line <= to; line++) {
            if (needed[line]) {
                gather(tape.get(line), moved);
            }
        }
        return Optional.ofNullable(moved[to]);
    }

    private static void gather(Instruction at, Tensor[] moved) {
        int[] moving = at.operands(operand -> moved[at.operandNumber(operand)] != null);
        if (moving.length > 0) {
            List<Tensor> tangents = new ArrayList<>(moving.length);
            for (int operand : moving) {
                tangents.add(moved[at.operandNumber(operand)]);
            }
            Tensor tangent = at.operation().orElseThrow().tangent(at, moving, tangents);
            moved[at.number()] = moved[at.number()] == null ? tangent : moved[at.number()].add(tangent);
        }
    }
}
