package dev.nabla2.gan;

import dev.nabla2.engine.Draws;
import dev.nabla2.engine.Tape;
import dev.nabla2.engine.Tensor;

/**
 * What is new each time that a loss is computed, so that what was recorded once can be replayed.
 *
 * @param tape what to record on
 * @param draws where data and noise come from
 * @param progress steps done over steps in all, from 0 to 1: a scalar, for weights that change over a run
 */
public record Moment(Tape tape, Draws draws, Tensor progress) {
    /** At the beginning of a run. */
    public static Moment start(Tape tape, Draws draws) {
        return new Moment(tape, draws, tape.constant(Tensor.scalar(draws.backend(), 0)));
    }
}
