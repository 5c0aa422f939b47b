package dev.nabla2.gan;

import dev.nabla2.engine.Shape;
import dev.nabla2.engine.Tensor;
import dev.nabla2.nn.Optimiser;
import dev.nabla2.nn.OptimiserState;
import dev.nabla2.nn.Parameters;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The next steps of the players' optimisers, written in tensors, with all that differs from one training step to the next as inputs, so
 * that they can be replayed. Gradients are limited before, and parameters projected after each step, as where players really move.
 *
 * @param game whose players they are
 * @param limits by player
 * @param optimisers by player
 * @param inputs the players' moments, and the coefficients of the steps
 */
record Lookahead(Game game, Map<String, GradientLimit> limits, Map<String, Optimiser> optimisers, Parameters inputs) {
    private static final String MOMENT = "moment";
    private static final String COEFFICIENTS = "coefficients";

    /**
     * What the steps need.
     *
     * @param steps how many each player may take
     */
    static Parameters inputs(Map<String, OptimiserState> states, int steps, double rateScale) {
        Parameters inputs = Parameters.none();
        for (Map.Entry<String, OptimiserState> entry : states.entrySet()) {
            OptimiserState state = entry.getValue();
            for (int i = 0; i < state.moments().size(); i++) {
                inputs = inputs.and(
                        entry.getKey() + "." + MOMENT + i, state.moments().get(i));
            }
            inputs = inputs.and(entry.getKey() + "." + COEFFICIENTS, coefficients(state, steps, rateScale));
        }
        return inputs;
    }

    private static Tensor coefficients(OptimiserState state, int steps, double rateScale) {
        double[][] rows = new double[steps][];
        for (int step = 0; step < steps; step++) {
            rows[step] = state.optimiser().coefficients(state.steps() + step + 1, rateScale);
        }
        int each = rows[0].length;
        double[] all = new double[steps * each];
        for (int step = 0; step < steps; step++) {
            System.arraycopy(rows[step], 0, all, step * each, each);
        }
        return Tensor.of(state.parameters().tensors().get(0).backend(), Shape.of(steps, each), all);
    }

    /** A player's optimiser before the first of the steps. */
    OptimiserState start(String player, Parameters parameters) {
        Optimiser optimiser = optimisers.get(player);
        List<Parameters> moments = new ArrayList<>();
        for (int i = 0; i < optimiser.moments(); i++) {
            moments.add(inputs.below(player).below(MOMENT + i));
        }
        return new OptimiserState(optimiser, 0, parameters, moments);
    }

    /** The next step, as a function of the gradient. */
    OptimiserState step(String player, OptimiserState state, Parameters gradient) {
        Tensor rows = inputs.below(player).get(COEFFICIENTS);
        List<Tensor> coefficients = new ArrayList<>();
        for (int i = 0; i < rows.shape().extent(1); i++) {
            coefficients.add(rows.slice(0, state.steps(), state.steps() + 1)
                    .slice(1, i, i + 1)
                    .reshape(Shape.SCALAR));
        }
        OptimiserState next = state.step(limits.get(player).of(gradient), coefficients);
        return new OptimiserState(
                next.optimiser(), next.steps(), game.project(player, next.parameters()), next.moments());
    }
}
