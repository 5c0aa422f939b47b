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
     */
    record Loss(Tensor value, Map<String, Tensor> measured) {}

    /**
     * A player's loss, recorded. What is computed may be replayed, so it must not depend on numbers that it looked at.
     *
     * @param at the tape, where data and noise come from, and how far the run is; the same moment gives the same loss
     * @param player whose loss
     * @param all every player's parameters; those to differentiate by are on the tape
     */
    Loss loss(Moment at, String player, Parameters all);

    /** What becomes of a player's parameters after each of its updates, such as clipping; nothing by default. */
    default Parameters project(String player, Parameters own) {
        return own;
    }
}
