package dev.nabla2.engine;

import dev.nabla2.engine.backend.Backend;
import dev.nabla2.engine.backend.Precision;
import dev.nabla2.engine.backend.cpu.CpuBackend;
import dev.nabla2.engine.backend.reference.ReferenceBackend;

/** The backends that come with the engine. */
public final class Backends {
    private static final Backend REFERENCE = new ReferenceBackend();

    private Backends() {}

    /** Plain loops in double precision: slow, and the definition of every kernel. */
    public static Backend reference() {
        return REFERENCE;
    }

    /** Floats on every core of this machine, with vector instructions where the module jdk.incubator.vector is there. */
    public static Backend cpu() {
        return cpu(Runtime.getRuntime().availableProcessors());
    }

    /**
     * Floats on so many threads of this machine, the caller's among them; the number does not change results.
     *
     * @throws IllegalArgumentException if {@code threads} is less than 1
     */
    public static Backend cpu(int threads) {
        return cpu(threads, Precision.FLOAT);
    }

    /**
     * Floats or doubles on so many threads of this machine, by the same kernels; doubles take about twice as long.
     *
     * @throws IllegalArgumentException if {@code threads} is less than 1
     */
    public static Backend cpu(int threads, Precision precision) {
        return precision == Precision.FLOAT
                ? new CpuBackend(threads)
                : new dev.nabla2.engine.backend.cpu.doubles.CpuBackend(threads);
    }
}
