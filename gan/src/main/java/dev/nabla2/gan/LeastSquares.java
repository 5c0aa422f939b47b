package dev.nabla2.gan;

import dev.nabla2.engine.Tensor;
import java.util.function.Supplier;

/**
 * The least-squares objective (Mao et al. 2017, equation 2): ½ E (D(real) − b)² + ½ E (D(fake) − a)² against ½ E (D(fake) − c)².
 *
 * <p>Conventions: with the factor ½; D is the critic's value itself, no probability. With b − c = 1 and b − a = 2 the game is that of
 * the Pearson χ² divergence. A b below 1 is a smoothed real label.
 *
 * @param fakeLabel a, what the critic wants of generated samples
 * @param realLabel b, what the critic wants of real samples
 * @param generatorLabel c, what the generator wants of generated samples
 */
public record LeastSquares(double fakeLabel, double realLabel, double generatorLabel) implements Objective {
    /** Checks the labels. */
    public LeastSquares {
        if (!(Double.isFinite(fakeLabel) && Double.isFinite(realLabel) && Double.isFinite(generatorLabel))) {
            throw new IllegalArgumentException("least squares: expected finite labels, found " + fakeLabel + ", "
                    + realLabel + " and " + generatorLabel);
        }
    }

    /** Labels 0 and 1 for the critic, with 1 for the generator (Mao et al. 2017, equation 9). */
    public LeastSquares() {
        this(0, 1, 1);
    }

    @Override
    public Tensor criticLoss(Tensor real, Tensor fake) {
        return half(real, realLabel).add(half(fake, fakeLabel));
    }

    @Override
    public Tensor generatorLoss(Supplier<Tensor> real, Tensor fake) {
        return half(fake, generatorLabel);
    }

    private static Tensor half(Tensor values, double label) {
        return values.sub(label).square().mean().mul(0.5);
    }

    @Override
    public String conventions() {
        return "the critic minimises ½ E (D(real) − " + realLabel + ")² + ½ E (D(fake) − " + fakeLabel
                + ")², the generator ½ E (D(fake) − " + generatorLabel + ")²; factor ½; D a value without bounds";
    }
}
