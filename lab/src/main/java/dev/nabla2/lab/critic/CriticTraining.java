package dev.nabla2.lab.critic;

import dev.nabla2.engine.RandomStream;
import dev.nabla2.gan.Dynamics;
import dev.nabla2.gan.Gan;
import dev.nabla2.gan.Pace;
import dev.nabla2.gan.Position;
import dev.nabla2.gan.Programs;
import dev.nabla2.gan.Schedule;
import dev.nabla2.nn.Optimiser;
import dev.nabla2.nn.Parameters;
import java.util.Map;

/**
 * How a critic is trained by itself.
 *
 * @param game the critic, what it is shown, and what it wants
 * @param optimiser how it moves
 * @param schedule how its learning rate changes
 * @param steps how many updates
 */
public record CriticTraining(CriticGame game, Optimiser optimiser, Schedule schedule, int steps) {
    /** Hears of each update. */
    @FunctionalInterface
    public interface Listener {
        /**
         * Called after an update.
         *
         * @param step its number, from 1
         * @param critic the critic as it is then; valid during the call
         */
        void onStep(int step, TrainedCritic critic);
    }

    /**
     * Trains a critic from its initial weights.
     *
     * @param random where weights and samples come from
     * @param listener hears of each update
     * @throws dev.nabla2.gan.DivergenceException if a number stops being finite
     */
    public TrainedCritic train(RandomStream random, Listener listener) {
        Parameters start = game.critic().initialise(game.backend(), random.fold("initialise"));
        Position position = new Position(
                game,
                Parameters.none().and(Gan.CRITIC, start),
                Map.of(Gan.CRITIC, game.penalty().pace(Pace.of(optimiser))));
        Dynamics dynamics = Dynamics.simultaneous();
        try (Programs programs = Programs.compiled()) {
            for (int step = 1; step <= steps; step++) {
                dynamics.step(
                        game,
                        position,
                        programs,
                        new Dynamics.Step(
                                random.fold("step").fold(step),
                                (step - 1.0) / steps,
                                schedule.scale(step, steps),
                                step - 1L),
                        (player, loss, measured) -> {});
                listener.onStep(step, trained(position));
            }
        }
        return trained(position);
    }

    private TrainedCritic trained(Position position) {
        return new TrainedCritic(
                game.critic(),
                game.pairs().sampleShape(),
                position.of(Gan.CRITIC).parameters(),
                position.memory().below(Gan.CRITIC));
    }
}
