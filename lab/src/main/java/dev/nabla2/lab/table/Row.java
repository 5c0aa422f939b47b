package dev.nabla2.lab.table;

import dev.nabla2.lab.metrics.Evaluation;
import java.util.Locale;
import java.util.Optional;

/**
 * What came of one combination.
 *
 * @param combination which
 * @param command what gives the same run again
 * @param state how it ended
 * @param message why it diverged or was refused; empty where it finished
 * @param steps how many were done
 * @param seconds how long they took
 * @param generated what the generator scored at the end; empty where nothing was trained
 * @param real what real data score; likewise
 */
public record Row(
        Combination combination,
        String command,
        State state,
        String message,
        int steps,
        double seconds,
        Optional<Evaluation> generated,
        Optional<Evaluation> real) {
    /** How a row ended. */
    public enum State {
        /** All steps were done. */
        FINISHED,
        /** A number stopped being finite; the scores are of the weights that it stopped with. */
        DIVERGED,
        /** These choices do not go together, and the message says why. */
        REFUSED;

        /** In lower case. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** A row that was not trained. */
    public static Row refused(Combination combination, String command, String why) {
        return new Row(combination, command, State.REFUSED, why, 0, 0, Optional.empty(), Optional.empty());
    }
}
