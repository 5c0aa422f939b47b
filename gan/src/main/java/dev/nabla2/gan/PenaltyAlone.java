package dev.nabla2.gan;

import dev.nabla2.nn.Parameters;
import java.util.List;

/**
 * The critic's turn in which it lowers its penalty alone.
 *
 * @param gan whose critic
 * @param lazy its penalty
 */
record PenaltyAlone(Gan gan, LazyPenalty lazy) implements Game {
    @Override
    public List<String> players() {
        return gan.players();
    }

    @Override
    public Loss loss(Moment at, String player, Parameters all) {
        return gan.penaltyAlone(lazy, at, all);
    }

    @Override
    public Parameters project(String player, Parameters own) {
        return gan.project(player, own);
    }
}
