package dev.nabla2.gan;

import dev.nabla2.engine.Tape;
import dev.nabla2.engine.Tensor;
import dev.nabla2.nn.Parameters;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A player's loss where the players are, and its gradient by the player's own parameters.
 *
 * @param loss the loss's value
 * @param measured what the game measured, by name
 * @param gradient a tree like the player's parameters, to be read until programs compute something else
 */
record OwnGradient(double loss, Map<String, Double> measured, Parameters gradient) {
    private static final String LOSS = "loss";
    private static final String MEASURED = "measured";
    private static final String GRADIENT = "gradient";

    static OwnGradient of(Game game, String player, Position position, Programs programs, Dynamics.Step at) {
        Parameters all = position.parameters();
        int count = all.tensors().size();
        List<Tensor> given = new ArrayList<>(all.tensors());
        given.add(Tensor.scalar(given.get(0).backend(), at.progress()));
        Parameters results = programs.run(
                player,
                game,
                given,
                at.random(),
                (tape, inputs, draws) -> results(
                        new Moment(tape, draws, inputs.get(count)), game, player, all.with(inputs.subList(0, count))));
        Map<String, Double> measured = new LinkedHashMap<>();
        Parameters numbers = results.below(MEASURED);
        numbers.names().forEach(name -> measured.put(name, numbers.get(name).item()));
        return new OwnGradient(results.get(LOSS).item(), measured, results.below(GRADIENT));
    }

    private static Parameters results(Moment at, Game game, String player, Parameters all) {
        Tape tape = at.tape();
        Parameters own = tape.watch(all.below(player));
        Game.Loss loss = game.loss(at, player, among(tape, game, player, own, all));
        Parameters results = Parameters.none().and(LOSS, loss.value());
        // What was measured would be freed by the last gradient.
        for (Map.Entry<String, Tensor> entry : loss.measured().entrySet()) {
            results = results.and(
                    MEASURED + "." + entry.getKey(), entry.getValue().detach());
        }
        return results.and(GRADIENT, tape.lastGradient(loss.value(), own));
    }

    /** All players' parameters, of which only a player's own vary. */
    static Parameters among(Tape tape, Game game, String player, Parameters own, Parameters all) {
        Parameters among = Parameters.none();
        for (String other : game.players()) {
            among = among.and(other, other.equals(player) ? own : tape.constant(all.below(other)));
        }
        return among;
    }

    boolean isFinite() {
        return Double.isFinite(loss) && gradient.isFinite();
    }
}
