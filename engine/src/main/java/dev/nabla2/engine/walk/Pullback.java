package dev.nabla2.engine.walk;

import dev.nabla2.engine.Tensor;
import dev.nabla2.engine.op.Instruction;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The backward walk: cotangents flow from one result to the tensors it was made of. */
public final class Pullback {
    private Pullback() {}

    /**
     * Walks from line {@code from} back to the lines {@code to}, through the lines between them only.
     *
     * @param tape the lines; what the walk appends is not visited
     * @param from the line whose result is pulled back
     * @param seed the cotangent of that result
     * @param to the lines whose cotangents are wanted
     * @param lifetimes hears what is still needed; in the end that is what is returned
     * @return their cotangents; empty is a structural zero
     */
    public static List<Optional<Tensor>> walk(
            List<Instruction> tape, int from, Tensor seed, int[] to, Lifetimes lifetimes) {
        boolean[] reached = Reach.forward(tape, to, from);
        Tensor[] cotangents = new Tensor[from + 1];
        cotangents[from] = seed;
        lifetimes.hold(seed);
        boolean[] wanted = new boolean[from + 1];
        Arrays.stream(to).filter(line -> line <= from).forEach(line -> wanted[line] = true);
        int lowest = Arrays.stream(to).min().orElse(from + 1);
        for (int line = from; line > lowest; line--) {
            if (cotangents[line] != null && reached[line]) {
                spread(tape.get(line), reached, cotangents, lifetimes);
                if (!wanted[line]) {
                    lifetimes.drop(cotangents[line]);
                    cotangents[line] = null;
                }
                lifetimes.passed(tape.get(line));
            }
        }
        return Arrays.stream(to)
                .mapToObj(line -> line <= from ? Optional.ofNullable(cotangents[line]) : Optional.<Tensor>empty())
                .toList();
    }

    private static void spread(Instruction at, boolean[] reached, Tensor[] cotangents, Lifetimes lifetimes) {
        Tensor cotangent = cotangents[at.number()];
        for (int operand = 0; operand < at.arity(); operand++) {
            if (at.connects(operand) && reached[at.operandNumber(operand)]) {
                Tensor share = at.operation().orElseThrow().cotangent(at, operand, cotangent);
                add(share, at.operandNumber(operand), cotangents, lifetimes);
            }
        }
    }

    private static void add(Tensor share, int source, Tensor[] cotangents, Lifetimes lifetimes) {
        Tensor before = cotangents[source];
        cotangents[source] = before == null ? share : before.add(share);
        lifetimes.hold(cotangents[source]);
        if (before != null) {
            lifetimes.drop(before);
        }
    }
}
