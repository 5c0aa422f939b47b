package dev.nabla2.gan;

import dev.nabla2.engine.RandomStream;
import dev.nabla2.nn.Optimiser;
import java.util.HashMap;
import java.util.Map;

/**
 * Trains a GAN step by step. What it does is a function of its settings and the seed: the same ones give the same numbers.
 *
 * <p>A run can be cancelled from any thread; it then ends after the step it is in.
 */
public final class GanTrainer {
    private final Gan gan;
    private final Settings settings;
    private final Position position;
    private final RandomStream random;
    private volatile boolean cancelled;

    /**
     * How to train.
     *
     * @param dynamics who moves when
     * @param critic the critic's optimiser
     * @param generator the generator's optimiser
     * @param schedule how both learning rates change
     * @param steps how many steps
     * @param seed where all randomness comes from
     * @param eager whether each step is recorded anew, rather than once and then replayed; the numbers are the same
     */
    public record Settings(
            Dynamics dynamics,
            Optimiser critic,
            Optimiser generator,
            Schedule schedule,
            int steps,
            long seed,
            boolean eager) {
        /** Settings of a run that replays its steps. */
        public Settings(
                Dynamics dynamics, Optimiser critic, Optimiser generator, Schedule schedule, int steps, long seed) {
            this(dynamics, critic, generator, schedule, steps, seed, false);
        }

        /** Checks the numbers. */
        public Settings {
            if (steps < 1) {
                throw new IllegalArgumentException("steps: expected at least 1, found " + steps);
            }
        }
    }

    /** A trainer at the start of its run. */
    public GanTrainer(Gan gan, Settings settings) {
        this.gan = gan;
        this.settings = settings;
        this.random = RandomStream.of(settings.seed);
        this.position = new Position(
                gan,
                gan.initialise(random.fold("initialise")),
                Map.of(Gan.CRITIC, settings.critic, Gan.GENERATOR, settings.generator));
    }

    /**
     * Runs to the end, or until it is cancelled.
     *
     * @return how many steps were done
     * @throws DivergenceException if a loss or gradient is not finite; {@link #model} then has the parameters
     *     before it, unless it was an update that overflowed
     */
    public int run(TrainingListener listener) {
        try (Programs programs = settings.eager ? Programs.eager() : Programs.compiled()) {
            return run(listener, programs);
        }
    }

    private int run(TrainingListener listener, Programs programs) {
        long start = System.nanoTime();
        for (int step = 1; step <= settings.steps; step++) {
            if (cancelled) {
                return step - 1;
            }
            Measured measured = new Measured();
            settings.dynamics.step(
                    gan,
                    position,
                    programs,
                    new Dynamics.Step(
                            random.fold("step").fold(step),
                            (step - 1.0) / settings.steps,
                            settings.schedule.scale(step, settings.steps)),
                    measured);
            listener.onStep(measured.report(step, settings.steps, (System.nanoTime() - start) * 1e-9), model());
        }
        return settings.steps;
    }

    /** Asks the run to end after the step it is in. */
    public void cancel() {
        cancelled = true;
    }

    /** The model as it is now. During a run, use it only from the listener. */
    public GanModel model() {
        return new TrainedModel(gan, position);
    }

    private static final class Measured implements Dynamics.UpdateWatcher {
        private final Map<String, Double> losses = new HashMap<>();
        private Map<String, Double> critic = Map.of();

        @Override
        public void onUpdate(String player, double loss, Map<String, Double> measured) {
            losses.put(player, loss);
            critic = player.equals(Gan.CRITIC) ? measured : critic;
        }

        StepReport report(int step, int steps, double seconds) {
            return new StepReport(
                    step,
                    steps,
                    critic.getOrDefault(Gan.OBJECTIVE, Double.NaN),
                    losses.getOrDefault(Gan.GENERATOR, Double.NaN),
                    critic.getOrDefault(Gan.PENALTY, 0.0),
                    critic.getOrDefault(Gan.SLOPE, Double.NaN),
                    seconds);
        }
    }
}
