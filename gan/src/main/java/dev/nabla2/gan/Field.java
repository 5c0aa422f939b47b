package dev.nabla2.gan;

import dev.nabla2.nn.Parameters;

/** A direction at every position: what the players go against, be it their gradients or what a method makes of them. */
interface Field {
    /**
     * The directions of players, which their optimisers descend.
     *
     * @param at records losses
     * @param players whose directions, below each one's name; their parameters are on the tape
     * @return a tree like {@code players}, of constants unless the recording is differentiable
     */
    Parameters directions(Recording at, Parameters players);

    /** How many steps of the players' optimisers are taken to find a direction. */
    default int lookahead() {
        return 0;
    }

    /** The formula with its factors, as a report should state it. */
    String conventions();
}
