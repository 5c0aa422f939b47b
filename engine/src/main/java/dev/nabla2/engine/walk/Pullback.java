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
        int[] wanted = at.operands(operand -> reached[at.operandNumber(operand)]);
        if (wanted.length > 0) {
            List<Tensor> shares = at.operation().orElseThrow().cotangents(at, wanted, cotangent);
            for (int i = 0; i < wanted.length; i++) {
                add(shares.get(i), at.operandNumber(wanted[i]), cotangents, lifetimes);
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
