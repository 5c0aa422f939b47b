package dev.nabla2.gan;

import dev.nabla2.engine.Tape;
import dev.nabla2.engine.Tensor;
import dev.nabla2.nn.Optimiser;
import dev.nabla2.nn.OptimiserState;
import dev.nabla2.nn.Parameters;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/**
 * Where some players would go from a position, and their losses there.
 *
 * @param found by player
 * @param memory what of the players' layers' memory is new
 */
record Directions(Map<String, Found> found, Parameters memory) {
    private static final String PARAMETERS = "parameters";
    private static final String MEMORY = "memory";
    private static final String PROGRESS = "progress";
    private static final String LOOKAHEAD = "lookahead";
    private static final String LOSS = "loss";
    private static final String MEASURED = "measured";
    private static final String DIRECTION = "direction";

    /**
     * One player's.
     *
     * @param value the loss
     * @param numbers the loss's value, and what the game measured, by name: who asks for them waits
     * @param direction a tree like the player's parameters, to be read until programs compute something else
     */
    record Found(Tensor value, Map<String, Supplier<double[]>> numbers, Parameters direction) {
        double loss() {
            return numbers.get(LOSS).get()[0];
        }

        Map<String, Double> measured() {
            Map<String, Double> measured = new LinkedHashMap<>();
            numbers.forEach((name, number) -> {
                if (name.startsWith(MEASURED)) {
                    measured.put(name.substring(MEASURED.length()), number.get()[0]);
                }
            });
            return measured;
        }
    }

    /** What decides which operations are recorded. */
    private record Plan(Game game, Field field, Map<String, GradientLimit> limits, Map<String, Optimiser> optimisers) {
        List<String> players() {
            return List.copyOf(limits.keySet());
        }
    }

    static Directions of(
            Game game, List<String> players, Field field, Position position, Programs programs, Dynamics.Step at) {
        Map<String, GradientLimit> limits = new LinkedHashMap<>();
        Map<String, OptimiserState> states = new LinkedHashMap<>();
        Map<String, Optimiser> optimisers = new LinkedHashMap<>();
        for (String player : players) {
            limits.put(player, position.pace(player).limit());
            if (field.lookahead() > 0) {
                states.put(player, position.of(player));
                optimisers.put(player, position.of(player).optimiser());
            }
        }
        Parameters all = position.parameters();
        Parameters inputs = Parameters.none()
                .and(PARAMETERS, all)
                .and(MEMORY, position.memory())
                .and(PROGRESS, position.progress(at.progress()))
                .and(LOOKAHEAD, Lookahead.inputs(states, field.lookahead(), at.rateScale()));
        Plan plan = new Plan(game, field, limits, optimisers);
        Parameters results =
                programs.run(String.join(" and ", players), plan, inputs.tensors(), at, (tape, given, draws) -> {
                    Parameters bound = inputs.with(given);
                    Moment moment = new Moment(tape, draws, bound.get(PROGRESS), bound.below(MEMORY));
                    return recorded(plan, moment, bound);
                });
        return read(players, results);
    }

    private static Parameters recorded(Plan plan, Moment moment, Parameters inputs) {
        Parameters moving = Parameters.none();
        for (String player : plan.players()) {
            moving = moving.and(
                    player, moment.tape().watch(inputs.below(PARAMETERS).below(player)));
        }
        Recording recording = new Recording(
                moment,
                plan.game(),
                plan.players(),
                among(moment.tape(), plan.game(), moving, inputs.below(PARAMETERS)),
                new Lookahead(plan.game(), plan.limits(), plan.optimisers(), inputs.below(LOOKAHEAD)),
                false);
        Parameters directions = plan.field().directions(recording, moving);
        Parameters results = Parameters.none();
        for (String player : plan.players()) {
            Game.Loss loss = recording.shown().get(player);
            results = results.and(LOSS + "." + player, loss.value());
            for (Map.Entry<String, Tensor> measured : loss.measured().entrySet()) {
                results = results.and(MEASURED + "." + player + "." + measured.getKey(), measured.getValue());
            }
            results = results.and(
                    DIRECTION + "." + player, plan.limits().get(player).of(directions.below(player)));
        }
        return results.and(MEMORY, renewed(moment.memory(), recording.memory()));
    }

    private static Directions read(List<String> players, Parameters results) {
        Map<String, Found> found = new LinkedHashMap<>();
        for (String player : players) {
            Map<String, Supplier<double[]>> numbers = new LinkedHashMap<>();
            Parameters measured = results.below(MEASURED + "." + player);
            measured.names()
                    .forEach(name ->
                            numbers.put(MEASURED + name, measured.get(name).reading()));
            Tensor loss = results.get(LOSS + "." + player);
            numbers.put(LOSS, loss.reading());
            found.put(player, new Found(loss, numbers, results.below(DIRECTION + "." + player)));
        }
        return new Directions(found, results.below(MEMORY));
    }

    /** What is no longer the tensor that it was. */
    private static Parameters renewed(Parameters before, Parameters after) {
        Parameters renewed = Parameters.none();
        for (String name : before.names()) {
            Tensor now = after.get(name);
            if (now != before.get(name)) {
                renewed = renewed.and(name, now);
            }
        }
        return renewed;
    }

    /** All players' parameters, of which only those of the moving vary. */
    static Parameters among(Tape tape, Game game, Parameters moving, Parameters all) {
        Parameters among = Parameters.none();
        for (String player : game.players()) {
            Parameters own = moving.below(player);
            among = among.and(player, own.names().isEmpty() ? tape.constant(all.below(player)) : own);
        }
        return among;
    }

    /** Moves the players. */
    void follow(Game game, Position position, Dynamics.Step at, Dynamics.UpdateWatcher watcher) {
        follow(game, position, at, watcher, (player, direction) -> position.follow(game, player, direction, at));
    }

    /** Moves the players in some way, if every number is finite; that one is not is told when the position is settled. */
    void follow(
            Game game,
            Position position,
            Dynamics.Step at,
            Dynamics.UpdateWatcher watcher,
            BiConsumer<String, Parameters> mover) {
        found.forEach((player, one) -> {
            List<Tensor> numbers = new ArrayList<>(one.direction().tensors());
            numbers.add(one.value());
            position.awaited().finite(numbers, () -> Divergence.found(game, player, position, at));
        });
        found.forEach((player, one) -> {
            int steps = position.of(player).steps();
            position.awaited()
                    .later(
                            () -> watcher.onUpdate(player, one.loss(), one.measured()),
                            () -> position.at(player, steps));
            mover.accept(player, one.direction());
        });
        position.remember(memory);
    }
}
