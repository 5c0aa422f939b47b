package dev.nabla2.lab.run;

/** What critic and generator want, of what can be asked for. */
public enum ObjectiveChoice {
    /** The dual of the Wasserstein-1 distance (Arjovsky et al. 2017). */
    WASSERSTEIN("wasserstein"),
    /** The first GAN's game, whose generator's gradient saturates (Goodfellow et al. 2014). */
    MINIMAX("minimax"),
    /** The first GAN with the loss that does not saturate (Goodfellow et al. 2014). */
    NON_SATURATING("non-saturating"),
    /** Hinge (Lim and Ye 2017). */
    HINGE("hinge"),
    /** Least squares with labels 0 and 1 (Mao et al. 2017). */
    LEAST_SQUARES("least-squares"),
    /** Relativistic average (Jolicoeur-Martineau 2019). */
    RELATIVISTIC("relativistic"),
    /** Energy-based with a margin (Zhao et al. 2017); the critic then ends in a softplus. */
    ENERGY("energy"),
    /** f-GAN with the Kullback-Leibler divergence (Nowozin et al. 2016). */
    F_KL("f-kl"),
    /** f-GAN with the reverse Kullback-Leibler divergence (Nowozin et al. 2016). */
    F_REVERSE_KL("f-reverse-kl"),
    /** f-GAN with the Pearson χ² divergence (Nowozin et al. 2016). */
    F_PEARSON("f-pearson"),
    /** f-GAN with the squared Hellinger divergence (Nowozin et al. 2016). */
    F_HELLINGER("f-hellinger"),
    /** f-GAN with the Jensen-Shannon divergence (Nowozin et al. 2016). */
    F_JS("f-js"),
    /** f-GAN with the first GAN's divergence (Nowozin et al. 2016). */
    F_GAN("f-gan");

    private final String label;

    ObjectiveChoice(String label) {
        this.label = label;
    }

    /** The name a user asks for it by. */
    public String label() {
        return label;
    }

    /** Whether real samples have a label that can be smoothed. */
    public boolean hasLabel() {
        return this == MINIMAX || this == NON_SATURATING || this == LEAST_SQUARES;
    }

    /** Whether it has a margin. */
    public boolean hasMargin() {
        return this == ENERGY;
    }

    /** Whether it is of the f-GAN family, whose generator has a choice of losses. */
    public boolean isFGan() {
        return switch (this) {
            case F_KL, F_REVERSE_KL, F_PEARSON, F_HELLINGER, F_JS, F_GAN -> true;
            case WASSERSTEIN, MINIMAX, NON_SATURATING, HINGE, LEAST_SQUARES, RELATIVISTIC, ENERGY -> false;
        };
    }
}
