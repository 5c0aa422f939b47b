package dev.nabla2.gan;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The players move in turn, each down the gradient of its own loss while the others stand still.
 *
 * @param turns who moves, and how often, in order
 */
record Alternating(List<Turn> turns) implements Dynamics {
    Alternating {
        turns = List.copyOf(turns);
        for (Turn turn : turns) {
            if (turn.updates() < 1) {
                throw new IllegalArgumentException(
                        "alternating: expected at least 1 update of " + turn.player() + ", found " + turn.updates());
            }
        }
    }

    @Override
    public void step(Game game, Position position, Programs programs, Step at, UpdateWatcher watcher) {
        Map<String, Integer> done = new HashMap<>();
        for (Turn turn : turns) {
            Step own = at.fold(turn.player());
            for (int i = 0; i < turn.updates(); i++) {
                int earlier = done.merge(turn.player(), 1, Integer::sum) - 1;
                update(game, turn.player(), position, programs, own.turn(earlier, updates(turn.player())), watcher);
            }
        }
        position.awaited().settle();
    }

    /** How many updates a player has in a step: it may have several turns. */
    private int updates(String player) {
        return turns.stream()
                .filter(turn -> turn.player().equals(player))
                .mapToInt(Turn::updates)
                .sum();
    }

    private static void update(
            Game game, String player, Position position, Programs programs, Step at, UpdateWatcher watcher) {
        for (Game now : game.turns(player, at.number())) {
            Directions.of(now, List.of(player), new OwnGradients(), position, programs, at)
                    .follow(now, position, at, watcher);
        }
    }

    @Override
    public String conventions() {
        return turns.stream()
                .map(turn ->
                        turn.updates() + (turn.updates() == 1 ? " update" : " updates") + " of the " + turn.player())
                .collect(Collectors.joining(", then "));
    }
}
