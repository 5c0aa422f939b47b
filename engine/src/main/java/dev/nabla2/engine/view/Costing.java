package dev.nabla2.engine.view;

import dev.nabla2.engine.Cost;
import dev.nabla2.engine.Work;
import dev.nabla2.engine.op.Instruction;
import dev.nabla2.engine.walk.Walk;
import java.util.List;

/** What the passes of a tape cost. */
public final class Costing {
    private Costing() {}

    /**
     * Counts one pass.
     *
     * @param tape the lines
     * @param walks what was asked for in each pass, the first in pass 1
     * @param pass 0 for what the user wrote, k for what the k-th walk appended
     */
    public static Cost of(List<Instruction> tape, List<Walk> walks, int pass) {
        Work done = Work.NONE;
        long bytes = 0;
        for (Instruction line : tape) {
            if (line.pass() == pass) {
                done = done.plus(Counting.of(line));
                bytes += written(line);
            }
        }
        return new Cost(done, bytes, pass == 0 ? Work.NONE : Zeros.avoided(tape, walks.get(pass - 1)));
    }

    private static long written(Instruction line) {
        boolean writes = line.operation().filter(o -> !o.isView()).isPresent();
        return writes
                ? (long) line.result().shape().size()
                        * line.result().backend().precision().bytes()
                : 0;
    }
}
