package dev.nabla2.gan;

import dev.nabla2.engine.RandomStream;
import dev.nabla2.nn.Optimiser;
import dev.nabla2.nn.Parameters;
import java.util.HashMap;
import java.util.Map;

/**
 * Trains a GAN step by step. What it does is a function of its settings and the seed: the same ones give the same numbers.
 *
 * <p>A run can be cancelled from any thread; it then ends after the step it is in.
 */
public final class GanTrainer {
    private static final System.Logger LOG = System.getLogger(GanTrainer.class.getName());

    private final Gan gan;
    private final Settings settings;
    private final Position position;
    private final RandomStream random;
    private final Measured measured = new Measured();
    private int done;
    private boolean amid;
    private volatile boolean cancelled;

    /**
     * How to train.
     *
     * @param dynamics who moves when
     * @param critic how the critic moves
     * @param generator how the generator moves
     * @param schedule how both learning rates change
     * @param steps how many steps
     * @param seed where all randomness comes from
     * @param eager whether each step is recorded anew, rather than once and then replayed; the numbers are the same
     */
    public record Settings(
            Dynamics dynamics, Pace critic, Pace generator, Schedule schedule, int steps, long seed, boolean eager) {
        /** Settings of a run that replays its steps. */
        public Settings(
                Dynamics dynamics, Optimiser critic, Optimiser generator, Schedule schedule, int steps, long seed) {
            this(dynamics, Pace.of(critic), Pace.of(generator), schedule, steps, seed, false);
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
        this(gan, settings, 0, new Position(gan, fresh(gan, settings), paces(gan, settings)));
    }

    /**
     * A trainer that continues a run with the same settings as if it had never stopped.
     *
     * @param checkpoint is copied, so that other trainers may continue from it too
     * @throws IllegalArgumentException if it is of other networks or optimisers, of averages where none are kept or the other way round,
     *     or of dynamics that remember something else
     */
    public GanTrainer(Gan gan, Settings settings, Checkpoint checkpoint) {
        this(
                gan,
                settings,
                checkpoint.step(),
                new Position(gan, fresh(gan, settings), paces(gan, settings), settings.dynamics, checkpoint));
        measured.critic.putAll(checkpoint.measured());
    }

    private GanTrainer(Gan gan, Settings settings, int done, Position position) {
        this.gan = gan;
        this.settings = settings;
        this.random = random(settings);
        this.done = done;
        this.position = position;
    }

    private static RandomStream random(Settings settings) {
        return RandomStream.of(settings.seed);
    }

    private static Map<String, Pace> paces(Gan gan, Settings settings) {
        return Map.of(Gan.CRITIC, gan.penalty().pace(settings.critic), Gan.GENERATOR, settings.generator);
    }

    private static Parameters fresh(Gan gan, Settings settings) {
        return gan.initialise(random(settings).fold("initialise"));
    }

    /**
     * Runs to the end, or until it is cancelled.
     *
     * @return how many steps were done
     * @throws DivergenceException if a loss or gradient is not finite; {@link #model} then has the parameters
     *     before it, unless it was an update that overflowed
     * @throws IllegalStateException if an earlier run was stopped within a step
     */
    public int run(TrainingListener listener) {
        checkBetweenSteps("run");
        gan.warning().ifPresent(warning -> LOG.log(System.Logger.Level.WARNING, warning));
        try (Programs programs = settings.eager ? Programs.eager() : Programs.compiled()) {
            return run(listener, programs);
        }
    }

    private int run(TrainingListener listener, Programs programs) {
        long trained = 0;
        while (done < settings.steps && !cancelled) {
            long begin = System.nanoTime();
            int step = done + 1;
            amid = true;
            settings.dynamics.step(
                    gan,
                    position,
                    programs,
                    new Dynamics.Step(
                            random.fold("step").fold(step),
                            (step - 1.0) / settings.steps,
                            settings.schedule.scale(step, settings.steps),
                            step - 1L),
                    measured);
            done = step;
            amid = false;
            trained += System.nanoTime() - begin;
            listener.onStep(measured.report(step, settings.steps, trained * 1e-9), model());
        }
        return done;
    }

    /** Asks the run to end after the step it is in. It stays cancelled: a trainer from its {@link #checkpoint} goes on. */
    public void cancel() {
        cancelled = true;
    }

    private void checkBetweenSteps(String asked) {
        if (amid) {
            throw new IllegalStateException(
                    asked + ": expected a run between two steps, found one that was stopped within step " + (done + 1)
                            + ": continue from a checkpoint of an earlier step");
        }
    }

    /**
     * Where the run is now, apart from what training does later. During a run, ask only from the listener.
     *
     * @throws IllegalStateException if the run was stopped within a step, after which some players may have moved and others not
     */
    public Checkpoint checkpoint() {
        checkBetweenSteps("checkpoint");
        return position.checkpoint(done, measured.critic);
    }

    /** The model, which follows the run: what it gives is as of the last step. During a run, use it only from the listener. */
    public GanModel model() {
        return new TrainedModel(gan, position);
    }

    /** What was measured last; a lazy penalty is not at every step. */
    private static final class Measured implements Dynamics.UpdateWatcher {
        private final Map<String, Double> losses = new HashMap<>();
        private final Map<String, Double> critic = new HashMap<>();

        @Override
        public void onUpdate(String player, double loss, Map<String, Double> measured) {
            losses.put(player, loss);
            if (player.equals(Gan.CRITIC)) {
                critic.putAll(measured);
            }
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
