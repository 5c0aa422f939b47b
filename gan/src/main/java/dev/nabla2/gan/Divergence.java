package dev.nabla2.gan;

import dev.nabla2.engine.Tape;
import dev.nabla2.engine.Tensor;
import dev.nabla2.nn.Parameters;

/** Finds out, once a loss or gradient is not finite, which operation was the first to make it so. */
final class Divergence {
    private Divergence() {}

    static void check(Tape tape, String player, Tensor loss, Parameters own, Parameters gradients) {
        boolean lossIsFinite = loss.isFinite();
        if (lossIsFinite && gradients.isFinite()) {
            return;
        }
        if (lossIsFinite) {
            // The walk that found the gradients was not recorded, so it is made again for the record.
            tape.gradient(loss, own);
        }
        throw DivergenceException.of(
                player,
                tape.firstNonFinite().orElse("the gradient's accumulation"),
                lossIsFinite ? "gradient" : "loss");
    }

    /** An update overflows only where a gradient times the learning rate does: the weights before it are lost. */
    static void check(String player, Parameters updated) {
        if (!updated.isFinite()) {
            throw new DivergenceException(
                    player + ": expected finite parameters after its update, found NaN or infinity: the"
                            + " learning rate times the gradient is too large");
        }
    }
}
