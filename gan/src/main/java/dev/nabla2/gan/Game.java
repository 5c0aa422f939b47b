package dev.nabla2.gan;

import dev.nabla2.engine.Tensor;
import dev.nabla2.nn.Parameters;
import java.util.List;
import java.util.Map;

/** Named players, each of whom wants its own loss small and owns some of the parameters that all losses depend on. */
public interface Game {
    /** The players' names; the parameters of each are below its name. */
    List<String> players();

    /**
     * A loss, and what was measured on the way.
     *
     * @param value a scalar on the tape
     * @param measured scalars by name, such as {@code slope}
     * @param memory what the players' layers would remember from now on, named as in {@link Moment#memory}, or some of it; each player's
     *     is taken from its own loss
     */
    record Loss(Tensor value, Map<String, Tensor> measured, Parameters memory) {
        /** In a game whose layers remember nothing. */
        public Loss(Tensor value, Map<String, Tensor> measured) {
            this(value, measured, Parameters.none());
        }
    }

    /**
     * A player's loss, recorded. What is computed may be replayed, so it must not depend on numbers that it looked at.
     *
     * @param at the tape, where data and noise come from, and how far the run is; the same moment gives the same loss
     * @param player whose loss
     * @param all every player's parameters; those to differentiate by are on the tape
     */
    Loss loss(Moment at, String player, Parameters all);

    /** What the players' layers remember before the first step, below each player's name; nothing by default. */
    default Parameters memory() {
        return Parameters.none();
    }

    /**
     * The games that a player plays in its turn of some number, one after the other; in most games this one.
     *
     * @param number how many turns the player has had before
     */
    default List<Game> turns(String player, long number) {
        return List.of(this);
    }

    /**
     * What becomes of a player's parameters after each of its updates, such as clipping; nothing by default. Written in tensors, as
     * dynamics that look ahead record it.
     */
    default Parameters project(String player, Parameters own) {
        return own;
    }
}
