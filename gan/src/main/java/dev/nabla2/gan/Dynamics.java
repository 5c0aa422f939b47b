package dev.nabla2.gan;

import dev.nabla2.engine.RandomStream;
import java.util.List;
import java.util.Map;

/** Who moves when, and along what: how a game's players follow their gradients. */
public interface Dynamics {
    /**
     * Which step of a run it is.
     *
     * @param random its randomness
     * @param progress steps done over steps in all, from 0 to 1
     * @param rateScale what a schedule multiplies learning rates with
     * @param number how many steps, or turns in such steps, came before
     */
    record Step(RandomStream random, double progress, double rateScale, long number) {
        /** The first step. */
        public Step(RandomStream random, double progress, double rateScale) {
            this(random, progress, rateScale, 0);
        }

        /** The same with the randomness for a purpose. */
        Step fold(String purpose) {
            return new Step(random.fold(purpose), progress, rateScale, number);
        }

        /** Turn i of several in this step. */
        Step turn(int i, int of) {
            return new Step(random.fold(i), progress, rateScale, number * of + i);
        }
    }

    /**
     * One step of training.
     *
     * @param game whose players move
     * @param position where they are, and on return where they went
     * @param programs what computes losses and gradients
     * @param at which step it is
     * @param watcher is told of each update
     * @throws DivergenceException if a loss or gradient is not finite; {@code position} then holds the last
     *     parameters that gave finite ones, unless an update itself overflowed
     */
    void step(Game game, Position position, Programs programs, Step at, UpdateWatcher watcher);

    /**
     * Under which names a position keeps what these dynamics remember of a player once it has moved, each of the shapes of its parameters;
     * most remember nothing.
     */
    default List<String> remembered(String player) {
        return List.of();
    }

    /** The update with its factors, as a report should state it. */
    String conventions();

    /** Hears of each player's update. */
    @FunctionalInterface
    interface UpdateWatcher {
        /**
         * Called after a player's loss was differentiated.
         *
         * @param player who
         * @param loss the loss's value
         * @param measured what the game measured, by name
         */
        void onUpdate(String player, double loss, Map<String, Double> measured);
    }

    /**
     * A player's turn.
     *
     * @param player who
     * @param updates how many updates in a row
     */
    record Turn(String player, int updates) {}

    /** Each player in turn: critic steps first, then one of the generator (Goodfellow et al. 2014, algorithm 1). */
    static Dynamics alternating(int criticSteps) {
        return alternating(List.of(new Turn(Gan.CRITIC, criticSteps), new Turn(Gan.GENERATOR, 1)));
    }

    /** The players in turn, in that order, each down its own gradient while the others stand still. */
    static Dynamics alternating(List<Turn> turns) {
        return new Alternating(turns);
    }

    /** All players at once, each down its own gradient where all were before the step. */
    static Dynamics simultaneous() {
        return new Simultaneous(new OwnGradients());
    }

    /**
     * Consensus optimisation (Mescheder, Nowozin and Geiger 2017, algorithm 1): all players at once along v + γ ∇½‖v‖², where v are
     * the players' gradients.
     *
     * @param gamma the regulariser's weight γ
     * @param players who add the regulariser; none named: all
     */
    static Dynamics consensus(Gamma gamma, String... players) {
        return new Simultaneous(new Consensus(gamma, List.of(players)));
    }

    /**
     * The generator lowers η ‖∇_D L_D‖² besides its own loss (Nagarajan and Kolter 2017, section 4); all players move at once.
     *
     * @param eta η
     */
    static Dynamics gradientRegularised(double eta) {
        return gradientRegularised(Gan.GENERATOR, Gan.CRITIC, eta);
    }

    /**
     * One player of any game lowers η ‖∇L‖² besides its own loss, L being another's loss and ∇ by that one's parameters; all players move
     * at once, the others down their own gradients.
     *
     * @param player who
     * @param other whose gradient
     * @param eta η
     */
    static Dynamics gradientRegularised(String player, String other, double eta) {
        return new Simultaneous(new GradientRegularised(player, other, eta));
    }

    /**
     * Symplectic gradient adjustment (Balduzzi et al. 2018, algorithm 1): all players at once along v + λ Aᵀv, where A is the
     * antisymmetric part of the Jacobian of v.
     *
     * @param lambda λ, or its size where it is aligned
     * @param aligned whether λ has the sign that points to stable and away from unstable fixed points
     */
    static Dynamics symplectic(double lambda, boolean aligned) {
        return new Simultaneous(new SymplecticAdjustment(lambda, aligned));
    }

    /**
     * Unrolled generator (Metz et al. 2017): it lowers its loss against the critic as that will be after some steps of its optimiser;
     * the critic follows its own gradient; both at once.
     *
     * @param steps how far the generator looks ahead
     * @param secondOrder whether the generator also sees how the critic's steps depend on it
     */
    static Dynamics unrolled(int steps, boolean secondOrder) {
        return unrolled(Gan.GENERATOR, steps, secondOrder);
    }

    /**
     * One player of any game lowers its loss against all others as they will be after some steps of their optimisers; the others follow
     * their own gradients; all at once.
     *
     * @param player who looks ahead
     * @param steps how far
     * @param secondOrder whether it also sees how the others' steps depend on it
     */
    static Dynamics unrolled(String player, int steps, boolean secondOrder) {
        return new Simultaneous(new Unrolled(player, steps, secondOrder));
    }

    /**
     * Extragradient (Korpelevich 1976; Gidel et al. 2019): each player moves from where it was along the gradient where all would be
     * after a step.
     */
    static Dynamics extragradient() {
        return new Simultaneous(new Extragradient());
    }

    /**
     * Optimistic descent (Daskalakis et al. 2018): all players at once, each by twice its optimiser's step less the step before. The
     * very first step is a plain one.
     */
    static Dynamics optimistic() {
        return new Optimistic(new OwnGradients());
    }
}
