package dev.nabla2.gan;

import dev.nabla2.engine.RandomStream;
import java.util.List;
import java.util.Map;

/** Who moves when, and along what: how a game's players follow their gradients. */
public interface Dynamics {
    /**
     * Which step of a run it is.
     *
     * @param random its randomness
     * @param progress steps done over steps in all, from 0 to 1
     * @param rateScale what a schedule multiplies learning rates with
     */
    record Step(RandomStream random, double progress, double rateScale) {
        /** The same with the randomness for a purpose. */
        Step fold(String purpose) {
            return new Step(random.fold(purpose), progress, rateScale);
        }

        /** The same with the randomness for a number. */
        Step fold(long number) {
            return new Step(random.fold(number), progress, rateScale);
        }
    }

    /**
     * One step of training.
     *
     * @param game whose players move
     * @param position where they are, and on return where they went
     * @param programs what computes losses and gradients
     * @param at which step it is
     * @param watcher is told of each update
     * @throws DivergenceException if a loss or gradient is not finite; {@code position} then holds the last
     *     parameters that gave finite ones, unless an update itself overflowed
     */
    void step(Game game, Position position, Programs programs, Step at, UpdateWatcher watcher);

    /** Hears of each player's update. */
    @FunctionalInterface
    interface UpdateWatcher {
        /**
         * Called after a player's loss was differentiated.
         *
         * @param player who
         * @param loss the loss's value
         * @param measured what the game measured, by name
         */
        void onUpdate(String player, double loss, Map<String, Double> measured);
    }

    /** Each player in turn: critic steps first, then one of the generator (Goodfellow et al. 2014, algorithm 1). */
    static Dynamics alternating(int criticSteps) {
        return new Alternating(
                List.of(new Alternating.Turn(Gan.CRITIC, criticSteps), new Alternating.Turn(Gan.GENERATOR, 1)));
    }
}
