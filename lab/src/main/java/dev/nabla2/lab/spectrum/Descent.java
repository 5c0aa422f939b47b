package dev.nabla2.lab.spectrum;

import dev.nabla2.engine.RandomStream;
import dev.nabla2.engine.backend.Backend;
import dev.nabla2.gan.DivergenceException;
import dev.nabla2.gan.Dynamics;
import dev.nabla2.gan.Game;
import dev.nabla2.gan.Pace;
import dev.nabla2.gan.Position;
import dev.nabla2.gan.Programs;
import dev.nabla2.lab.game.ToyGame;
import dev.nabla2.nn.Sgd;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A small game that is really played, step by step, by plain descent. */
public final class Descent implements AutoCloseable {
    private final ToyGame game;
    private final Dynamics dynamics;
    private final Position position;
    private final RandomStream random;
    private final Programs programs = Programs.compiled();
    private int done;

    /**
     * A game at its start.
     *
     * @param rate the learning rate of both players
     * @param start each of the game's numbers, in order
     */
    public Descent(ToyGame game, Dynamics dynamics, double rate, Backend backend, double[] start, RandomStream random) {
        this.game = game;
        this.dynamics = dynamics;
        this.random = random;
        this.position = new Position(game, game.at(backend, List.of(start)), paces(game, rate));
    }

    private static Map<String, Pace> paces(Game game, double rate) {
        Map<String, Pace> paces = new LinkedHashMap<>();
        game.players().forEach(player -> paces.put(player, Pace.of(new Sgd(rate))));
        return paces;
    }

    /**
     * Takes steps.
     *
     * @return whether all numbers stayed finite
     */
    public boolean step(int count) {
        for (int i = 0; i < count; i++) {
            Dynamics.Step at = new Dynamics.Step(random.fold(done), 0, 1, done);
            try {
                dynamics.step(game, position, programs, at, (player, loss, measured) -> {});
            } catch (DivergenceException overflow) {
                return false;
            }
            done++;
        }
        return true;
    }

    /** How many steps were taken. */
    public int done() {
        return done;
    }

    /** Where the game is, each of its numbers in order. */
    public double[] point() {
        return game.points(position.parameters()).get(0);
    }

    /** How far it is from its equilibrium. */
    public double distance() {
        return game.distance(point());
    }

    @Override
    public void close() {
        programs.close();
    }
}
