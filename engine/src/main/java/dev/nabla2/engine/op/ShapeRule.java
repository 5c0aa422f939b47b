package dev.nabla2.engine.op;

import dev.nabla2.engine.Shape;
import java.util.List;

/** The shape of a result, given those of the operands. */
@FunctionalInterface
public interface ShapeRule {
    /**
     * The result's shape.
     *
     * @throws dev.nabla2.engine.ShapeException if the operands do not fit
     */
    Shape of(List<Shape> operands);
}
