package dev.nabla2.nn;

import dev.nabla2.engine.Tensor;
import dev.nabla2.engine.backend.UpdateRule;
import java.util.List;

/**
 * Adaptive moments (Kingma and Ba 2015, algorithm 1): m ← β₁ m + (1 − β₁) g, v ← β₂ v + (1 − β₂) g², p ← p − rate · m̂ / (√v̂ + ε)
 * with m̂ = m / (1 − β₁ᵗ) and v̂ = v / (1 − β₂ᵗ).
 *
 * @param learningRate the rate
 * @param beta1 β₁
 * @param beta2 β₂
 * @param epsilon ε
 */
public record Adam(double learningRate, double beta1, double beta2, double epsilon) implements Optimiser {
    /** Checks the numbers. */
    public Adam {
        if (!(learningRate >= 0 && beta1 >= 0 && beta1 < 1 && beta2 >= 0 && beta2 < 1 && epsilon >= 0)) {
            throw new IllegalArgumentException(
                    "adam: expected a rate and epsilon of at least 0 and betas in [0, 1), found " + learningRate + ", "
                            + epsilon + ", " + beta1 + " and " + beta2);
        }
    }

    /** With ε 1e-8. */
    public Adam(double learningRate, double beta1, double beta2) {
        this(learningRate, beta1, beta2, 1e-8);
    }

    @Override
    public int moments() {
        return 2;
    }

    @Override
    public String label() {
        return "adam";
    }

    @Override
    public double[] coefficients(int step, double rateScale) {
        return new double[] {stepSize(step, rateScale), rootCorrection(step)};
    }

    @Override
    public List<Tensor> expression(List<Tensor> coefficients, Tensor gradient, List<Tensor> state) {
        Tensor mean = state.get(1).mul(beta1).add(gradient.mul(1 - beta1));
        Tensor square = state.get(2).mul(beta2).add(gradient.square().mul(1 - beta2));
        Tensor direction = mean.div(square.safeSqrt().mul(coefficients.get(1)).add(epsilon));
        return List.of(state.get(0).sub(direction.mul(coefficients.get(0))), mean, square);
    }

    @Override
    public UpdateRule rule(int step, double rateScale) {
        double size = stepSize(step, rateScale);
        double correction = rootCorrection(step);
        double[] constants = {size, beta1, 1 - beta1, beta2, 1 - beta2, correction, epsilon};
        return new UpdateRule("adam", constants, (g, s) -> {
            s[1] = s[1] * beta1 + g * (1 - beta1);
            s[2] = s[2] * beta2 + g * g * (1 - beta2);
            s[0] -= s[1] / (Math.sqrt(s[2]) * correction + epsilon) * size;
        });
    }

    private double stepSize(int step, double rateScale) {
        return learningRate * rateScale / (1 - Math.pow(beta1, step));
    }

    private double rootCorrection(int step) {
        return 1 / Math.sqrt(1 - Math.pow(beta2, step));
    }
}
