package dev.nabla2.gan;

import dev.nabla2.engine.Tensor;
import java.util.function.UnaryOperator;

/**
 * The f-divergences of the f-GAN family (Nowozin, Cseke and Tomioka 2016, tables 1 and 2): output activation g_f, conjugate f* and
 * threshold f′(1).
 *
 * <p>The activation maps the critic's value v, any number, into the domain of f*. The conjugate is composed with it in closed form, so
 * that it loses no digits and overflows nowhere that its value does not. Where a term grows as eᵘ, it is continued by its tangent
 * beyond u = {@value #LARGEST_EXPONENT}: at |v| = 100 values, two derivatives and their squares, which Adam sums, stay finite in float,
 * averages over large batches included.
 */
public enum FDivergence {
    /** ∫ p log(p/q): g_f(v) = v, f*(t) = exp(t − 1). */
    KULLBACK_LEIBLER("Kullback-Leibler", "v", "exp(v − 1)", 1),

    /** ∫ q log(q/p): g_f(v) = −exp(−v), f*(t) = −1 − log(−t). */
    REVERSE_KULLBACK_LEIBLER("reverse Kullback-Leibler", "−exp(−v)", "v − 1", -1),

    /**
     * ∫ (p − q)²/q: g_f(v) = v, f*(t) = t²/4 + t. Table 1 of the paper divides by p, which is Neyman's; its f(u) = (u − 1)² and the f*
     * here are Pearson's.
     */
    PEARSON("Pearson χ²", "v", "v²/4 + v", 0),

    /** ∫ (√p − √q)²: g_f(v) = 1 − exp(−v), f*(t) = t/(1 − t). */
    SQUARED_HELLINGER("squared Hellinger", "1 − exp(−v)", "exp(v) − 1", 0),

    /** Twice the usual Jensen-Shannon divergence: g_f(v) = log 2 − log(1 + exp(−v)), f*(t) = −log(2 − exp(t)). */
    JENSEN_SHANNON("Jensen-Shannon", "log 2 − log(1 + exp(−v))", "log(1 + exp(v)) − log 2", 0),

    /** That less log 4, the first GAN's: g_f(v) = −log(1 + exp(−v)), f*(t) = −log(1 − exp(t)). */
    GAN("GAN", "−log(1 + exp(−v))", "log(1 + exp(v))", -Math.log(2));

    /** The exponent from which on eᵘ is continued by its tangent. */
    public static final int LARGEST_EXPONENT = 40;

    private final String label;
    private final String activationFormula;
    private final String conjugateFormula;
    private final double threshold;

    FDivergence(String label, String activationFormula, String conjugateFormula, double threshold) {
        this.label = label;
        this.activationFormula = activationFormula;
        this.conjugateFormula = conjugateFormula;
        this.threshold = threshold;
    }

    /** g_f(v), element by element. */
    public Tensor activation(Tensor v) {
        return switch (this) {
            case KULLBACK_LEIBLER, PEARSON -> v;
            case REVERSE_KULLBACK_LEIBLER -> continued(v.negate(), Tensor::exp).negate();
            case SQUARED_HELLINGER -> continued(v.negate(), Tensor::expm1).negate();
            case JENSEN_SHANNON -> v.negate().softplus(1).negate().add(Math.log(2));
            case GAN -> v.negate().softplus(1).negate();
        };
    }

    /** f*(g_f(v)), element by element. */
    public Tensor conjugate(Tensor v) {
        return switch (this) {
            case KULLBACK_LEIBLER -> continued(v.sub(1), Tensor::exp);
            case REVERSE_KULLBACK_LEIBLER -> v.sub(1);
            case PEARSON -> v.square().mul(0.25).add(v);
            case SQUARED_HELLINGER -> continued(v, Tensor::expm1);
            case JENSEN_SHANNON -> v.softplus(1).sub(Math.log(2));
            case GAN -> v.softplus(1);
        };
    }

    /** eᵘ, or eᵘ − 1, with its tangent beyond the bound. */
    private static Tensor continued(Tensor u, UnaryOperator<Tensor> exponential) {
        Tensor beyond = u.sub(LARGEST_EXPONENT).relu().mul(Math.exp(LARGEST_EXPONENT));
        return exponential.apply(u.atMost(LARGEST_EXPONENT)).add(beyond);
    }

    /** f′(1): a sample is more likely real than generated where the best critic's g_f(v) is above it. */
    public double threshold() {
        return threshold;
    }

    /** Its name, in words. */
    public String label() {
        return label;
    }

    /** g_f, f* composed with it, and the threshold, as a report should state them. */
    String conventions() {
        String continuation = switch (this) {
            case KULLBACK_LEIBLER, REVERSE_KULLBACK_LEIBLER, SQUARED_HELLINGER ->
                ", exp continued by its tangent beyond an exponent of " + LARGEST_EXPONENT;
            case PEARSON, JENSEN_SHANNON, GAN -> "";
        };
        return "g_f(v) = " + activationFormula + ", f*(g_f(v)) = " + conjugateFormula + continuation
                + "; threshold f′(1) = " + threshold;
    }
}
