package dev.nabla2.lab.spectrum;

import java.util.Comparator;

/**
 * An eigenvalue of a real matrix.
 *
 * @param re its real part
 * @param im its imaginary part
 */
public record Eigenvalue(double re, double im) {
    /** The rightmost first; of two that are equally far right, the upper. */
    public static final Comparator<Eigenvalue> RIGHTMOST = Comparator.comparingDouble(Eigenvalue::re)
            .thenComparingDouble(Eigenvalue::im)
            .reversed();

    /** The largest first; of two that are equally large, the rightmost. */
    public static final Comparator<Eigenvalue> LARGEST =
            Comparator.comparingDouble(Eigenvalue::modulus).reversed().thenComparing(RIGHTMOST);

    /** |λ|. */
    public double modulus() {
        return Math.hypot(re, im);
    }

    /** |1 + hλ|: by how much a step of length h along the field changes what lies along its eigenvector. */
    public double multiplier(double h) {
        return Math.hypot(1 + h * re, h * im);
    }
}
