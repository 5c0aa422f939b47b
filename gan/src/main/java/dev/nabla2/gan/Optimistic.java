package dev.nabla2.gan;

import dev.nabla2.engine.InPlace;
import dev.nabla2.engine.Tensor;
import dev.nabla2.engine.backend.UpdateRule;
import dev.nabla2.nn.OptimiserState;
import dev.nabla2.nn.Parameters;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * All players move at once, each by twice its optimiser's step less the step before: w ← w + 2 Δₜ − Δₜ₋₁ (Daskalakis et al. 2018,
 * equation 8 and algorithm 1), where Δ is what the optimiser would add. With plain descent this is w − 2 η gₜ + η gₜ₋₁. There is no Δ₀:
 * the first step is Δ₁ alone.
 *
 * @param field what the optimisers descend
 */
record Optimistic(Field field) implements Dynamics {
    private static final String BEFORE = "before-";
    private static final String STEP = "step-";

    @Override
    public void step(Game game, Position position, Programs programs, Step at, UpdateWatcher watcher) {
        Simultaneous.together(game, field, position, programs, at)
                .follow(
                        game,
                        position,
                        at,
                        watcher,
                        (player, direction) -> move(game, position, player, direction, at));
        position.awaited().settle();
    }

    private static void move(Game game, Position position, String player, Parameters direction, Step at) {
        OptimiserState state = position.of(player);
        boolean first = state.steps() == 0;
        Optional<Tensor> note = position.awaited().note();
        Parameters before =
                Position.assigned(note, state.parameters(), position.past(BEFORE + player, state.parameters()));
        position.keep(BEFORE + player, before);
        OptimiserState stepped = state.stepInPlace(note, direction, at.rateScale());
        UpdateRule twice = new UpdateRule("optimistic", new double[] {first ? 1 : 0}, (old, now) -> {
            double step = now[0] - old;
            now[0] += first ? 0 : step - now[1];
            now[1] = step;
        });
        Parameters last = position.past(STEP + player, stepped.parameters());
        List<Tensor> moved = new ArrayList<>();
        List<Tensor> steps = new ArrayList<>();
        for (int i = 0; i < before.tensors().size(); i++) {
            List<Tensor> both = InPlace.update(
                    note,
                    twice,
                    before.tensors().get(i),
                    List.of(
                            stepped.parameters().tensors().get(i),
                            last.tensors().get(i)));
            moved.add(both.get(0));
            steps.add(both.get(1));
        }
        position.keep(STEP + player, last.with(steps));
        Parameters there = stepped.parameters().with(moved);
        position.move(game, player, new OptimiserState(stepped.optimiser(), stepped.steps(), there, stepped.moments()));
    }

    @Override
    public List<String> remembered(String player) {
        return List.of(BEFORE + player, STEP + player);
    }

    @Override
    public String conventions() {
        return "all players at once, optimistic: twice the optimiser's step less its step before; "
                + field.conventions();
    }
}
