package dev.nabla2.gan;

import dev.nabla2.engine.Tape;
import dev.nabla2.engine.Tensor;
import dev.nabla2.nn.Parameters;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The players' losses while a program is recorded: asked for once where the players are, and as often as wanted elsewhere. */
final class Recording {
    private final Moment moment;
    private final Game game;
    private final List<String> players;
    private final Parameters all;
    private final Lookahead lookahead;
    private final boolean differentiable;
    private final Map<String, Tensor> asked = new LinkedHashMap<>();
    private final Map<String, Game.Loss> shown = new LinkedHashMap<>();
    private Parameters memory;

    /**
     * A recording.
     *
     * @param players who are to move
     * @param all every player's parameters; those of {@code players} are on the tape
     * @param lookahead for fields that look ahead
     * @param differentiable whether directions are to be differentiated, rather than followed
     */
    Recording(
            Moment moment,
            Game game,
            List<String> players,
            Parameters all,
            Lookahead lookahead,
            boolean differentiable) {
        this.moment = moment;
        this.game = game;
        this.players = players;
        this.all = all;
        this.lookahead = lookahead;
        this.differentiable = differentiable;
        this.memory = moment.memory();
    }

    Moment moment() {
        return moment;
    }

    Tape tape() {
        return moment.tape();
    }

    /** Who are to move. */
    List<String> players() {
        return players;
    }

    /** Refuses who is not to move. */
    void checkPlayer(String method, String player) {
        if (!players.contains(player)) {
            throw new IllegalArgumentException(method + ": expected players among " + players + ", found " + player);
        }
    }

    /** Every player's parameters. */
    Parameters all() {
        return all;
    }

    Lookahead lookahead() {
        return lookahead;
    }

    /** Whether directions are to be differentiated, rather than followed. */
    boolean isDifferentiable() {
        return differentiable;
    }

    /** Part of what players follow: a constant, which a last gradient does not give back, unless it is to be differentiated. */
    Parameters direction(Parameters recorded) {
        return differentiable ? recorded : tape().constant(recorded.detach());
    }

    /** A gradient after which nothing else is asked for, and which gives memory back, unless it is to be differentiated. */
    Parameters lastGradient(Tensor y, Parameters by) {
        return differentiable ? tape().gradient(y, by) : tape().lastGradient(y, by);
    }

    /** Where players would be, to take gradients there: apart from how they came there, unless that is to be differentiated. */
    Parameters there(Parameters ahead) {
        return differentiable ? ahead : tape().watch(ahead);
    }

    /** A player's loss where the players are. */
    Tensor loss(String player) {
        Tensor known = asked.get(player);
        if (known != null) {
            return known;
        }
        Game.Loss loss = elsewhere(player, all);
        asked.put(player, loss.value());
        return show(player, loss);
    }

    /** A player's loss if the players were elsewhere, with the same samples; nothing is remembered of it. */
    Game.Loss elsewhere(String player, Parameters there) {
        return game.loss(moment, player, there);
    }

    /**
     * Takes a loss for the one to be shown as the player's, and what its own layers remember of it. What other players' layers would
     * remember of it is dropped: the critic's loss has the generator make the very samples of the generator's own, and running statistics
     * would count them twice, or as often as the critic moves.
     */
    Tensor show(String player, Game.Loss loss) {
        memory = Unrolled.replaced(memory, player, loss.memory().below(player));
        // What is shown could be freed by a last gradient.
        Map<String, Tensor> measured = new LinkedHashMap<>();
        loss.measured().forEach((name, value) -> measured.put(name, value.detach()));
        shown.put(player, new Game.Loss(loss.value().detach(), measured));
        return loss.value();
    }

    /** The losses to be shown, by player. */
    Map<String, Game.Loss> shown() {
        return shown;
    }

    /** What the players' layers remember afterwards. */
    Parameters memory() {
        return memory;
    }
}
