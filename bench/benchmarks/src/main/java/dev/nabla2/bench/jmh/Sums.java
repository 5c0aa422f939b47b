package dev.nabla2.bench.jmh;

import dev.nabla2.bench.Case;
import dev.nabla2.engine.Backends;
import dev.nabla2.engine.backend.Backend;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Sums of a batch of 256: over the batch, over the features, and over both. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class Sums {
    private static final int BATCH = 256;

    /** Features. */
    @Param({"2", "128", "512"})
    public int width;

    private Runnable overBatch;
    private Runnable overFeatures;
    private Runnable overAll;

    /** Fills the operand. */
    @Setup
    public void fill() {
        Backend backend = Backends.cpu(1);
        overBatch = Case.sum(backend, 1, BATCH, width).call();
        overFeatures = Case.sum(backend, BATCH, width, 1).call();
        overAll = Case.sum(backend, 1, BATCH * width, 1).call();
    }

    /** What a bias's gradient is. */
    @Benchmark
    public void overBatch() {
        overBatch.run();
    }

    /** What a norm per sample is made of. */
    @Benchmark
    public void overFeatures() {
        overFeatures.run();
    }

    /** What a loss is made of. */
    @Benchmark
    public void overAll() {
        overAll.run();
    }
}
