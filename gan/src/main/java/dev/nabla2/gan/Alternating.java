package dev.nabla2.gan;

import dev.nabla2.nn.OptimiserState;
import dev.nabla2.nn.Parameters;
import java.util.List;

/**
 * The players move in turn, each down the gradient of its own loss while the others stand still.
 *
 * @param turns who moves, and how often, in order
 */
record Alternating(List<Turn> turns) implements Dynamics {
    /**
     * A player's turn.
     *
     * @param player who
     * @param updates how many updates in a row
     */
    record Turn(String player, int updates) {}

    Alternating {
        turns = List.copyOf(turns);
        for (Turn turn : turns) {
            if (turn.updates < 1) {
                throw new IllegalArgumentException(
                        "alternating: expected at least 1 update of " + turn.player + ", found " + turn.updates);
            }
        }
    }

    @Override
    public void step(Game game, Position position, Programs programs, Step at, UpdateWatcher watcher) {
        for (Turn turn : turns) {
            Step own = at.fold(turn.player());
            for (int i = 0; i < turn.updates(); i++) {
                update(game, turn.player(), position, programs, own.fold(i), watcher);
            }
        }
    }

    private static void update(
            Game game, String player, Position position, Programs programs, Step at, UpdateWatcher watcher) {
        OptimiserState before = position.of(player);
        OwnGradient own = OwnGradient.of(game, player, position, programs, at);
        if (!own.isFinite()) {
            throw Divergence.found(game, player, position, at);
        }
        watcher.onUpdate(player, own.loss(), own.measured());
        OptimiserState after = before.stepInPlace(own.gradient(), at.rateScale());
        Divergence.checkUpdated(player, after.parameters());
        Parameters projected = game.project(player, after.parameters());
        position.move(player, new OptimiserState(after.optimiser(), after.steps(), projected, after.moments()));
    }
}
