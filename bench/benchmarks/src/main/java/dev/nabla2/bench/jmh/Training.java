package dev.nabla2.bench.jmh;

import dev.nabla2.engine.Backends;
import dev.nabla2.engine.backend.Backend;
import dev.nabla2.gan.Dynamics;
import dev.nabla2.gan.Gan;
import dev.nabla2.gan.GanTrainer;
import dev.nabla2.gan.GradientPenalty;
import dev.nabla2.gan.Objective;
import dev.nabla2.gan.Schedule;
import dev.nabla2.gan.data.RingOfGaussians;
import dev.nabla2.nn.Activation;
import dev.nabla2.nn.Adam;
import dev.nabla2.nn.Sequential;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * A run of the trainer on eight Gaussians, from the first draw of the weights on; the time is that of one step of its
 * hundred.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class Training {
    private static final int STEPS = 100;
    private static final int CRITIC_STEPS = 5;

    /** Features of the three hidden layers of each player. */
    @Param({"64", "128", "512"})
    public int width;

    /** Threads of the backend. */
    @Param({"1", "2"})
    public int threads;

    private Backend backend;

    /** Starts the threads. */
    @Setup
    public void start() {
        backend = Backends.cpu(threads);
    }

    /** Five critic steps with the penalty and one generator step, a hundred times. */
    @Benchmark
    @OperationsPerInvocation(STEPS)
    public int ring8() {
        Gan gan = new Gan(
                backend,
                RingOfGaussians.ofEight(),
                Sequential.mlp(Activation.RELU, 2, width, width, width, 2),
                Sequential.mlp(Activation.RELU, 2, width, width, width, 1),
                2,
                256,
                Objective.wasserstein(),
                GradientPenalty.twoSided(0.1));
        Adam adam = new Adam(1e-4, 0.5, 0.9);
        GanTrainer.Settings settings =
                new GanTrainer.Settings(Dynamics.alternating(CRITIC_STEPS), adam, adam, Schedule.constant(), STEPS, 1);
        return new GanTrainer(gan, settings).run((report, model) -> {});
    }
}
