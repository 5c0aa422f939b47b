package dev.nabla2.engine;

import dev.nabla2.engine.backend.Buffer;
import dev.nabla2.engine.op.Instruction;
import dev.nabla2.engine.walk.Lifetimes;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * Gives back, during a last gradient, what no line that is still to be walked uses.
 *
 * <p>Everything goes by buffers, not by tensors, since views share theirs. A result between y and the xs goes after the earliest line
 * that uses it: as an operand, as its own result, or as a partial derivative that an earlier walk left there. What stands elsewhere on
 * the tape, such as a measurement, stays, and whatever shares its memory with it.
 */
final class Spending implements Lifetimes {
    private final Memory memory;
    private final IdentityHashMap<Buffer, Integer> holds = new IdentityHashMap<>();
    private final IdentityHashMap<Buffer, Instruction> earliestUse = new IdentityHashMap<>();

    /**
     * Begins to spend.
     *
     * @param between which of the lines will be walked; lines behind the end of this array will not
     * @param asked what the question was about: it stays
     */
    Spending(Memory memory, List<Instruction> lines, boolean[] between, List<Tensor> asked) {
        this.memory = memory;
        memory.list();
        Set<Buffer> passing = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Instruction line : lines) {
            Buffer result = bufferOf(line.result());
            if (line.number() < between.length && between[line.number()]) {
                passing.add(result);
            } else {
                hold(result);
            }
        }
        asked.forEach(this::hold);
        for (Instruction line : lines.subList(0, between.length)) {
            if (between[line.number()]) {
                for (Tensor used : line.uses()) {
                    Buffer buffer = bufferOf(used);
                    if (passing.remove(buffer)) {
                        earliestUse.put(buffer, line);
                        hold(buffer);
                    }
                }
            }
        }
    }

    private static Buffer bufferOf(Tensor tensor) {
        return tensor.array().buffer();
    }

    @Override
    public void hold(Tensor cotangent) {
        hold(bufferOf(cotangent));
    }

    @Override
    public void drop(Tensor cotangent) {
        drop(bufferOf(cotangent));
    }

    @Override
    public void passed(Instruction line) {
        for (Tensor used : line.uses()) {
            Buffer buffer = bufferOf(used);
            if (earliestUse.remove(buffer, line)) {
                drop(buffer);
            }
        }
        for (Buffer buffer : memory.recent()) {
            if (!holds.containsKey(buffer)) {
                memory.free(buffer);
            }
        }
    }

    private void hold(Buffer buffer) {
        holds.merge(buffer, 1, Integer::sum);
    }

    private void drop(Buffer buffer) {
        int left = holds.merge(buffer, -1, Integer::sum);
        if (left == 0) {
            holds.remove(buffer);
            memory.free(buffer);
        }
    }
}
