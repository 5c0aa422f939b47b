package dev.nabla2.gan;

import dev.nabla2.engine.Tensor;
import dev.nabla2.nn.Parameters;

/**
 * The players' gradients where all would be after one step of their optimisers from here, limited and projected as their updates are, on
 * the same samples (Korpelevich 1976; Gidel et al. 2019, with the minibatch re-used as in their ReExtraSGD, in the appendix; their
 * algorithm 2 draws another). The optimisers' moments are those from before that step in both: what the step to look ahead would have
 * changed of them is forgotten, which their Extra-Adam keeps.
 */
record Extragradient() implements Field {
    @Override
    public int lookahead() {
        return 1;
    }

    @Override
    public Parameters directions(Recording at, Parameters players) {
        Parameters ahead = Parameters.none();
        for (String player : at.players()) {
            Parameters own = players.below(player);
            Parameters gradient = at.direction(at.tape().gradient(at.loss(player), own));
            Parameters from = at.direction(own);
            ahead = ahead.and(
                    player,
                    at.lookahead()
                            .step(player, at.lookahead().start(player, from), gradient)
                            .parameters());
        }
        Parameters there = at.all();
        Parameters moving = Parameters.none();
        for (String player : at.players()) {
            Parameters own = at.there(ahead.below(player));
            moving = moving.and(player, own);
            there = Unrolled.replaced(there, player, own);
        }
        Parameters directions = Parameters.none();
        for (int i = 0; i < at.players().size(); i++) {
            String player = at.players().get(i);
            Parameters own = moving.below(player);
            boolean last = i + 1 == at.players().size();
            Tensor loss = at.elsewhere(player, there).value();
            directions = directions.and(
                    player,
                    last ? at.lastGradient(loss, own) : at.direction(at.tape().gradient(loss, own)));
        }
        return directions;
    }

    @Override
    public String conventions() {
        return "each from where it was, down its gradient where all would be after a step of their optimisers on the same samples,"
                + " gradient limits and projections included";
    }
}
