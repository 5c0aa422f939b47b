package dev.nabla2.bench.jmh;

import dev.nabla2.bench.Case;
import dev.nabla2.engine.Backends;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * The three products of a dense layer with a batch of 256: its output, and the gradients by its input and by its
 * weights.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class MatrixProducts {
    private static final int BATCH = 256;

    /** Features in and out. */
    @Param({"2", "64", "128", "512", "1024"})
    public int width;

    /** Threads of the backend. */
    @Param({"1", "2"})
    public int threads;

    private Runnable output;
    private Runnable byInput;
    private Runnable byWeights;

    /** Fills the matrices. */
    @Setup
    public void fill() {
        var backend = Backends.cpu(threads);
        output = Case.product(backend, BATCH, width, width, false, false).call();
        byInput = Case.product(backend, BATCH, width, width, false, true).call();
        byWeights = Case.product(backend, width, BATCH, width, true, false).call();
    }

    /** x W. */
    @Benchmark
    public void output() {
        output.run();
    }

    /** ȳ Wᵀ. */
    @Benchmark
    public void byInput() {
        byInput.run();
    }

    /** xᵀ ȳ. */
    @Benchmark
    public void byWeights() {
        byWeights.run();
    }
}
