package dev.nabla2.engine.backend;

import java.util.List;

/**
 * Elementwise functions that feed each other, computed in one go, so that what passes between them need not reach memory.
 *
 * <p>Values are numbered: first the arguments from outside, then the results of the stages. All run over the same indices. The
 * results are the same bits as those of {@link Backend#elementwise} called for one stage after the other.
 *
 * @param in where each argument from outside lies: the first input of each loop
 * @param stages the functions, each after those whose results it reads
 * @param out which values are wanted, each as a dense array; results of stages, and each once
 */
public record Chain(List<Loop> in, List<Stage> stages, List<Integer> out) {
    /**
     * A function of a chain.
     *
     * @param function what is computed
     * @param arguments the numbers of the values it is computed of
     */
    public record Stage(Elementwise function, List<Integer> arguments) {
        /** Copies the list. */
        public Stage {
            arguments = List.copyOf(arguments);
        }
    }

    /** A chain made ready to run on a backend, often. Only one thread at a time may run it. */
    @FunctionalInterface
    public interface Ready {
        /** Computes the wanted values; {@code out} shares no memory with {@code in}. */
        void run(Buffer[] in, Buffer[] out);
    }

    /** Copies the lists. */
    public Chain {
        in = List.copyOf(in);
        stages = List.copyOf(stages);
        out = List.copyOf(out);
    }

    /** The number of indices. */
    public int size() {
        return in.get(0).size();
    }
}
