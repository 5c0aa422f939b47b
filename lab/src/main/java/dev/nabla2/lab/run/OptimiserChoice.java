package dev.nabla2.lab.run;

/** What makes steps of gradients, of what can be asked for. */
public enum OptimiserChoice {
    /** Adaptive moments (Kingma and Ba 2015). */
    ADAM("adam"),
    /** A running mean of squares (Tieleman and Hinton 2012). */
    RMSPROP("rmsprop"),
    /** Plain descent. */
    SGD("sgd");

    private final String label;

    OptimiserChoice(String label) {
        this.label = label;
    }

    /** The name a user asks for it by. */
    public String label() {
        return label;
    }
}
