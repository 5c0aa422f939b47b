package dev.nabla2.lab.run;

/** How players follow their gradients, of what can be asked for. */
public enum DynamicsChoice {
    /** In turn (Goodfellow et al. 2014). */
    ALTERNATING("alternating"),
    /** At once. */
    SIMULTANEOUS("simultaneous"),
    /** Consensus optimisation (Mescheder et al. 2017). */
    CONSENSUS("consensus"),
    /** The generator also lowers the critic's gradient (Nagarajan and Kolter 2017). */
    GRADIENT_REGULARISED("gradient-regularised"),
    /** The generator sees the critic some steps ahead (Metz et al. 2017). */
    UNROLLED("unrolled"),
    /** Gradients a step ahead (Gidel et al. 2019). */
    EXTRAGRADIENT("extragradient"),
    /** Twice this step less the last (Daskalakis et al. 2018). */
    OPTIMISTIC("optimistic"),
    /** Symplectic gradient adjustment (Balduzzi et al. 2018). */
    SYMPLECTIC("symplectic");

    private final String label;

    DynamicsChoice(String label) {
        this.label = label;
    }

    /** The name a user asks for it by. */
    public String label() {
        return label;
    }
}
