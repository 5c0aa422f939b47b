package dev.nabla2.lab.reproduce;

import dev.nabla2.engine.Backends;
import dev.nabla2.engine.backend.Backend;
import dev.nabla2.engine.backend.Precision;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleConsumer;

/** Where a part is computed: with so many threads, and with someone who watches and may want it to stop. */
public final class Bench {
    private final Path cache;
    private final Optional<Backend> device;
    private final int threads;
    private final BooleanSupplier cancelled;
    private final DoubleConsumer watcher;

    /** Unwinds a computation that was asked to stop. */
    static final class StoppedException extends RuntimeException {
        private static final long serialVersionUID = 1;

        StoppedException() {
            super("stopped");
        }
    }

    /**
     * A bench.
     *
     * @param cache where what several experiments need is kept, such as classifiers
     * @param device what computes in floats, if that is not the processor
     * @param threads how many a computation may use; without effect on results
     * @param cancelled whether someone has asked for an end
     * @param watcher is told which share is done, from 0 to 1
     */
    public Bench(Path cache, Optional<Backend> device, int threads, BooleanSupplier cancelled, DoubleConsumer watcher) {
        this.cache = cache;
        this.device = device;
        this.threads = threads;
        this.cancelled = cancelled;
        this.watcher = watcher;
    }

    /** Where what several experiments need is kept; the folder may not be there yet. */
    public Path cache() {
        return cache;
    }

    /** How many threads a computation may use. */
    public int threads() {
        return threads;
    }

    /** Fast kernels, on these threads if they are the processor's. */
    public Backend backend(Precision precision) {
        return device.filter(backend -> backend.precision() == precision)
                .orElseGet(() -> Backends.cpu(threads, precision));
    }

    /**
     * Tells how far the computation is; to be called often, for this is where it stops if it shall. The exception that then comes is to be
     * let through.
     */
    public void progress(double share) {
        if (cancelled.getAsBoolean()) {
            throw new StoppedException();
        }
        watcher.accept(share);
    }

    /** As {@link #progress(double)}, after a step of several. */
    public void progress(int step, int steps) {
        progress((double) step / steps);
    }
}
