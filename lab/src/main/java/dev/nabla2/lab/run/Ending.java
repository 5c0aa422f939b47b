package dev.nabla2.lab.run;

/** How a run ended. */
public enum Ending {
    /** All steps were done. */
    FINISHED,
    /** Someone asked for it to stop. */
    INTERRUPTED,
    /** A number stopped being finite. */
    DIVERGED
}
