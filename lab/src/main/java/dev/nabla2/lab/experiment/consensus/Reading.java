package dev.nabla2.lab.experiment.consensus;

/**
 * What (I + γH)⁻¹v may mean, where v is the field that players follow and v′ its Jacobian. Consensus goes along v − γ v′ᵀv, which is ∇½‖v‖²
 * subtracted. As γ goes to 0, (I + γA)⁻¹v = v − γAv + O(γ²), so that the two differ by γ(A − v′ᵀ)v + O(γ²).
 */
enum Reading {
    /** A = v′ᵀ: they agree to first order, always. */
    TRANSPOSED("transposed", "(I + \u03b3v\u2032\u1d40)\u207b\u00b9v"),
    /**
     * A = −v′, the Jacobian of the gradients that are descended: a damped Newton step towards v = 0, or an implicit step of descent. They differ
     * by γ(v′ + v′ᵀ)v, and so agree only where v′ is antisymmetric, as in games that do nothing but rotate.
     */
    NEWTON("newton", "(I \u2212 \u03b3v\u2032)\u207b\u00b9v, Newton"),
    /** A = v′: they differ by γ(v′ − v′ᵀ)v, and so agree only where v′ is symmetric, as of a single loss. */
    MIRRORED("mirrored", "(I + \u03b3v\u2032)\u207b\u00b9v");

    private final String label;
    private final String words;

    Reading(String label, String words) {
        this.label = label;
        this.words = words;
    }

    /** The name of what was measured of it. */
    String label() {
        return label;
    }

    /** As a formula. */
    String words() {
        return words;
    }
}
