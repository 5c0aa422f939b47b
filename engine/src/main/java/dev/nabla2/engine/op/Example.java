package dev.nabla2.engine.op;

import dev.nabla2.engine.Shape;
import java.util.List;

/**
 * An operation with operands that it fits: what its tests are made from.
 *
 * @param operation the operation
 * @param operands the shapes of its operands
 * @param domain where the operands' elements may lie
 */
public record Example(Operation operation, List<Shape> operands, Interval domain) {
    static Example of(Operation operation, Shape... operands) {
        Interval domain = operation instanceof Pointwise p ? p.domain() : Interval.EVERYWHERE;
        return new Example(operation, List.of(operands), domain);
    }
}
