package dev.nabla2.gan;

import dev.nabla2.engine.RandomStream;
import dev.nabla2.engine.Tape;
import dev.nabla2.nn.OptimiserState;
import dev.nabla2.nn.Parameters;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The players move in turn, each down the gradient of its own loss while the others stand still.
 *
 * @param turns who moves, and how often, in order
 */
record Alternating(List<Turn> turns) implements Dynamics {
    /**
     * A player's turn.
     *
     * @param player who
     * @param updates how many updates in a row
     */
    record Turn(String player, int updates) {}

    Alternating {
        turns = List.copyOf(turns);
        for (Turn turn : turns) {
            if (turn.updates < 1) {
                throw new IllegalArgumentException(
                        "alternating: expected at least 1 update of " + turn.player + ", found " + turn.updates);
            }
        }
    }

    @Override
    public void step(Game game, Position position, RandomStream random, double rateScale, UpdateWatcher watcher) {
        for (Turn turn : turns) {
            RandomStream own = random.fold(turn.player());
            for (int i = 0; i < turn.updates(); i++) {
                update(game, turn.player(), position, own.fold(i), rateScale, watcher);
            }
        }
    }

    private static void update(
            Game game, String player, Position position, RandomStream random, double rateScale, UpdateWatcher watcher) {
        OptimiserState before = position.of(player);
        try (Tape tape = new Tape()) {
            Parameters own = tape.watch(before.parameters());
            Game.Loss loss = game.loss(tape, player, others(tape, game, player, position, own), random);
            Divergence.checkLoss(tape, player, loss.value());
            double value = loss.value().item();
            Map<String, Double> measured = values(loss.measured());
            Parameters gradients = tape.lastGradient(loss.value(), own);
            if (!gradients.isFinite()) {
                throw diverged(game, player, position, random);
            }
            watcher.onUpdate(player, value, measured);
            OptimiserState after = before.stepInPlace(gradients, rateScale);
            Divergence.checkUpdated(player, after.parameters());
            Parameters projected = game.project(player, after.parameters());
            position.move(player, new OptimiserState(after.optimiser(), after.steps(), projected, after.moments()));
        }
    }

    /** The last gradient freed what it went over, so the same question is asked again, for the record. */
    private static DivergenceException diverged(Game game, String player, Position position, RandomStream random) {
        try (Tape tape = new Tape()) {
            Parameters own = tape.watch(position.of(player).parameters());
            Game.Loss loss = game.loss(tape, player, others(tape, game, player, position, own), random);
            tape.gradient(loss.value(), own);
            return Divergence.ofGradient(tape, player);
        }
    }

    private static Parameters others(Tape tape, Game game, String player, Position position, Parameters own) {
        Parameters all = Parameters.none();
        for (String other : game.players()) {
            all = all.and(
                    other,
                    other.equals(player)
                            ? own
                            : tape.constant(position.of(other).parameters()));
        }
        return all;
    }

    private static Map<String, Double> values(Map<String, dev.nabla2.engine.Tensor> measured) {
        Map<String, Double> values = new LinkedHashMap<>();
        measured.forEach((name, tensor) -> values.put(name, tensor.item()));
        return values;
    }
}
