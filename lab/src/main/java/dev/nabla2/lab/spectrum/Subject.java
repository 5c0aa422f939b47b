package dev.nabla2.lab.spectrum;

import dev.nabla2.engine.backend.Backend;
import dev.nabla2.gan.Game;
import dev.nabla2.lab.game.ToyGame;
import java.util.Optional;

/**
 * A game and where it is looked at.
 *
 * @param name what a user asks for it by
 * @param game the game
 * @param place where
 * @param where the same in words, such as {@code at its equilibrium}
 * @param losses theirs, as a report should state them
 */
public record Subject(String name, Game game, Linearisation.Place place, String where, String losses) {
    /** The game if it is one of a few numbers. */
    public Optional<ToyGame> toy() {
        return game instanceof ToyGame toy ? Optional.of(toy) : Optional.empty();
    }

    /** What computes. */
    Backend backend() {
        return place.parameters().tensors().get(0).backend();
    }
}
