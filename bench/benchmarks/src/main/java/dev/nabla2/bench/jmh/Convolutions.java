package dev.nabla2.bench.jmh;

import dev.nabla2.bench.Case;
import dev.nabla2.engine.Backends;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The three convolutions of each layer of the critic of WGAN-GP on MNIST: 5 by 5 by 2, a batch of 50. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class Convolutions {
    private static final int BATCH = 50;
    private static final int DIM = 64;
    private static final int FILTER = 5;

    /** The extent of the layer's images. */
    @Param({"28", "14", "7"})
    public int extent;

    /** Threads of the backend. */
    @Param({"1", "2"})
    public int threads;

    private List<Case> cases;

    /** Fills images and filters. */
    @Setup
    public void fill() {
        int outputs = DIM * 28 / extent;
        int inputs = extent == 28 ? 1 : outputs / 2;
        cases = Case.convolutions(Backends.cpu(threads), BATCH, inputs, outputs, 1, extent, FILTER, 2, FILTER / 2);
    }

    /** The layer's output. */
    @Benchmark
    public void output() {
        cases.get(0).call().run();
    }

    /** The gradient by its image. */
    @Benchmark
    public void byImage() {
        cases.get(1).call().run();
    }

    /** The gradient by its filter. */
    @Benchmark
    public void byFilter() {
        cases.get(2).call().run();
    }
}
