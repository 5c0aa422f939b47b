package dev.nabla2.gan;

import dev.nabla2.engine.Draws;
import dev.nabla2.engine.Tape;
import dev.nabla2.engine.Tensor;
import dev.nabla2.nn.Parameters;

/**
 * What is new each time that a loss is computed, so that what was recorded once can be replayed.
 *
 * @param tape what to record on
 * @param draws where data and noise come from
 * @param progress steps done over steps in all, from 0 to 1: a scalar, for weights that change over a run
 * @param memory what the players' layers remember from earlier steps, below each player's name
 */
public record Moment(Tape tape, Draws draws, Tensor progress, Parameters memory) {
    /** With layers that remember nothing. */
    public Moment(Tape tape, Draws draws, Tensor progress) {
        this(tape, draws, progress, Parameters.none());
    }

    /** At the beginning of a run, with layers that remember nothing. */
    public static Moment start(Tape tape, Draws draws) {
        return new Moment(tape, draws, tape.constant(Tensor.scalar(draws.backend(), 0)));
    }

    /** The same with the random numbers for a purpose. */
    Moment fold(String purpose) {
        return new Moment(tape, draws.fold(purpose), progress, memory);
    }
}
