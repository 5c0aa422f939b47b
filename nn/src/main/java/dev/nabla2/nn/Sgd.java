package dev.nabla2.nn;

import dev.nabla2.engine.Tensor;
import dev.nabla2.engine.backend.UpdateRule;
import java.util.List;

/**
 * Plain gradient descent: p ← p − rate · g.
 *
 * @param learningRate the rate
 */
public record Sgd(double learningRate) implements Optimiser {
    /** Checks the rate. */
    public Sgd {
        if (!(learningRate >= 0)) {
            throw new IllegalArgumentException("sgd: expected a rate of at least 0, found " + learningRate);
        }
    }

    @Override
    public int moments() {
        return 0;
    }

    @Override
    public String label() {
        return "sgd";
    }

    @Override
    public double[] coefficients(int step, double rateScale) {
        return new double[] {learningRate * rateScale};
    }

    @Override
    public List<Tensor> expression(List<Tensor> coefficients, Tensor gradient, List<Tensor> state) {
        return List.of(state.get(0).sub(gradient.mul(coefficients.get(0))));
    }

    @Override
    public UpdateRule rule(int step, double rateScale) {
        double rate = learningRate * rateScale;
        return new UpdateRule("sgd", new double[] {rate}, (g, s) -> s[0] -= g * rate);
    }
}
