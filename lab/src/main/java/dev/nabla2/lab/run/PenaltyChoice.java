package dev.nabla2.lab.run;

/** The ways to keep the critic's slope in bounds that can be asked for. */
public enum PenaltyChoice {
    /** The two-sided gradient penalty (Gulrajani et al. 2017). */
    WGAN_GP("wgan-gp"),
    /** The one-sided gradient penalty (Gulrajani et al. 2017). */
    ONE_SIDED("one-sided"),
    /** Weight clipping (Arjovsky et al. 2017). */
    CLIP("clip");

    private final String label;

    PenaltyChoice(String label) {
        this.label = label;
    }

    /** The name a user asks for it by. */
    public String label() {
        return label;
    }
}
