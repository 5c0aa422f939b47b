package dev.nabla2.gan;

import dev.nabla2.engine.Tensor;
import dev.nabla2.nn.Optimiser;
import dev.nabla2.nn.OptimiserState;
import dev.nabla2.nn.Parameters;
import dev.nabla2.nn.Sgd;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where dynamics lead the players of a game, as functions that can be differentiated: by {@link dev.nabla2.engine.Tape#pullback} and
 * {@link dev.nabla2.engine.Tape#pushforward} follow products with their Jacobians, exact at every point.
 *
 * <p>Dynamics that move all players at once have a {@linkplain #field field}, along which they take small steps (Mescheder, Nowozin and
 * Geiger 2017, section 2); all have a {@linkplain #step step}, of plain descent. What the layers remember does not change on the way,
 * each turn of alternating dynamics draws anew, and a weight γ of consensus is not differentiated, however it is chosen.
 *
 * @param game who plays
 * @param dynamics one of {@link Dynamics}' own
 * @param rate h, the learning rate of all players, also where a field looks ahead
 */
public record Flow(Game game, Dynamics dynamics, double rate) {
    private static final String STEP = "step-";

    /**
     * Checks the dynamics.
     *
     * @throws IllegalArgumentException for dynamics of another make, and for a game that is not the same at every turn, as with a lazy
     *     penalty
     */
    public Flow {
        if (!(dynamics instanceof Simultaneous || dynamics instanceof Optimistic || dynamics instanceof Alternating)) {
            throw new IllegalArgumentException("flow: expected dynamics of gan, found " + dynamics.conventions());
        }
        for (String player : game.players()) {
            if (!game.turns(player, 0).equals(List.of(game))) {
                throw new IllegalArgumentException(
                        "flow: expected a game that is the same at every turn, found one whose " + player
                                + " plays others now and then, as with a lazy penalty");
            }
        }
    }

    /** Whether there is a {@link #field}. */
    public boolean isField() {
        return dynamics instanceof Simultaneous;
    }

    /**
     * The field F: the players go w ← w + h F(w), and so along ẇ = F(w) where h is small.
     *
     * @param at what is recorded on, and where data and noise come from
     * @param all every player's parameters, on that tape
     * @return a tree like {@code all}, recorded
     * @throws IllegalStateException if there is none
     */
    public Parameters field(Moment at, Parameters all) {
        if (dynamics instanceof Simultaneous simultaneous) {
            return against(simultaneous.field(), at, all);
        }
        throw new IllegalStateException(
                "field: expected dynamics that move all players at once, found " + dynamics.conventions());
    }

    /** What a step goes on from: every player's parameters and, under optimistic dynamics, each one's last step, here none. */
    public Parameters state(Parameters all) {
        Parameters state = all;
        if (dynamics instanceof Optimistic) {
            for (String player : game.players()) {
                state = state.and(STEP + player, all.below(player).map(w -> w.mul(0)));
            }
        }
        return state;
    }

    /**
     * The state after a step of plain descent at rate h.
     *
     * @param at what is recorded on, and where data and noise come from
     * @param state as {@link #state} makes it, on that tape
     * @return a tree like {@code state}, recorded
     */
    public Parameters step(Moment at, Parameters state) {
        if (dynamics instanceof Alternating alternating) {
            return inTurn(alternating, at, state);
        }
        if (dynamics instanceof Optimistic optimistic) {
            return optimistic(against(optimistic.field(), at, players(state)), state);
        }
        Parameters steps = field(at, state).map(f -> f.mul(rate));
        Parameters moved = Parameters.none();
        for (String player : game.players()) {
            moved = moved.and(player, moved(player, state, steps));
        }
        return moved;
    }

    /** By twice a step less the one before. */
    private Parameters optimistic(Parameters field, Parameters state) {
        Parameters moved = Parameters.none();
        Parameters steps = Parameters.none();
        for (String player : game.players()) {
            Parameters now = field.below(player).map(f -> f.mul(rate));
            Parameters twice = now.zip(
                    state.below(STEP + player), (step, before) -> step.mul(2).sub(before));
            moved = moved.and(player, moved(player, state, Parameters.none().and(player, twice)));
            steps = steps.and(STEP + player, now);
        }
        for (int i = 0; i < steps.names().size(); i++) {
            moved = moved.and(steps.names().get(i), steps.tensors().get(i));
        }
        return moved;
    }

    private Parameters inTurn(Alternating alternating, Moment at, Parameters state) {
        Parameters all = state;
        Map<String, Integer> done = new HashMap<>();
        for (Dynamics.Turn turn : alternating.turns()) {
            String player = turn.player();
            for (int i = 0; i < turn.updates(); i++) {
                int earlier = done.merge(player, 1, Integer::sum) - 1;
                Moment now = new Moment(at.tape(), at.draws().fold(player).fold(earlier), at.progress(), at.memory());
                // A copy, of which earlier turns know nothing: others stand still while a player moves.
                Parameters own = all.below(player).map(w -> w.mul(1));
                Tensor loss = game.loss(now, player, Unrolled.replaced(all, player, own))
                        .value();
                Parameters step = at.tape().gradient(loss, own).map(g -> g.mul(-rate));
                all = Unrolled.replaced(
                        all, player, moved(player, all, Parameters.none().and(player, step)));
            }
        }
        return all;
    }

    private Parameters moved(String player, Parameters from, Parameters steps) {
        return game.project(player, from.below(player).zip(steps.below(player), Tensor::add));
    }

    private Parameters players(Parameters state) {
        Parameters all = Parameters.none();
        for (String player : game.players()) {
            all = all.and(player, state.below(player));
        }
        return all;
    }

    /** Minus the directions of a field that are descended. */
    private Parameters against(Field field, Moment at, Parameters all) {
        Map<String, GradientLimit> limits = new LinkedHashMap<>();
        Map<String, Optimiser> optimisers = new LinkedHashMap<>();
        Map<String, OptimiserState> states = new LinkedHashMap<>();
        for (String player : game.players()) {
            limits.put(player, GradientLimit.none());
            if (field.lookahead() > 0) {
                Optimiser plain = new Sgd(rate);
                optimisers.put(player, plain);
                states.put(player, plain.start(all.below(player)));
            }
        }
        Parameters inputs = at.tape().constant(Lookahead.inputs(states, field.lookahead(), 1));
        Lookahead lookahead = new Lookahead(game, limits, optimisers, inputs);
        return field.directions(new Recording(at, game, game.players(), all, lookahead, true), all)
                .map(Tensor::negate);
    }
}
