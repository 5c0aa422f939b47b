package dev.nabla2.lab.run;

/** The backends that can be asked for. */
public enum BackendChoice {
    /** Fast kernels in single precision. */
    CPU("cpu"),
    /** Plain loops in double precision. */
    REFERENCE("reference");

    private final String label;

    BackendChoice(String label) {
        this.label = label;
    }

    /** The name a user asks for it by. */
    public String label() {
        return label;
    }
}
