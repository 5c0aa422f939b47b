package dev.nabla2.gan;

import dev.nabla2.engine.Draws;
import dev.nabla2.engine.Tape;
import dev.nabla2.engine.Tensor;
import dev.nabla2.engine.backend.Backend;
import dev.nabla2.nn.OptimiserState;
import dev.nabla2.nn.Parameters;

/** Finds out, once a loss or gradient is not finite, which operation was the first to make it so. */
final class Divergence {
    private Divergence() {}

    /** Asks for a player's loss and gradient once more, now for the record, as both may have been replayed or freed. */
    static DivergenceException found(Game game, String player, Position position, Dynamics.Step at) {
        Parameters all = position.parameters();
        try (Tape tape = new Tape()) {
            Parameters own = tape.watch(all.below(player));
            Backend backend = own.tensors().get(0).backend();
            Parameters among = Directions.among(tape, game, Parameters.none().and(player, own), all);
            Moment moment = new Moment(
                    tape,
                    Draws.of(tape, backend, at.random(), at.number()),
                    tape.constant(Tensor.scalar(backend, at.progress())),
                    tape.constant(position.memory()));
            Game.Loss loss = game.loss(moment, player, among);
            if (!loss.value().isFinite()) {
                return first(tape, player, "loss");
            }
            return tape.gradient(loss.value(), own).isFinite()
                    ? new DivergenceException(player
                            + ": expected a finite direction, found NaN or infinity: its loss and gradient are finite where the"
                            + " players are, what the dynamics make of them or ask for elsewhere is not")
                    : first(tape, player, "gradient");
        }
    }

    private static DivergenceException first(Tape tape, String player, String what) {
        return DivergenceException.of(player, tape.firstNonFinite().orElse("the gradient's accumulation"), what);
    }

    /**
     * An update of finite parameters overflows only where a gradient times the learning rate does: the weights before it are lost. A moment
     * that overflows would stop an optimiser that divides by it for good, and silently.
     */
    static DivergenceException ofUpdate(String player, OptimiserState updated) {
        for (int i = 0; i < updated.moments().size() && updated.parameters().isFinite(); i++) {
            for (String name : updated.moments().get(i).names()) {
                if (!updated.moments().get(i).get(name).isFinite()) {
                    return new DivergenceException(player
                            + ": expected finite moments of its optimiser after its update, found NaN or infinity in moment "
                            + (i + 1) + " of " + name + ": the gradient or its square is too large");
                }
            }
        }
        return new DivergenceException(player
                + ": expected finite parameters after its update, found NaN or infinity: the"
                + " learning rate times the gradient is too large");
    }
}
