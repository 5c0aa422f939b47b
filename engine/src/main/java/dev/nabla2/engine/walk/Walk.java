package dev.nabla2.engine.walk;

import java.util.List;

/**
 * What a walk over a tape was asked for: the derivative of one result by some tensors.
 *
 * @param direction which way it went
 * @param result the line that was differentiated, {@link dev.nabla2.engine.op.Instruction#CONSTANT} if it is on no tape
 * @param by the lines it was differentiated by
 */
public record Walk(Direction direction, int result, List<Integer> by) {
    /** Which way derivatives flow. */
    public enum Direction {
        /** Cotangents, from the result back to what it was made of. */
        BACKWARD,
        /** Tangents, on to the result. */
        FORWARD
    }

    /** Copies the list. */
    public Walk {
        by = List.copyOf(by);
    }
}
