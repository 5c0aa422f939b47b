package dev.nabla2.engine;

import dev.nabla2.engine.op.Instruction;
import java.util.List;
import java.util.Optional;

/** Finds where on a tape numbers ceased to be finite. */
final class NonFinite {
    private NonFinite() {}

    /** The first line whose result is not finite: what it was, where in a model, and in which pass. */
    static Optional<String> first(List<Instruction> lines) {
        return lines.stream()
                .filter(line -> !line.result().isFinite())
                .findFirst()
                .map(line -> line.operation().map(o -> o.signature().toString()).orElse("leaf") + " "
                        + line.result().shape()
                        + (line.result().place().isEmpty()
                                ? ""
                                : " in " + line.result().place())
                        + (hasBadConstant(line) ? " of an operand that was not finite before" : "")
                        + (line.pass() == 0 ? " (forward)" : " (derivative pass " + line.pass() + ")"));
    }

    private static boolean hasBadConstant(Instruction line) {
        for (int operand = 0; operand < line.arity(); operand++) {
            if (line.operandNumber(operand) == Instruction.CONSTANT
                    && !line.operands().get(operand).isFinite()) {
                return true;
            }
        }
        return false;
    }
}
