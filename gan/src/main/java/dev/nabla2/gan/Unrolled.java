package dev.nabla2.gan;

import dev.nabla2.engine.Tensor;
import dev.nabla2.nn.OptimiserState;
import dev.nabla2.nn.Parameters;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One player lowers its loss against the others as they will be after K steps of their own optimisers from where they are, moments,
 * gradient limits and projections included, on the same samples (Metz et al. 2017, equations 7 to 9). The others go down their own gradients.
 *
 * <p>Of the two terms of the player's gradient (their equation 10) the second, how the others' steps depend on the player, is the
 * second-order path; without it the others are taken as they will be, but as constants.
 *
 * @param player who looks ahead
 * @param steps K
 * @param secondOrder whether the second term is there
 */
record Unrolled(String player, int steps, boolean secondOrder) implements Field {
    Unrolled {
        if (steps < 1) {
            throw new IllegalArgumentException("unrolled: expected at least 1 step, found " + steps);
        }
    }

    @Override
    public int lookahead() {
        return steps;
    }

    @Override
    public Parameters directions(Recording at, Parameters players) {
        at.checkPlayer("unrolled", player);
        Map<String, OptimiserState> others = new LinkedHashMap<>();
        Parameters directions = Parameters.none();
        for (String other : at.players()) {
            if (!other.equals(player)) {
                Parameters own = players.below(other);
                Parameters gradient = at.tape().gradient(at.loss(other), own);
                directions = directions.and(other, at.direction(gradient));
                OptimiserState start = at.lookahead().start(other, own);
                others.put(other, at.lookahead().step(other, start, gradient));
            }
        }
        for (int step = 1; step < steps; step++) {
            Parameters there = with(at, others);
            for (Map.Entry<String, OptimiserState> other : others.entrySet()) {
                String name = other.getKey();
                Tensor loss = at.elsewhere(name, there).value();
                Parameters gradient = at.tape().gradient(loss, there.below(name));
                other.setValue(at.lookahead().step(name, other.getValue(), gradient));
            }
        }
        // A copy, of which the others' steps know nothing: where their path is left out of the gradient, its slope
        // still has it.
        Parameters own = players.below(player).map(t -> secondOrder || !at.isDifferentiable() ? t : t.mul(1));
        Parameters there = replaced(with(at, others), player, own);
        Tensor loss = at.show(player, at.elsewhere(player, there));
        return directions.and(player, at.lastGradient(loss, own));
    }

    private Parameters with(Recording at, Map<String, OptimiserState> others) {
        Parameters there = at.all();
        for (Map.Entry<String, OptimiserState> other : others.entrySet()) {
            Parameters ahead = other.getValue().parameters();
            boolean cut = !secondOrder && !at.isDifferentiable();
            there = replaced(there, other.getKey(), cut ? ahead.map(Tensor::stopGradient) : ahead);
        }
        return there;
    }

    /** A tree with another branch of the same names. */
    static Parameters replaced(Parameters all, String branch, Parameters by) {
        Parameters replaced = Parameters.none();
        Parameters placed = Parameters.none().and(branch, by);
        for (String name : all.names()) {
            replaced = replaced.and(name, placed.names().contains(name) ? placed.get(name) : all.get(name));
        }
        return replaced;
    }

    @Override
    public String conventions() {
        return "the " + player + " against the others after " + steps + (steps == 1 ? " step" : " steps")
                + " of their optimisers on the same samples, gradient limits and projections included, "
                + (secondOrder ? "with" : "without")
                + " the dependence of these steps on it; the others down their own gradients";
    }
}
