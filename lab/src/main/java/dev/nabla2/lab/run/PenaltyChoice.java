package dev.nabla2.lab.run;

/** The ways to keep the critic's slope in bounds that can be asked for. */
public enum PenaltyChoice {
    /** The two-sided gradient penalty (Gulrajani et al. 2017). */
    WGAN_GP("wgan-gp"),
    /** The one-sided gradient penalty (Gulrajani et al. 2017). */
    ONE_SIDED("one-sided"),
    /** The zero-centred penalty on interpolates (Thanh-Tung et al. 2019). */
    ZERO_GP("0-gp"),
    /** The zero-centred penalty on real samples (Mescheder et al. 2018). */
    R1("r1"),
    /** The zero-centred penalty on generated samples (Mescheder et al. 2018). */
    R2("r2"),
    /** The zero-centred penalty on both. */
    R1_R2("r1-r2"),
    /** The Jensen-Shannon regulariser (Roth et al. 2017). */
    ROTH("roth"),
    /** The same with a weight that falls to a hundredth. */
    ROTH_ANNEALED("roth-annealed"),
    /** The penalty of DRAGAN (Kodali et al. 2017). */
    DRAGAN("dragan"),
    /** Spectral normalisation of the critic's layers (Miyato et al. 2018). */
    SPECTRAL_NORM("spectral-norm"),
    /** Weight clipping (Arjovsky et al. 2017). */
    CLIP("clip"),
    /** Nothing. */
    NONE("none");

    private final String label;

    PenaltyChoice(String label) {
        this.label = label;
    }

    /** The name a user asks for it by. */
    public String label() {
        return label;
    }

    /** Whether it is a term of the critic's loss, with a weight. */
    public boolean isTerm() {
        return this != SPECTRAL_NORM && this != CLIP && this != NONE;
    }

    /** Whether the slope that costs nothing can be chosen. */
    public boolean hasCentre() {
        return this == WGAN_GP || this == ONE_SIDED;
    }
}
