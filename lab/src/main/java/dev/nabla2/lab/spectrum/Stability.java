package dev.nabla2.lab.spectrum;

import java.util.List;
import java.util.function.DoubleUnaryOperator;

/** What eigenvalues say of steps of a length h. */
public final class Stability {
    /** Eigenvalues so much smaller than the largest are taken for 0: along their eigenvectors nothing moves. */
    private static final double NEUTRAL = 1e-12;

    private static final double SHORTEST = 1e-3;
    private static final double LONGEST = 100;
    private static final double RATIO = 1.2;

    /** A radius may be so much above 1 by rounding. */
    private static final double ROUNDING = 1e-9;

    private static final int HALVINGS = 40;

    private Stability() {}

    /**
     * The step beyond which w ← w + h F(w) moves away from a point of rest: |1 + hλ| &lt; 1 is h &lt; −2 Re λ / |λ|² (Mescheder,
     * Nowozin and Geiger 2017, lemma 4).
     *
     * @param eigenvalues λ of the field's Jacobian, all of them
     * @return 0 where every step does
     */
    public static double largestStep(List<Eigenvalue> eigenvalues) {
        double largest =
                eigenvalues.stream().mapToDouble(Eigenvalue::modulus).max().orElse(0);
        return eigenvalues.stream()
                .filter(lambda -> lambda.modulus() > NEUTRAL * largest)
                .mapToDouble(lambda -> Math.max(0, -2 * lambda.re() / (lambda.modulus() * lambda.modulus())))
                .min()
                .orElse(Double.POSITIVE_INFINITY);
    }

    /**
     * The same for dynamics that depend on h otherwise: the first step at which the spectral radius of a step's Jacobian is above 1.
     *
     * @param radius the spectral radius, of h
     * @return 0 where it is so for short steps already, infinity where it is not for any that was tried
     */
    public static double largestStep(DoubleUnaryOperator radius) {
        double below = 0;
        double above = SHORTEST;
        while (radius.applyAsDouble(above) <= 1 + ROUNDING) {
            below = above;
            above *= RATIO;
            if (above > LONGEST) {
                return Double.POSITIVE_INFINITY;
            }
        }
        for (int i = 0; below > 0 && i < HALVINGS; i++) {
            double middle = (below + above) / 2;
            if (radius.applyAsDouble(middle) <= 1 + ROUNDING) {
                below = middle;
            } else {
                above = middle;
            }
        }
        return below;
    }
}
