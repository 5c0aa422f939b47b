package dev.nabla2.gan;

import dev.nabla2.engine.Tape;
import dev.nabla2.engine.Tensor;
import dev.nabla2.nn.Parameters;

/** Finds out, once a loss or gradient is not finite, which operation was the first to make it so. */
final class Divergence {
    private Divergence() {}

    static void checkLoss(Tape tape, String player, Tensor loss) {
        if (!loss.isFinite()) {
            throw first(tape, player, "loss");
        }
    }

    /** Of a gradient that was recorded on the tape, and is not finite. */
    static DivergenceException ofGradient(Tape tape, String player) {
        return first(tape, player, "gradient");
    }

    private static DivergenceException first(Tape tape, String player, String what) {
        return DivergenceException.of(player, tape.firstNonFinite().orElse("the gradient's accumulation"), what);
    }

    /** An update overflows only where a gradient times the learning rate does: the weights before it are lost. */
    static void checkUpdated(String player, Parameters updated) {
        if (!updated.isFinite()) {
            throw new DivergenceException(
                    player + ": expected finite parameters after its update, found NaN or infinity: the"
                            + " learning rate times the gradient is too large");
        }
    }
}
