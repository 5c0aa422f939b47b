package dev.nabla2.gan;

import dev.nabla2.nn.Optimiser;
import dev.nabla2.nn.OptimiserState;
import dev.nabla2.nn.Parameters;
import java.util.LinkedHashMap;
import java.util.Map;

/** Where a game's players are: each one's parameters, and what its optimiser remembers. Replaced player by player as they move. */
public final class Position {
    private final Map<String, OptimiserState> states = new LinkedHashMap<>();

    /** The start: each player's parameters and optimiser. */
    public Position(Game game, Parameters all, Map<String, Optimiser> optimisers) {
        for (String player : game.players()) {
            Optimiser optimiser = optimisers.get(player);
            if (optimiser == null) {
                throw new IllegalArgumentException(
                        "position: expected an optimiser for " + player + ", found " + optimisers.keySet());
            }
            states.put(player, optimiser.start(all.below(player).placed(player)));
        }
    }

    /** A player's parameters and moments. */
    public OptimiserState of(String player) {
        OptimiserState state = states.get(player);
        if (state == null) {
            throw new IllegalArgumentException("position: expected one of " + states.keySet() + ", found " + player);
        }
        return state;
    }

    /** Moves a player. */
    public void move(String player, OptimiserState state) {
        states.put(player, state);
    }

    /** Every player's parameters, each below the player's name. */
    public Parameters parameters() {
        Parameters all = Parameters.none();
        for (Map.Entry<String, OptimiserState> entry : states.entrySet()) {
            all = all.and(entry.getKey(), entry.getValue().parameters());
        }
        return all;
    }
}
