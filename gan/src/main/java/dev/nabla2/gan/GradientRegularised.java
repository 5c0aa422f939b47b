package dev.nabla2.gan;

import dev.nabla2.engine.Tensor;
import dev.nabla2.nn.Parameters;

/**
 * One player lowers its own loss and η times the squared norm of another's gradient (Nagarajan and Kolter 2017, equation 4: the generator
 * lowers V + η ‖∇_D V‖², and −V is the critic's loss, its penalty included).
 *
 * @param player who
 * @param other whose gradient
 * @param eta η
 */
record GradientRegularised(String player, String other, double eta) implements Field {
    GradientRegularised {
        if (!(eta >= 0 && eta < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "gradient-regularised: expected a finite eta of at least 0, found " + eta);
        }
    }

    @Override
    public Parameters directions(Recording at, Parameters players) {
        at.checkPlayer("gradient-regularised", player);
        at.checkPlayer("gradient-regularised", other);
        Parameters directions = Parameters.none();
        Parameters slope = at.tape().gradient(at.loss(other), players.below(other));
        for (String one : at.players()) {
            if (!one.equals(player)) {
                directions = directions.and(
                        one,
                        one.equals(other)
                                ? at.direction(slope)
                                : at.direction(at.tape().gradient(at.loss(one), players.below(one))));
            }
        }
        Tensor regularised = at.loss(player).add(Squares.sum(slope).mul(eta));
        return directions.and(player, at.lastGradient(regularised, players.below(player)));
    }

    @Override
    public String conventions() {
        return "each down its own gradient; the " + player + "'s loss has " + eta + " · ‖∇L‖² of the " + other
                + "'s loss L by the " + other + "'s parameters added; no factor ½";
    }
}
