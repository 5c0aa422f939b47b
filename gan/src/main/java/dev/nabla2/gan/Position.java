package dev.nabla2.gan;

import dev.nabla2.engine.InPlace;
import dev.nabla2.engine.Tensor;
import dev.nabla2.engine.backend.Backend;
import dev.nabla2.engine.backend.UpdateRule;
import dev.nabla2.nn.Optimiser;
import dev.nabla2.nn.OptimiserState;
import dev.nabla2.nn.Parameters;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where a game's players are: each one's parameters, what its optimiser remembers, the average of its parameters where one is kept, what
 * layers remember, and what dynamics remember. Replaced part by part as players move.
 */
public final class Position {
    private static final UpdateRule ASSIGN =
            new UpdateRule("assign", new double[0], (value, state) -> state[0] = value);

    private static final String PARAMETERS = "parameters";
    private static final String MOMENT = "moment";
    private static final String AVERAGE = "average";
    private static final String MEMORY = "memory";
    private static final String PAST = "past";

    private final Map<String, Pace> paces = new LinkedHashMap<>();
    private final Map<String, OptimiserState> states = new LinkedHashMap<>();
    private final Map<String, Parameters> averages = new LinkedHashMap<>();
    private final Map<String, Parameters> past = new LinkedHashMap<>();
    private final Awaited awaited;
    private Tensor progress;
    private Parameters memory;

    /** The start: each player's parameters, which are copied, and pace. */
    public Position(Game game, Parameters all, Map<String, Pace> paces) {
        for (String player : game.players()) {
            Pace pace = paces.get(player);
            if (pace == null) {
                throw new IllegalArgumentException(
                        "position: expected a pace for " + player + ", found " + paces.keySet());
            }
            Parameters own = copy(all.below(player).placed(player));
            this.paces.put(player, pace);
            states.put(player, pace.optimiser().start(own));
            if (pace.average().isPresent()) {
                averages.put(player, copy(own));
            }
        }
        memory = copy(game.memory());
        Backend backend = parameters().tensors().get(0).backend();
        awaited = new Awaited(backend);
        progress = Tensor.scalar(backend, 0);
    }

    /**
     * Where a checkpoint was taken, in a game, at paces and under dynamics like those of its run.
     *
     * @param fresh the parameters at the start of such a run
     */
    Position(Game game, Parameters fresh, Map<String, Pace> paces, Dynamics dynamics, Checkpoint checkpoint) {
        this(game, fresh, paces);
        SavedTensors saved = new SavedTensors(checkpoint.tensors());
        for (String player : game.players()) {
            Optimiser optimiser = of(player).optimiser();
            int updates = checkpoint.updates(player, optimiser);
            Parameters own = saved.take(PARAMETERS + "." + player, of(player).parameters());
            List<Parameters> moments = new ArrayList<>();
            for (int i = 0; i < optimiser.moments(); i++) {
                moments.add(saved.take(MOMENT + i + "." + player, own));
            }
            states.put(player, new OptimiserState(optimiser, updates, own, moments));
            averages.computeIfPresent(player, (any, average) -> saved.take(AVERAGE + "." + player, average));
            if (updates > 0) {
                dynamics.remembered(player).forEach(name -> past.put(name, saved.take(PAST + "." + name, own)));
            }
        }
        memory = saved.take(MEMORY, memory);
        saved.checkNoneLeft();
    }

    /** Everything that a run continues from, but its settings; in memory of its own. */
    Checkpoint checkpoint(int step, Map<String, Double> measured) {
        Parameters tensors = Parameters.none().and(PARAMETERS, parameters());
        Map<String, Integer> updates = new LinkedHashMap<>();
        Map<String, String> optimisers = new LinkedHashMap<>();
        for (Map.Entry<String, OptimiserState> entry : states.entrySet()) {
            OptimiserState state = entry.getValue();
            updates.put(entry.getKey(), state.steps());
            optimisers.put(entry.getKey(), state.optimiser().label());
            for (int i = 0; i < state.moments().size(); i++) {
                tensors = tensors.and(
                        MOMENT + i + "." + entry.getKey(), state.moments().get(i));
            }
        }
        for (Map.Entry<String, Parameters> average : averages.entrySet()) {
            tensors = tensors.and(AVERAGE + "." + average.getKey(), average.getValue());
        }
        tensors = tensors.and(MEMORY, memory);
        for (Map.Entry<String, Parameters> kept : past.entrySet()) {
            tensors = tensors.and(PAST + "." + kept.getKey(), kept.getValue());
        }
        return new Checkpoint(step, updates, optimisers, measured, copy(tensors));
    }

    private static <T> T known(Map<String, T> by, String player) {
        T found = by.get(player);
        if (found == null) {
            throw new IllegalArgumentException("position: expected one of " + by.keySet() + ", found " + player);
        }
        return found;
    }

    /** A player's parameters and moments. */
    public OptimiserState of(String player) {
        return known(states, player);
    }

    /** What is asked of the players' numbers within a step. */
    Awaited awaited() {
        return awaited;
    }

    /** How much of a run is done, until this is asked again. */
    Tensor progress(double done) {
        progress = InPlace.filled(progress, done);
        return progress;
    }

    /** Nobody moved: a player has taken as many steps as before. */
    void at(String player, int steps) {
        OptimiserState state = of(player);
        if (state.steps() > steps) {
            states.put(player, new OptimiserState(state.optimiser(), steps, state.parameters(), state.moments()));
        }
    }

    /** How a player moves. */
    public Pace pace(String player) {
        return known(paces, player);
    }

    /** Every player's parameters, each below the player's name. */
    public Parameters parameters() {
        Parameters all = Parameters.none();
        for (Map.Entry<String, OptimiserState> entry : states.entrySet()) {
            all = all.and(entry.getKey(), entry.getValue().parameters());
        }
        return all;
    }

    /** The parameters that a player is used with: the average where one is kept. */
    public Parameters inUse(String player) {
        return Optional.ofNullable(averages.get(player))
                .orElseGet(() -> of(player).parameters());
    }

    /** What the players' layers remember, below each player's name. */
    public Parameters memory() {
        return memory;
    }

    /** Moves a player one step of its optimiser against a direction, in the memory of what was there before. */
    void follow(Game game, String player, Parameters direction, Dynamics.Step at) {
        move(game, player, of(player).stepInPlace(awaited.note(), direction, at.rateScale()));
    }

    /** Moves a player. */
    void move(Game game, String player, OptimiserState to) {
        List<Tensor> numbers = new ArrayList<>(to.parameters().tensors());
        to.moments().forEach(moment -> numbers.addAll(moment.tensors()));
        awaited.finite(numbers, () -> Divergence.ofUpdate(player, of(player)));
        Parameters projection = game.project(player, to.parameters());
        Parameters projected =
                projection.equals(to.parameters()) ? projection : assigned(awaited.note(), projection, to.parameters());
        states.put(player, new OptimiserState(to.optimiser(), to.steps(), projected, to.moments()));
        pace(player).average().ifPresent(share -> {
            UpdateRule average = new UpdateRule(
                    "average",
                    new double[] {share, 1 - share},
                    (value, state) -> state[0] = state[0] * share + value * (1 - share));
            averages.put(player, updated(awaited.note(), average, projected, averages.get(player)));
        });
    }

    /** Remembers new values for some of the memory. */
    void remember(Parameters renewed) {
        List<Tensor> tensors = new ArrayList<>(memory.tensors());
        for (int i = 0; i < tensors.size(); i++) {
            int at = renewed.names().indexOf(memory.names().get(i));
            if (at >= 0) {
                tensors.set(i, assigned(awaited.note(), renewed.tensors().get(at), tensors.get(i)));
            }
        }
        memory = memory.with(tensors);
    }

    /** What dynamics remember of a player under a name; zeros at first. */
    Parameters past(String name, Parameters like) {
        return past.computeIfAbsent(name, none -> like.map(t -> Tensor.filled(t.backend(), t.shape(), 0)));
    }

    /** Replaces what dynamics remember. */
    void keep(String name, Parameters now) {
        past.put(name, now);
    }

    /** The values of one tree in the memory of another, unless something is noted. */
    static Parameters assigned(Optional<Tensor> note, Parameters values, Parameters in) {
        return updated(note, ASSIGN, values, in);
    }

    private static Tensor assigned(Optional<Tensor> note, Tensor value, Tensor in) {
        return InPlace.update(note, ASSIGN, value, List.of(in)).get(0);
    }

    private static Parameters updated(Optional<Tensor> note, UpdateRule rule, Parameters values, Parameters in) {
        return values.zip(
                in,
                (value, old) -> InPlace.update(note, rule, value, List.of(old)).get(0));
    }

    /** The same numbers in memory of their own. */
    static Parameters copy(Parameters tree) {
        return tree.map(t -> assigned(Optional.empty(), t, Tensor.filled(t.backend(), t.shape(), 0))
                .named(t.place()));
    }
}
