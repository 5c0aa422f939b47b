package dev.nabla2.gan;

import java.util.List;

/**
 * All players move at once, from where all were before the step.
 *
 * @param field where each would go
 */
record Simultaneous(Field field) implements Dynamics {
    @Override
    public void step(Game game, Position position, Programs programs, Step at, UpdateWatcher watcher) {
        together(game, field, position, programs, at).follow(game, position, at, watcher);
        position.awaited().settle();
    }

    /** The directions of all players, of a game that is the same at every turn. */
    static Directions together(Game game, Field field, Position position, Programs programs, Step at) {
        for (String player : game.players()) {
            if (!game.turns(player, at.number()).equals(List.of(game))) {
                throw new IllegalArgumentException("dynamics: expected a game that is the same at every turn where all"
                        + " players move at once, found one whose " + player
                        + " plays others now and then, as with a lazy penalty: use alternating dynamics");
            }
        }
        return Directions.of(game, game.players(), field, position, programs, at);
    }

    @Override
    public String conventions() {
        return "all players at once; " + field.conventions();
    }
}
