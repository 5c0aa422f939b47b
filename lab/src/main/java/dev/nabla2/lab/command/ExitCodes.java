package dev.nabla2.lab.command;

/** What the process says on leaving, beside 0. */
public final class ExitCodes {
    /** Data, a folder or training itself failed. */
    public static final int FAILED = 1;

    /** An option is unknown, or its value wrong. */
    public static final int WRONG_USAGE = 2;

    /** Stopped by SIGINT; after SIGTERM the virtual machine itself puts 143 in its place. */
    public static final int INTERRUPTED = 130;

    private ExitCodes() {}
}
