package dev.nabla2.lab.game;

/** The games that can be asked for. */
public enum GameChoice {
    /** {@link Bilinear}. */
    BILINEAR("bilinear"),
    /** {@link Dirac}. */
    DIRAC("dirac"),
    /** {@link LinearQuadratic}. */
    LQ_WGAN("lq-wgan"),
    /** {@link SmallMixture}. */
    MOG("mog"),
    /** A run of training at its last checkpoint. */
    CHECKPOINT("checkpoint");

    private final String label;

    GameChoice(String label) {
        this.label = label;
    }

    /** The name a user asks for it by. */
    public String label() {
        return label;
    }
}
