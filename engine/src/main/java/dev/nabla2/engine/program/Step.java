package dev.nabla2.engine.program;

import dev.nabla2.engine.Shape;
import dev.nabla2.engine.op.ElementwiseLaunch;
import dev.nabla2.engine.op.Kernel;
import dev.nabla2.engine.op.Operation;
import java.util.List;
import java.util.Optional;

/**
 * One operation of a step that is to be replayed. Values are numbered; a value may be seen under several shapes.
 *
 * @param operation what is computed
 * @param region where it ran: equal steps of different regions are not the same
 * @param operands the numbers of its operands
 * @param shapes their shapes
 * @param result the number of its result
 * @param shape its shape
 */
record Step(Operation operation, int region, List<Integer> operands, List<Shape> shapes, int result, Shape shape) {
    Step {
        operands = List.copyOf(operands);
        shapes = List.copyOf(shapes);
    }

    /** How it is computed. */
    Kernel.Launch launch() {
        return operation.plan(shapes, shape);
    }

    /** How it is computed, if that is one elementwise function. */
    Optional<ElementwiseLaunch> elementwise() {
        return launch() instanceof ElementwiseLaunch elementwise ? Optional.of(elementwise) : Optional.empty();
    }

    /** The same of other operands. */
    Step of(List<Integer> others) {
        return new Step(operation, region, others, shapes, result, shape);
    }
}
