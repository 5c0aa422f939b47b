package dev.nabla2.nn;

import dev.nabla2.engine.Tensor;
import dev.nabla2.engine.backend.UpdateRule;
import java.util.List;

/**
 * Steps scaled by the root of a running mean of squares (Tieleman and Hinton 2012): s ← ρ s + (1 − ρ) g², p ← p − rate · g / (√s + ε).
 *
 * @param learningRate the rate
 * @param decay ρ
 * @param epsilon ε
 */
public record RmsProp(double learningRate, double decay, double epsilon) implements Optimiser {
    /** Checks the numbers. */
    public RmsProp {
        if (!(learningRate >= 0 && decay >= 0 && decay < 1 && epsilon >= 0)) {
            throw new IllegalArgumentException(
                    "rmsprop: expected a rate and epsilon of at least 0 and a decay in [0, 1), found " + learningRate
                            + ", " + epsilon + " and " + decay);
        }
    }

    /** With the decay 0.99 and the ε 1e-8 of the WGAN authors' framework. */
    public RmsProp(double learningRate) {
        this(learningRate, 0.99, 1e-8);
    }

    @Override
    public int moments() {
        return 1;
    }

    @Override
    public String label() {
        return "rmsprop";
    }

    @Override
    public double[] coefficients(int step, double rateScale) {
        return new double[] {learningRate * rateScale};
    }

    @Override
    public List<Tensor> expression(List<Tensor> coefficients, Tensor gradient, List<Tensor> state) {
        Tensor square = state.get(1).mul(decay).add(gradient.square().mul(1 - decay));
        Tensor direction = gradient.div(square.safeSqrt().add(epsilon));
        return List.of(state.get(0).sub(direction.mul(coefficients.get(0))), square);
    }

    @Override
    public UpdateRule rule(int step, double rateScale) {
        double rate = learningRate * rateScale;
        return new UpdateRule("rmsprop", new double[] {rate, decay, 1 - decay, epsilon}, (g, s) -> {
            s[1] = s[1] * decay + g * g * (1 - decay);
            s[0] -= g / (Math.sqrt(s[1]) + epsilon) * rate;
        });
    }
}
