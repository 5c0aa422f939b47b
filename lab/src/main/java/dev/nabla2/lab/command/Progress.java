package dev.nabla2.lab.command;

import dev.nabla2.lab.run.RunListener;
import java.io.PrintWriter;

/** Tells how training goes. */
interface Progress extends RunListener, AutoCloseable {
    /**
     * A bar where someone watches, and elsewhere a line every few seconds.
     *
     * @param err where to tell
     * @param done how many steps were done before
     * @param steps how many there will be in all
     * @param watched whether standard error is a terminal
     */
    static Progress of(PrintWriter err, int done, int steps, boolean watched) {
        return watched ? new ProgressOnTerminal(done, steps) : new ProgressInLines(err);
    }

    @Override
    void close();
}
