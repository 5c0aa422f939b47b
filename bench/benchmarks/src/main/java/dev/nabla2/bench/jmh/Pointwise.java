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

/** Pointwise operations on a batch of 256 with 128 and with 512 features. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class Pointwise {
    private static final int BATCH = 256;
    private static final double SLOPE = 0.2;

    /** Operations of one operand. */
    @Param({"relu", "leaky_relu", "step", "exp", "tanh", "sigmoid", "softplus", "sqrt"})
    public String operation;

    /** Features. */
    @Param({"128", "512"})
    public int width;

    private Runnable call;

    /** Fills the operand. */
    @Setup
    public void fill() {
        call = Case.elementwise(Backends.cpu(1), operation, 1, SLOPE, BATCH, width)
                .call();
    }

    /** The operation. */
    @Benchmark
    public void apply() {
        call.run();
    }
}
