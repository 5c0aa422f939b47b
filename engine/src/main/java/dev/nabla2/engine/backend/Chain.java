package dev.nabla2.engine.backend;

import java.util.List;

/**
 * Elementwise functions that feed each other, computed in one go, so that what passes between them need not reach memory.
 *
 * <p>Values are numbered: first the arguments from outside, then the results of the stages. All run over the same indices. The
 * results are the same bits as those of {@link Backend#elementwise} called for one stage after the other.
 *
 * <p>A value that is 0 or 1 everywhere may pass from chain to chain as a mask, for which a backend may use less memory.
 *
 * @param in the arguments from outside
 * @param stages the functions, each after those whose results it reads
 * @param out which results are wanted, each once
 */
public record Chain(List<Argument> in, List<Stage> stages, List<Result> out) {
    /**
     * A value from outside.
     *
     * @param loop where its elements lie: the first input of the loop
     * @param isMask whether it is a mask, which lies densely in a buffer of {@link Backend#allocateMask}
     */
    public record Argument(Loop loop, boolean isMask) {}

    /**
     * A value that is wanted, as a dense array.
     *
     * @param value its number
     * @param isMask whether it is 0 or 1 everywhere, and goes to a buffer of {@link Backend#allocateMask}
     */
    public record Result(int value, boolean isMask) {}

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
        return in.get(0).loop().size();
    }
}
