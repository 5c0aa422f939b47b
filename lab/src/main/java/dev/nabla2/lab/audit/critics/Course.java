package dev.nabla2.lab.audit.critics;

import dev.nabla2.lab.audit.Subject;
import dev.nabla2.nn.Parameters;
import java.util.function.IntConsumer;

/** A critic, and how it comes to the states in which it is audited. */
public interface Course {
    /** Hears of states. */
    @FunctionalInterface
    interface Listener {
        /**
         * Called at each state that is audited.
         *
         * @param step how many training steps it has had
         * @param theta its parameters; valid during the call
         */
        void onState(int step, Parameters theta);
    }

    /** What is audited. */
    Subject subject();

    /** Parameters such as it has. */
    Parameters example();

    /**
     * Goes through all states.
     *
     * @param before hears of each training step before it is taken, and may end everything by an exception
     */
    void run(IntConsumer before, Listener listener);
}
