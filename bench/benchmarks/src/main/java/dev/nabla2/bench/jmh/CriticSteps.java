package dev.nabla2.bench.jmh;

import dev.nabla2.bench.compare.Ours;
import dev.nabla2.bench.compare.Step;
import dev.nabla2.bench.compare.Work;
import dev.nabla2.bench.compare.Workload;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A critic's step with Adam's update, with the gradient penalty and without, replayed and recorded anew each time. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class CriticSteps {
    /** Which critic, as {@code bench/compare} names it. */
    @Param({"mlp64-relu", "mlp128-relu", "mlp512-relu", "mlp512-tanh", "conv28-lrelu"})
    public String critic;

    /** Nothing, or {@code -without} the penalty. */
    @Param({"", "-without"})
    public String penalty;

    /** Threads of the backend. */
    @Param({"1", "2"})
    public int threads;

    private Step program;
    private Step eager;

    /** Makes networks and samples. */
    @Setup
    public void start() {
        Work.CriticStep work =
                (Work.CriticStep) Workload.named(critic + penalty).work();
        program = Ours.step(work, threads);
        eager = Ours.eager(work, threads);
    }

    /** Gives memory back. */
    @TearDown
    public void end() {
        program.close();
        eager.close();
    }

    /** As the trainer does it. */
    @Benchmark
    public void program() {
        program.run();
    }

    /** On a new tape. */
    @Benchmark
    public void eager() {
        eager.run();
    }
}
